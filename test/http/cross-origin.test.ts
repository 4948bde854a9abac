import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'de' });
});

afterAll(() => site.close());

const ORIGIN = 'https://chat.example';
const preflight = (address: string, method: string) =>
  request(site.app).options(address).set('Origin', ORIGIN).set('Access-Control-Request-Method', method);

describe('a page of another site', () => {
  it.each([
    '/api/v1/articles',
    '/api/v1/articles/KA-90001?locale=de',
    '/api/v1/search?q=Lampe',
    '/de/feed.atom',
    '/de/articles/KA-90001.md',
    '/de/articles/KA-90001.json',
    '/de/articles/KA-90001',
    '/KA-90001',
  ])('can read %s, without credentials', async (address) => {
    const { headers } = await request(site.app).get(address).set('Origin', ORIGIN).redirects(0);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    for (const name of ['ETag', 'Link', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Request-Id'])
      expect(headers['access-control-expose-headers']).toContain(name);
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
  });

  it('can read errors and 304 responses', async () => {
    const missing = await request(site.app).get('/api/v1/articles/KA-99999').expect(404);
    expect(missing.headers['access-control-allow-origin']).toBe('*');
    const { headers } = await request(site.app).get('/api/v1/articles');
    const again = await request(site.app)
      .get('/api/v1/articles')
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
    expect(again.headers['access-control-allow-origin']).toBe('*');
  });

  it('can send answers of a walk', async () => {
    const asked = await preflight('/api/v1/articles/KA-90001/walk', 'POST')
      .set('Access-Control-Request-Headers', 'content-type')
      .expect(204);
    expect(asked.headers['access-control-allow-methods']).toBe('GET, HEAD, POST');
    expect(asked.headers['access-control-allow-headers']).toContain('Content-Type');
    expect(asked.headers['access-control-max-age']).toBe('86400');
    const answer = await request(site.app)
      .post('/api/v1/articles/KA-90001/walk')
      .set('Origin', ORIGIN)
      .send({ answers: {} })
      .expect(200);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  it.each(['PUT', 'DELETE', 'POST'])('cannot %s stored data', async (method) => {
    const asked = await preflight('/api/v1/articles/KA-90001/links/zendesk/1', method).expect(204);
    expect(asked.headers['access-control-allow-origin']).toBeUndefined();
    expect(asked.headers['access-control-allow-methods']).toBeUndefined();
    const written = await request(site.app).delete('/api/v1/articles/KA-90001').set('Origin', ORIGIN);
    expect(written.headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each(['/metrics', '/healthz', '/de/articles/KA-90001/walk', '/de/', '/static/base.css'])(
    'cannot read %s',
    async (address) => {
      const { headers } = await request(site.app).get(address).set('Origin', ORIGIN);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    },
  );
});

it('OPTIONS lists the methods to clients other than browsers', async () => {
  const answer = await request(site.app).options('/api/v1/articles').expect(204);
  expect(answer.headers['allow']).toBe('GET, HEAD, OPTIONS');
});
