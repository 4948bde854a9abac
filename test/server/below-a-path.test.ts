import { createServer, request as ask, type IncomingMessage, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutSitePath } from '../../src/article/site-path.js';
import { EMBED } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { crawl } from '../support/crawl.js';

const ORIGIN = 'https://desk.example';
const BELOW = '/kb/';

let site: TestApp;
let proxy: { readonly port: number; readonly close: () => void };

/** A reverse proxy that takes `/kb` out of each path, as `location /kb/ { proxy_pass http://node/; }` does, and knows nothing else. */
async function openProxy(app: RequestListener) {
  const service = createServer(app).listen(0, '127.0.0.1');
  await once(service, 'listening');
  const { port } = service.address() as AddressInfo;
  const server = createServer((req, res) => {
    if (req.url?.startsWith(BELOW) !== true) {
      res.writeHead(599).end(`outside: ${req.url}`);
      return;
    }
    const { method, headers } = req;
    const path = req.url.slice(BELOW.length - 1);
    const inner = ask({ port, host: '127.0.0.1', method, path, headers }, (answer: IncomingMessage) => {
      res.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(res);
    });
    req.pipe(inner);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const one of [server, service]) {
        one.closeAllConnections();
        one.close();
      }
    },
  };
}

beforeAll(async () => {
  site = await buildApp({ url: `${ORIGIN}/kb`, defaultLocale: 'de' });
  proxy = await openProxy(site.cached);
});

afterAll(async () => {
  proxy.close();
  await site.close();
});

describe('a site below a path', () => {
  it('has no link outside it', async () => {
    const { outside, broken, seen } = await crawl(`http://127.0.0.1:${proxy.port}`, `${ORIGIN}/kb`);
    expect(outside).toEqual([]);
    expect(broken).toEqual([]);
    expect(seen).toBeGreaterThan(100);
  });

  it('uses absolute URLs where needed', async () => {
    const { body } = await request(site.app).get('/api/v1/openapi.json').expect(200);
    expect(body).toMatchObject({ servers: [{ url: `${ORIGIN}/kb/api/v1` }] });
    const page = await request(site.app).get('/de/articles/KA-90001').set('Accept', 'text/html').expect(200);
    expect(page.text).toContain(`rel="canonical" href="${ORIGIN}/kb/de/articles/KA-90001"`);
    const embed = await request(site.app)
      .get('/oembed')
      .query({ url: `${ORIGIN}/kb/de/articles/KA-90001` })
      .expect(200);
    expect(EMBED.parse(embed.body).thumbnail_url).toMatch(
      /^https:\/\/desk\.example\/kb\/de\/articles\/KA-90001\/card\.png/,
    );
    await request(site.app)
      .get('/oembed')
      .query({ url: `${ORIGIN}/de/articles/KA-90001` })
      .expect(404);
  });
});

it.each([
  ['/kb/de/articles?sort=oldest', '/de/articles?sort=oldest'],
  ['/kb', '/'],
  ['/kb?lang=de', '/?lang=de'],
  ['/kb/', '/'],
  ['/kbx/de', '/kbx/de'],
  ['/de/articles', '/de/articles'],
])('strips the path if a proxy kept it: %s', (given, path) => {
  expect(withoutSitePath(given)).toBe(path);
});
