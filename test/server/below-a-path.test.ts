import { createServer, request as ask, type IncomingMessage, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutSitePath } from '../../src/article/site-path.js';
import { EMBED } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';

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

/** Addresses in a page's attributes, in the links of an answer as JSON, and in its head. */
function addressesIn(type: string, body: string, headers: Headers): string[] {
  const found: string[] = [];
  const add = (pattern: RegExp, text: string): void => {
    for (const [, address = ''] of text.matchAll(pattern)) found.push(address.replaceAll('&amp;', '&'));
  };
  if (type.startsWith('text/html')) add(/\s(?:href|src|action|formaction|data-suggest)="([^"]*)"/g, body);
  // Every string that is an address as a whole; `pointer` says where in a body something is wrong.
  else if (type.includes('json')) add(/"(?!pointer")[A-Za-z]+":"(\/[^"\s]*|https?:\/\/[^"\s]*)"/g, body);
  else if (type.includes('xml')) add(/(?:<(?:loc|id)>|href="|template="|url="|content=")([^<"]*)/g, body);
  else if (type.startsWith('text/markdown')) add(/\]\(([^)\s]*)\)|(?<=url: )(\S+)/g, body);
  else if (type.startsWith('text/css')) add(/url\(['"]?([^'")]*)/g, body);
  add(/<([^>]*)>;\s*rel/g, headers.get('link') ?? '');
  const location = headers.get('location');
  return location === null ? found : [...found, location];
}

describe('a site below a path', () => {
  it('holds no address outside it, however far one follows', async () => {
    const seen = new Set<string>([BELOW]);
    const queue = [
      `${BELOW}api/v1/articles`,
      `${BELOW}api/v1/articles/KA-90001?include=html,markdown`,
      `${BELOW}api/v1/articles/KA-99999`,
      `${BELOW}api/v1/articles?limit=1`,
      `${BELOW}api/v1/search?q=lampe&limit=1`,
      `${BELOW}api/v1/docs`,
      `${BELOW}robots.txt`,
      `${BELOW}llms.txt`,
      `${BELOW}de/llms.txt`,
      `${BELOW}sitemap.xml`,
      `${BELOW}opensearch.xml`,
      `${BELOW}KA-90001`,
      `${BELOW}DE/articles`,
      `${BELOW}de/articles/ka-90001`,
      BELOW,
    ];
    const outside: string[] = [];
    const broken: string[] = [];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const asked = next;
      const answer = await fetch(`http://127.0.0.1:${proxy.port}${asked}`, {
        redirect: 'manual',
        headers: { Accept: asked.includes('/api/') ? 'application/json' : 'text/html' },
      });
      if (answer.status === 599 || (answer.status >= 400 && !asked.includes('KA-99999')))
        broken.push(`${asked}: ${answer.status}`);
      // The contract's examples are invented ones.
      const body = asked.endsWith('/openapi.json') ? '' : await answer.text();
      for (const address of addressesIn(answer.headers.get('content-type') ?? '', body, answer.headers)) {
        const url = new URL(address, `${ORIGIN}${asked}`);
        if (url.origin !== ORIGIN) continue;
        if (!url.pathname.startsWith(BELOW)) {
          outside.push(`${asked}: ${address}`);
          continue;
        }
        const path = url.pathname + url.search;
        // What only takes what is posted, and endless walks and searches, are not followed.
        if (
          seen.has(path) ||
          /\/feedback$|\/suggest|card\.png|KA-05406|\/api\/v1\/search$|[?&](?:logs|cursor|answer)=|\/mcp$|\{/.test(
            path,
          )
        )
          continue;
        seen.add(path);
        queue.push(path);
      }
    }
    expect(outside).toEqual([]);
    expect(broken).toEqual([]);
    expect(seen.size).toBeGreaterThan(100);
  });

  it('names itself in full where that is needed', async () => {
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
])('takes the path out where a proxy left it in: %s', (given, path) => {
  expect(withoutSitePath(given)).toBe(path);
});
