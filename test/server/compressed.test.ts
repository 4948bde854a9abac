import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'de' });
});

afterAll(() => site.close());

describe.each([
  '/de/',
  '/de/articles/KA-90001',
  '/static/base.css',
  '/static/base+list.css',
  '/api/v1/articles',
])('%s', (address) => {
  it.each(['gzip', 'br'])(
    'is compressed for every client that accepts %s, in any order',
    async (encoding) => {
      await request(site.cached).get(address).set('Accept-Encoding', 'identity').expect(200);
      const ask = (method: 'get' | 'head') =>
        request(site.cached)[method](address).set('Accept-Encoding', encoding).expect(200);
      for (const method of ['head', 'get', 'get', 'get'] as const)
        expect((await ask(method)).headers['content-encoding'], method).toBe(encoding);
      expect((await ask('get')).headers['content-encoding']).toBe(encoding);
    },
  );

  it('is sent uncompressed to other clients, with a different tag', async () => {
    const plain = await request(site.cached).get(address).set('Accept-Encoding', 'identity').expect(200);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const tag = (plain.headers['etag'] ?? '').slice(0, -1);
    const { headers } = await request(site.cached).get(address).set('Accept-Encoding', 'br').expect(200);
    expect(headers['etag']).toBe(`${tag}-br"`);
  });
});

it('every visitor after a change of the library gets compressed pages and files', async () => {
  const changed = await buildApp({ defaultLocale: 'de' });
  for (const address of ['/de/articles/KA-90001', '/static/base.css'])
    for (let visitor = 1; visitor <= 3; visitor++) {
      const { headers } = await request(changed.cached)
        .get(address)
        .set('Accept-Encoding', 'gzip, deflate, br')
        .expect(200);
      expect(headers['content-encoding'], `visitor ${visitor} of ${address}`).toBe('br');
    }
  await changed.close();
});

it('a page on its first request is compressed', async () => {
  const { headers, text } = await request(site.cached)
    .get('/de/articles/KA-90003')
    .set({ Accept: 'text/html', 'Accept-Encoding': 'gzip' })
    .expect(200);
  expect(headers['content-encoding']).toBe('gzip');
  expect(headers['etag']).toMatch(/-gzip"$/);
  expect(text).toContain('</html>');
  await request(site.cached)
    .get('/de/articles/KA-90003')
    .set({ Accept: 'text/html', 'Accept-Encoding': 'gzip', 'If-None-Match': headers['etag'] ?? '' })
    .expect(304);
});
