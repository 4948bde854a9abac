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
  it('refuses other methods and says which it takes', async () => {
    for (const method of ['post', 'put', 'delete', 'patch'] as const) {
      const answer = await request(site.app)[method](address).send('{"a":1}').expect(405);
      expect(answer.headers['allow']).toBe('GET, HEAD, OPTIONS');
      expect(answer.body).toMatchObject({ code: 'method-not-allowed', status: 405 });
      expect((answer.body as { detail: string }).detail).toContain(method.toUpperCase());
    }
  });

  it('tells its methods when asked', async () => {
    const answer = await request(site.app).options(address).expect(204);
    expect(answer.headers['allow']).toBe('GET, HEAD, OPTIONS');
    expect(answer.text).toBe('');
  });
});
