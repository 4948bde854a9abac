import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';
import { KNOWN_QUERY, HOUSE_CONTENT, makeWalkContent } from '../support/walk-site.js';

const content = makeWalkContent(HOUSE_CONTENT);
/** Winter and summer time, before and after noon, years apart. */
const INSTANTS = ['2023-01-15T03:10:00Z', '2026-07-01T21:45:00Z', '2031-03-30T01:00:00Z'];
let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ contentDir: content.contentDir, defaultLocale: 'en' });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await site.close();
  content[Symbol.dispose]();
});

/** What is answered around the cache at each of these instants. */
async function answersAt(address: string): Promise<{ texts: Set<string>; cacheControl: string }> {
  const texts = new Set<string>();
  let cacheControl = '';
  for (const now of INSTANTS) {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
    const { text, body, headers } = await request(site.app).get(address).expect(200);
    const shown = Buffer.isBuffer(body) ? body.toString('utf8') : text;
    expect(shown.length).toBeGreaterThan(500);
    texts.add(shown);
    cacheControl = headers['cache-control'] ?? '';
  }
  return { texts, cacheControl };
}

describe('a walk without answers', () => {
  const addresses = ['KA-05406', 'KA-90001'].flatMap((number) =>
    ['de', 'en', 'it'].flatMap((locale) => [
      `/${locale}/articles/${number}/walk`,
      `/${locale}/articles/${number}/walk/graph.svg`,
      `/api/v1/articles/${number}/walk?locale=${locale}`,
    ]),
  );

  it.each(addresses)('is the same at any time, so caches may store it: %s', async (address) => {
    const { texts, cacheControl } = await answersAt(address);
    expect(cacheControl).toMatch(/^public\b/);
    expect(texts.size).toBe(1);
  });
});

describe('a walk with answers', () => {
  it('depends on the clock, so no shared cache stores it', async () => {
    const { texts, cacheControl } = await answersAt(`/de/articles/KA-05406/walk?${KNOWN_QUERY}`);
    expect(texts.size).toBe(INSTANTS.length);
    expect(cacheControl).toMatch(/^private\b/);
  });
});
