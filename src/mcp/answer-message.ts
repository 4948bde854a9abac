import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { createMcpServer } from './create-mcp-server.js';
import type { McpDeps } from './tool.js';

/** Headers of the protocol; no others are forwarded. */
const READ = /^(?:accept|content-type|mcp-.*)$/;

const ANY_ANSWER = 'application/json, text/event-stream';

/**
 * Connect Express to the MCP SDK: each request gets its own server.
 *
 * @returns Answers a message or batch, the parsed body of a request.
 */
export function createMessageAnswerer(
  deps: McpDeps,
): (message: unknown, req: Request, res: Response) => Promise<void> {
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
    if (answer.body === null) {
      res.end();
      return;
    }
    await pipeline(readChunks(answer.body), res).catch((error: unknown) => {
      // A client disconnect is not an error.
      if (!res.closed && !res.destroyed) throw error;
    });
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
