import type { ClientRateLimitInfo, Store } from 'express-rate-limit';
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { PROBLEM } from '../../src/presenters/schemas.js';
import { buildApp, type AppGiven, type TestApp } from '../support/build-app.js';

let site: TestApp | undefined;

afterEach(async () => {
  await site?.close();
  site = undefined;
});

async function open(perMinute: number, given: AppGiven = {}): Promise<TestApp> {
  site = await buildApp({ defaultLocale: 'en', rateLimit: { perMinute }, ...given });
  return site;
}

/** Counts, and remembers by what. */
function createCountingStore(): Store & { readonly keys: Set<string> } {
  const hits = new Map<string, number>();
  const keys = new Set<string>();
  const increment = (key: string): ClientRateLimitInfo => {
    keys.add(key);
    hits.set(key, (hits.get(key) ?? 0) + 1);
    return { totalHits: hits.get(key) ?? 0, resetTime: new Date(Date.now() + 30_000) };
  };
  return { keys, increment, decrement: () => undefined, resetKey: () => undefined };
}

const SEARCH = '/api/v1/search?q=lamp';

describe('the rate limit', () => {
  it('reports what is left, and returns 429 with Retry-After', async () => {
    const { app } = await open(2);
    const first = await request(app).get(SEARCH).expect(200);
    expect(first.headers['ratelimit-policy']).toMatch(/^"costly"; q=2; w=60/);
    expect(first.headers['ratelimit']).toMatch(/^"costly"; r=1; t=\d+$/);
    expect(first.headers['x-ratelimit-limit']).toBeUndefined();
    await request(app).get('/en/search?q=lamp').expect(200);
    const third = await request(app).get(SEARCH).expect(429);
    expect(PROBLEM.parse(third.body)).toMatchObject({ code: 'too-many-requests', status: 429 });
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect(third.headers['ratelimit']).toMatch(/r=0/);
    expect(third.headers['access-control-allow-origin']).toBe('*');
  });

  it('counts searches, suggestions, cards, walks, tools and writes, but not reads', async () => {
    const store = createCountingStore();
    const { app } = await open(100, { rateLimit: { perMinute: 100, store } });
    const costly = [
      request(app).get(SEARCH),
      request(app).get('/api/v1/suggest?q=lam'),
      request(app).get('/opensearch/suggestions?q=lam'),
      request(app).get('/de/search?q=lamp'),
      request(app).post('/de/search').type('form').send('q=lamp'),
      request(app).get('/de/articles/KA-90001/card.png'),
      request(app).post('/api/v1/articles/KA-90001/walk').send({ answers: {} }),
      request(app).post('/de/articles/KA-90001/walk').type('form').send('question=x'),
      request(app).post('/api/v1/articles/KA-90001/walk/outcomes').send({ locale: 'de' }),
      request(app).post('/api/v1/articles/KA-90001/feedback').send({ locale: 'de', helpful: true }),
      request(app).post('/de/articles/KA-90001/feedback').type('form').send('helpful=yes'),
      request(app).post('/mcp').send({}),
    ];
    for (const asked of costly) expect((await asked).headers).toHaveProperty('ratelimit');
    for (const address of [
      '/de/articles/KA-90001',
      '/api/v1/articles',
      '/KA-90001',
      '/de/feed.atom',
      '/healthz',
    ])
      expect((await request(app).get(address).redirects(0)).headers).not.toHaveProperty('ratelimit');
    expect((await request(app).options(SEARCH)).headers).not.toHaveProperty('ratelimit');
  });

  it('counts a URL in any encoding', async () => {
    const { app } = await open(100);
    for (const asked of [
      request(app).get('/API/V1/Search?q=lamp'),
      request(app).post('/Api/v1/Articles/KA-90001/Feedback').send({ locale: 'de', helpful: true }),
    ]) {
      const { status, headers } = await asked;
      expect(status).toBeLessThan(300);
      expect(headers).toHaveProperty('ratelimit');
    }
  });

  it('is off at 0', async () => {
    const { app } = await open(0);
    expect((await request(app).get(SEARCH).expect(200)).headers).not.toHaveProperty('ratelimit');
  });

  it('ignores forwarding headers from untrusted proxies', async () => {
    const { app } = await open(1);
    await request(app).get(SEARCH).set('X-Forwarded-For', '203.0.113.1').expect(200);
    await request(app).get(SEARCH).set('X-Forwarded-For', '203.0.113.2').expect(429);
  });

  it('counts clients behind a trusted proxy, and an IPv6 network as one', async () => {
    const trusting: AppGiven = { change: (deps) => ({ ...deps, trustProxy: 'loopback' }) };
    const { app } = await open(1, trusting);
    const from = (address: string) => request(app).get(SEARCH).set('X-Forwarded-For', address);
    await from('203.0.113.1').expect(200);
    await from('203.0.113.2').expect(200);
    await from('203.0.113.1').expect(429);
    await from('2001:db8:0:1::1').expect(200);
    await from('2001:db8:0:2::9').expect(429);
    await from('2001:db8:9:1::1').expect(200);
  });

  it('stores and logs no IP addresses', async () => {
    const store = createCountingStore();
    const { app, log } = await open(1, {
      rateLimit: { perMinute: 1, store },
      change: (deps) => ({ ...deps, trustProxy: 'loopback' }),
    });
    for (let i = 0; i < 2; i += 1) await request(app).get(SEARCH).set('X-Forwarded-For', '203.0.113.77');
    expect(store.keys.size).toBe(1);
    expect([...store.keys].join() + JSON.stringify(log)).not.toContain('203.0.113');
  });
});
