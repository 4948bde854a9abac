import { pipeline } from 'node:stream/promises';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Request, Response } from 'express';
import { createMcpServer } from './create-mcp-server.js';
import type { McpDeps } from './tool.js';

/** Headers the protocol reads; no other is handed on. */
const READ = /^(?:accept|content-type|mcp-.*)$/;

const ANY_ANSWER = 'application/json, text/event-stream';

/** Answers one message, or a batch of them, as the protocol says. @param message - The body as parsed. */
export type AnswerMessage = (message: unknown, req: Request, res: Response) => Promise<void>;

/** Ready the protocol's kit: hands it requests, each to a server of its own, and its answers to the clients. */
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
  // Who takes anything takes both forms of an answer; the protocol's kit wants them named.
  if (/(?:^|,)\s*\*\/\*/.test(req.get('accept') ?? '*/*')) headers.set('accept', ANY_ANSWER);
  return new globalThis.Request('http://localhost/mcp', { method: 'POST', headers, signal });
}

/** A client that hangs up is no fault of ours. */
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
