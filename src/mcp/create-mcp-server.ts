import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { registerArticleResources } from './article-resources.js';
import { registerArticleTools } from './article-tools.js';
import { registerHelpUserPrompt } from './help-user-prompt.js';
import { registerSearchTools } from './search-tools.js';
import type { McpDeps } from './tool.js';
import { registerWalkApp } from './walk-app.js';
import { registerWalkTools } from './walk-tools.js';

/** Version of the MCP interface, not of the package. */
const VERSION = '1.0.0';
/** Cache lifetimes in milliseconds for static lists and for content; both public. */
const LASTING = { ttlMs: 3_600_000, cacheScope: 'public' } as const;
const BRIEF = { ttlMs: 60_000, cacheScope: 'public' } as const;
/** Most members and elements in a call's arguments; a walk accepts 1,000 answers. */
const MOST_ELEMENTS = 5000;

/**
 * Create an MCP server with all tools and resources; one per HTTP request, or one per stdio client.
 *
 * No change notifications; clients poll.
 */
export function createMcpServer(deps: McpDeps): McpServer {
  const server = new McpServer(
    { name: 'parlance', title: deps.site().name, version: VERSION },
    {
      capabilities: {
        tools: { listChanged: false },
        resources: { listChanged: false },
        prompts: { listChanged: false },
      },
      instructions:
        'A knowledge base of support articles in many languages. Search with search_articles in the user’s own words, read with get_article, and if an article has a walk, lead the user through it with start_walk and answer_walk. Pass the user’s language as locale. Texts may be machine translations; see provenance.',
      maxToolInputElements: MOST_ELEMENTS,
      cacheHints: {
        'server/discover': LASTING,
        'tools/list': LASTING,
        'prompts/list': LASTING,
        'resources/templates/list': LASTING,
        'resources/list': BRIEF,
        'resources/read': BRIEF,
      },
    },
  );
  registerSearchTools(server, deps);
  registerArticleTools(server, deps);
  registerWalkTools(server, deps);
  registerWalkApp(server, deps);
  registerArticleResources(server, deps);
  registerHelpUserPrompt(server, deps);
  return server;
}

/** Headers of the protocol; no others are forwarded. */
const READ = /^(?:accept|content-type|mcp-.*)$/;

const ANY_ANSWER = 'application/json, text/event-stream';

/** Answers a message or batch. @param message - The parsed body. */
export type AnswerMessage = (message: unknown, req: Request, res: Response) => Promise<void>;

/** Connect Express to the MCP SDK: each request gets its own server. */
export function createMessageAnswerer(deps: McpDeps): AnswerMessage {
  const handler = createMcpHandler(() => createMcpServer(deps), {
    maxSubscriptions: 0,
    onerror: (error) => deps.logger.debug({ reason: error.message }, 'mcp'),
  });
  return async (message, req, res) => {
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    const answer = await handler.fetch(readRequest(req, gone.signal), { parsedBody: message });
    res.status(answer.status).set('Cache-Control', 'private, no-store');
    answer.headers.forEach((value, name) => {
      if (name !== 'cache-control') res.set(name, value);
    });
    if (answer.body === null) res.end();
    else await pipeline(readChunks(answer.body), res).catch(ignoreWhenGone(res));
  };
}

function readRequest(req: Request, signal: AbortSignal): globalThis.Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers))
    if (READ.test(name) && value !== undefined) headers.set(name, String(value));
  // The SDK requires both media types to be named, even for `*/*`.
  if (/(?:^|,)\s*\*\/\*/.test(req.get('accept') ?? '*/*')) headers.set('accept', ANY_ANSWER);
  return new globalThis.Request('http://localhost/mcp', { method: 'POST', headers, signal });
}

/** A client disconnect is not an error. */
function ignoreWhenGone(res: Response): (error: unknown) => void {
  return (error) => {
    if (!res.closed && !res.destroyed) throw error;
  };
}

async function* readChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
