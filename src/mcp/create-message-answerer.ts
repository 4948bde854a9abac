import { pipeline } from 'node:stream/promises';
import type { McpHttpHandler } from '@modelcontextprotocol/server';
import type { Request, Response } from 'express';

/** Headers the protocol reads; no other is handed on. */
const READ = /^(?:accept|content-type|mcp-.*)$/;

/**
 * Hand a request to the protocol's kit and its answer to the client.
 *
 * @param message - The body as parsed.
 */
export async function answerOverHttp(
  handler: McpHttpHandler,
  message: unknown,
  req: Request,
  res: Response,
): Promise<void> {
  const gone = new AbortController();
  res.on('close', () => gone.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers))
    if (READ.test(name) && value !== undefined) headers.set(name, String(value));
  const request = new globalThis.Request('http://localhost/mcp', {
    method: 'POST',
    headers,
    signal: gone.signal,
  });
  const answer = await handler.fetch(request, { parsedBody: message });
  res.status(answer.status).set('Cache-Control', 'private, no-store');
  answer.headers.forEach((value, name) => {
    if (name !== 'cache-control') res.set(name, value);
  });
  if (answer.body === null) res.end();
  else await pipeline(readChunks(answer.body), res).catch(ignoreWhenGone(gone.signal));
}

/** A client that hangs up is no fault of ours. */
function ignoreWhenGone(signal: AbortSignal): (error: unknown) => void {
  return (error) => {
    if (!signal.aborted) throw error;
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
