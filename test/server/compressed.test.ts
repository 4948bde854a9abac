import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'de' });
});

afterAll(() => site.close());

describe.each(['/de/articles/KA-90001', '/static/base.css', '/static/base+list.css', '/api/v1/articles'])(
  '%s',
  (address) => {
    it.each(['gzip', 'br'])('is compressed from its first answer on: %s', async (encoding) => {
      const plain = await request(site.cached).get(address).set('Accept-Encoding', 'identity').expect(200);
      expect(plain.headers['content-encoding']).toBeUndefined();
      const tag = (plain.headers['etag'] ?? '').slice(0, -1);
      const first = await request(site.cached).head(address).set('Accept-Encoding', encoding).expect(200);
      const second = await request(site.cached).get(address).set('Accept-Encoding', encoding).expect(200);
      // Until the cache has compressed an answer as well as it can, a plain one stands in.
      for (const { headers } of [first, second])
        expect([undefined, encoding]).toContain(headers['content-encoding']);
      await site.cache.idle();
      const last = await request(site.cached).get(address).set('Accept-Encoding', encoding).expect(200);
      expect(last.headers).toMatchObject({ 'content-encoding': encoding, etag: `${tag}-${encoding}"` });
    });
  },
);

it('a page nobody has asked for yet is compressed', async () => {
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
