import http, { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../../support/build-app.js';

const ADDRESSES = [
  '/',
  '/de/',
  '/ja/',
  '/de/articles',
  '/de/articles?product=Lantern',
  '/de/articles?sort=oldest&limit=2',
  '/en/articles/KA-90001',
  '/de/articles/KA-90001',
  '/ja/articles/KA-90003',
  '/de/articles/KA-90001.md',
  '/de/articles/KA-90001.json',
  '/de/articles/KA-90001?beside=en',
  '/de/articles/KA-90001?utm_source=mail',
  '/de/articles/KA-90001/card.png',
  '/de/articles/KA-90001/walk',
  '/de/articles/KA-90001/walk/graph.svg',
  '/de/articles/KA-99999',
  '/de/search?q=lampe',
  '/de/nowhere',
  '/xx/articles/KA-90001',
  '/KA-90001',
  '/KA-90001?lang=it',
  '/de/feed.atom',
  '/sitemap.xml',
  '/robots.txt',
  '/opensearch.xml',
  '/llms.txt',
  '/de/llms.txt',
  '/problems',
  '/healthz',
  '/readyz',
  '/oembed?url=https%3A%2F%2Fhelp.example%2Fde%2Farticles%2FKA-90001',
  '/api/v1/articles',
  '/api/v1/articles?locale=de&limit=1',
  '/api/v1/articles/KA-90001',
  '/api/v1/articles/KA-90001?locale=*',
  '/api/v1/articles/KA-90001?locale=pt-BR&include=html,text',
  '/api/v1/articles/KA-90001/walk',
  '/api/v1/search?q=lampe&locale=de',
  '/api/v1/suggest?q=lam&locale=de',
  '/api/v1/openapi.json',
  '/api/v1/nowhere',
] as const;

const HEADERS: Readonly<Record<string, readonly string[]>> = {
  accept: ['text/html', 'application/json', 'text/markdown', 'image/*', '*/*;q=0.1', 'nonsense'],
  'accept-language': ['ja', 'pt-BR,pt;q=0.8', 'de-AT', '*', 'xx', 'nonsense;;'],
  'accept-encoding': ['gzip', 'br, gzip;q=0.5', 'identity', 'br;q=0'],
  cookie: ['locale=it', 'locale=xx', 'theme=dark; locale=pt'],
  'if-none-match': ['*', '"other"'],
  origin: ['https://desk.example'],
  authorization: ['Bearer wrong'],
};

let site: TestApp;
let app: Asked;
let cached: Asked;

beforeAll(async () => {
  site = await buildApp();
  [app, cached] = await Promise.all([open(site.app), open(site.cached)]);
});
afterAll(async () => {
  await Promise.all([app.close(), cached.close()]);
  await site.close();
});

/** Ask the app itself, then the cache in front of it while it is empty, and twice when it is not. */
async function answers(
  method: string,
  path: string,
  headers: IncomingHttpHeaders,
): Promise<readonly unknown[]> {
  const around = await app.ask(method, path, headers);
  const through = [];
  for (let time = 0; time < 3; time++) through.push(await cached.ask(method, path, headers));
  return [around, ...through];
}

describe('a cached response', () => {
  it.each(ADDRESSES)('equals the app’s response: %s', async (path) => {
    for (const method of ['GET', 'HEAD']) {
      const [around, ...through] = await answers(method, path, {});
      expect(through).toEqual([around, around, around]);
    }
  });

  it('equals the app’s response for any headers', async () => {
    const headers = fc.record(
      Object.fromEntries(Object.entries(HEADERS).map(([name, values]) => [name, fc.constantFrom(...values)])),
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ADDRESSES), headers, async (path, given) => {
        const [around, ...through] = await answers('GET', path, given);
        expect(through).toEqual([around, around, around]);
      }),
      { numRuns: 60 },
    );
  });
});

interface Asked {
  readonly ask: (method: string, path: string, headers: IncomingHttpHeaders) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** A server whose answers can be compared: bodies decoded, and without what differs by the moment or the encoding. */
async function open(listener: RequestListener): Promise<Asked> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new http.Agent({ keepAlive: true });
  return {
    ask: async (method, path, headers) => {
      const sent = { ...headers, 'x-request-id': 'the-same-for-all' };
      const request = http.request({ port, host: '127.0.0.1', agent, method, path, headers: sent }).end();
      const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      const { 'content-encoding': encoding, ...kept } = answer.headers;
      if (encoding !== undefined) expect(kept.etag).toMatch(new RegExp(`-${encoding}"$`));
      kept.etag &&= kept.etag.replace(/-(?:br|gzip)"$/, '"');
      delete kept.date;
      if (kept.etag !== undefined) delete kept['content-length'];
      return { status: answer.statusCode, headers: kept, body: decode(Buffer.concat(chunks), encoding) };
    },
    close: async () => {
      agent.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function decode(body: Buffer, encoding: string | undefined): string {
  const isEncoded = body.length > 0 && encoding !== undefined;
  return (isEncoded ? (encoding === 'br' ? brotliDecompressSync(body) : gunzipSync(body)) : body).toString(
    'latin1',
  );
}
