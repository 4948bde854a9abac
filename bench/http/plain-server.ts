import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';

/**
 * Serve one fixed response in a separate process, with bare `node:http` or bare Express.
 *
 * usage: plain-server.js node|express ANSWER.json
 */
const ANSWER = z.object({
  status: z.number(),
  /** Names and values alternating. */
  headers: z.array(z.string()),
  body: z.string(),
});
const [kind, file = ''] = process.argv.slice(2);
const { status, headers, body } = ANSWER.parse(JSON.parse(readFileSync(file, 'utf8')));
const bytes = Buffer.from(body, 'base64');

function listener(): RequestListener {
  if (kind === 'node')
    return (_req, res) => {
      res.writeHead(status, headers);
      res.end(bytes);
    };
  const app = express();
  app.disable('x-powered-by').disable('etag');
  const pairs = headers.flatMap((name, index) =>
    index % 2 === 0 ? [[name, headers[index + 1] ?? ''] as const] : [],
  );
  app.use((_req, res) => {
    res.status(status);
    for (const [name, value] of pairs) res.setHeader(name, value);
    res.end(bytes);
  });
  return app;
}

const server = createServer(listener());
server.listen(0, '127.0.0.1', () => {
  const address: string | AddressInfo | null = server.address();
  if (typeof address === 'object') process.stdout.write(`http://127.0.0.1:${address?.port}\n`);
});
