import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp();
});

afterAll(() => site.close());

/** Every address that is read. */
const READ_ONLY = [
  '/',
  '/KA-90001',
  '/de/',
  '/de/articles',
  '/de/articles/KA-90001',
  '/de/feed.atom',
  '/de/articles/KA-90001/card.png',
  '/oembed',
  '/llms.txt',
  '/de/llms.txt',
  '/sitemap.xml',
  '/robots.txt',
  '/problems',
  '/problems/internal',
  '/api/v1/articles',
  '/api/v1/articles/KA-90001',
  '/healthz',
  '/readyz',
  '/metrics',
];

describe.each(READ_ONLY)('%s', (address) => {
  it('rejects other methods and sends Allow', async () => {
    for (const method of ['post', 'put', 'delete', 'patch'] as const) {
      const answer = await request(site.app)[method](address).send('{"a":1}').expect(405);
      expect(answer.headers['allow']).toBe('GET, HEAD, OPTIONS');
      expect(answer.body).toMatchObject({ code: 'method-not-allowed', status: 405 });
      expect((answer.body as { detail: string }).detail).toContain(method.toUpperCase());
    }
  });

  it('lists its methods for OPTIONS', async () => {
    const answer = await request(site.app).options(address).expect(204);
    expect(answer.headers['allow']).toBe('GET, HEAD, OPTIONS');
    expect(answer.text).toBe('');
  });
});

describe('a policy', () => {
  const long = (length: number): string => 'x'.repeat(length);

  it.each([
    ['/de/articles?product=', 414],
    ['/nothing/here/at/all?x=', 414],
    ['/api/v1/suggest?locale=de&q=', 414],
    ['/api/v1/search?q=', 200],
    ['/de/search?q=', 200],
  ])('limits the URL length: %s and 9,000 characters', async (address, status) => {
    await request(site.app)
      .get(address + long(9000))
      .expect(status);
  });

  it.each([
    ['/de/articles/KA-90001', 'public, max-age=0, must-revalidate'],
    ['/de/search?q=lampe', 'private, no-cache'],
    ['/api/v1/suggest?locale=de&q=la', 'private, max-age=60'],
    ['/api/v1/articles/KA-90001/usage', 'no-store'],
    ['/healthz', 'private, no-store'],
  ])('sets Cache-Control of %s: %s', async (address, caching) => {
    const { headers } = await request(site.app).get(address);
    expect(headers['cache-control']).toBe(caching);
  });

  it('holds while the library is being built: 503 for content, monitors respond', async () => {
    const building = await buildApp({ isBuilt: false });
    await request(building.app).get('/de/articles/KA-90001').expect(503);
    await request(building.app).post('/mcp').send({}).expect(503);
    await request(building.app).get('/healthz').expect(200);
    await building.close();
  });
});

describe('CACHE_SHARED', () => {
  it('lets shared caches store public responses, serve them stale, and purge them by article, locale or revision', async () => {
    const shared = await buildApp({ sharedCache: 60 });
    const revision = shared.library.revision?.slice(0, 16);
    const get = async (address: string) => (await request(shared.app).get(address).redirects(0)).headers;
    const article = await get('/de/articles/KA-90001');
    expect(article['cache-control']).toBe(
      'public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=86400',
    );
    expect(article['surrogate-key']).toBe(`KA-90001 de rev-${revision}`);
    expect((await get('/de/articles/KA-90001.md'))['surrogate-key']).toBe(`KA-90001 de rev-${revision}`);
    expect((await get('/api/v1/articles?locale=pt'))['surrogate-key']).toBe(`list pt rev-${revision}`);
    expect((await get('/de/search?q=lampe'))['cache-control']).toBe('private, no-cache');
    const missing = await get('/de/articles/KA-99999');
    expect([missing['cache-control'], missing['surrogate-key']]).toEqual(['no-store', undefined]);
    await shared.close();
  });
});
