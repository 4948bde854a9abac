import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { Problem } from '../../src/problem.js';
import { SEARCH_RESULT } from '../../src/presenters/schemas.js';
import { buildApp, SITE_CONTENT, type TestApp } from '../support/build-app.js';
import { listen } from '../support/raw-request.js';
import { BAD_QUERIES } from '../support/search-inputs.js';

let site: TestApp;
let server: Server;

beforeAll(async () => {
  site = await buildApp({ locales: ['de', 'en', 'it', 'ja', 'pt'], defaultLocale: 'en' });
  ({ server } = await listen(site.app));
});

afterAll(async () => {
  server.close();
  await site.close();
});

type Query = Record<string, string>;

const ask = (query: Query, headers: Record<string, string> = {}) =>
  request(server)
    .get(`/api/v1/search?${new URLSearchParams(query)}`)
    .set(headers);

const search = async (query: Query): Promise<z.infer<typeof SEARCH_RESULT>> => {
  const answer = await ask(query).expect(200);
  return SEARCH_RESULT.strict().parse(answer.body);
};

describe('a search', () => {
  it('returns each article once, in the reader’s locale, with its match and trust', async () => {
    const { items, total, next } = await search({ q: 'Lampe blinkt', locale: 'de' });
    expect({ total, next }).toEqual({ total: 1, next: null });
    expect(items).toMatchObject([
      {
        number: 'KA-90001',
        title: 'Die Lampe blinkt nach einem Neustart',
        href: 'https://help.example/de/articles/KA-90001',
        matchedLocale: 'de',
        servedLocale: 'de',
        isFallback: false,
        snippetLocale: 'de',
        products: ['Lantern'],
        isBug: false,
        provenance: {
          kind: 'machine',
          humanDegree: 0.12,
          sourceVersion: 4,
          outdated: true,
          missingSteps: [3],
        },
      },
    ]);
  });

  it('returns the matched ranges of title and snippet', async () => {
    const { items } = await search({ q: 'Lampe blinkt', locale: 'de' });
    const [{ title, titleHighlights, snippet, highlights }] = items as [(typeof items)[0]];
    expect(titleHighlights.map(({ start, end }) => title.slice(start, end))).toEqual(['Lampe', 'blinkt']);
    expect(highlights.map(({ start, end }) => snippet.slice(start, end))).toContain('Lampe');
  });

  it('returns matches from other languages in the reader’s locale, and names the language', async () => {
    const { items } = await search({ q: 'lampeggia', locale: 'de' });
    expect(items).toMatchObject([
      { number: 'KA-90001', matchedLocale: 'it', servedLocale: 'de', snippetLocale: 'it', isFallback: false },
    ]);
  });

  it('falls back if the article lacks the reader’s locale', async () => {
    const { items } = await search({ q: 'fog horn', locale: 'ja' });
    expect(items).toMatchObject([
      {
        number: 'KA-90002',
        servedLocale: 'en',
        isFallback: true,
        href: 'https://help.example/ja/articles/KA-90002',
      },
    ]);
  });

  it.each([
    ['de-AT', 'de', 'https://help.example/de/articles/KA-90001'],
    ['pt-BR', 'pt', 'https://help.example/pt/articles/KA-90001'],
    ['PT-br', 'pt', 'https://help.example/pt/articles/KA-90001'],
  ])('treats %s as %s', async (locale, served, href) => {
    const { items } = await search({ q: 'Lantern 2', locale });
    const hit = items.find(({ number }) => number === 'KA-90001');
    expect(hit).toMatchObject({ servedLocale: served, matchedLocale: served, isFallback: false, href });
  });

  it('serves unsupported languages by fallback, with links that work', async () => {
    const { items } = await search({ q: 'lamp blinks', locale: 'tlh' });
    expect(items[0]).toMatchObject({
      servedLocale: 'en',
      isFallback: true,
      href: 'https://help.example/en/articles/KA-90001',
    });
  });

  it('negotiates the locale if none is given, and sends Vary', async () => {
    const answer = await ask({ q: 'lamp' }, { 'Accept-Language': 'pt-BR' });
    expect(answer.body.items[0].servedLocale).toBe('pt');
    expect(answer.headers['vary']).toContain('Accept-Language');
  });

  it('excludes archived articles, except by number', async () => {
    expect((await search({ q: 'winch', locale: 'en' })).items).toEqual([]);
    const { direct } = await search({ q: 'KA-90004', locale: 'en' });
    expect(direct).toEqual({
      number: 'KA-90004',
      title: 'The old winch',
      servedLocale: 'en',
      href: 'https://help.example/en/articles/KA-90004',
    });
  });

  it.each(['KA-90001', 'ka-90001', ' ka 90001 ', 'KA90001'])('knows the number in “%s”', async (q) => {
    expect((await search({ q, locale: 'de' })).direct).toMatchObject({
      number: 'KA-90001',
      title: 'Die Lampe blinkt nach einem Neustart',
    });
  });

  it('counts the facets of the results', async () => {
    const { facets } = await search({ q: 'corda', locale: 'it' });
    expect(facets.products).toEqual([{ value: 'Harbour', count: 2 }]);
    expect(facets.locales).toEqual([{ value: 'it', count: 2 }]);
  });

  it('filters by product and by matched locale', async () => {
    const numbers = async (query: Query) => (await search(query)).items.map(({ number }) => number);
    expect(await numbers({ q: 'Harbour Lantern', locale: 'en', product: 'Lantern' })).not.toContain(
      'KT-90008',
    );
    expect((await search({ q: 'Lantern 2', locale: 'de', foundIn: 'it' })).items).toMatchObject([
      { number: 'KA-90001', matchedLocale: 'it', servedLocale: 'de' },
    ]);
    expect((await search({ q: 'Lantern 2', locale: 'de', foundIn: 'it-CH' })).items).toHaveLength(1);
  });

  it('suggests a correction, and uses it if nothing else matches', async () => {
    const result = await search({ q: 'lampeggai', locale: 'it' });
    expect(result).toMatchObject({ suggestion: 'lampeggia', isSuggestionUsed: true });
    expect(result.items).toMatchObject([{ number: 'KA-90001' }]);
  });

  it('suggests a similar number for an unknown one, and does not match its digits', async () => {
    const found = await search({ q: 'KA-90091', locale: 'en' });
    expect(found).toMatchObject({ items: [], total: 0, suggestion: 'KA-90001', isSuggestionUsed: false });
  });

  it('suggests products when nothing is found', async () => {
    const result = await search({ q: 'harbxqzzyv', locale: 'en' });
    expect(result).toMatchObject({ items: [], total: 0, next: null });
    expect(result.nearestProducts[0]).toBe('Harbour');
  });
});

describe('search pages', () => {
  it('continue by cursor and by Link until the end', async () => {
    const first = await ask({ q: 'corda numero', locale: 'it', limit: '1' }).expect(200);
    const [, address = ''] =
      /^<https:\/\/help\.example([^>]+)>; rel="next"$/.exec(first.headers['link'] ?? '') ?? [];
    const second = await request(server).get(address).expect(200);
    const numbers = [first, second].flatMap(({ body }) =>
      SEARCH_RESULT.parse(body).items.map((hit) => hit.number),
    );
    expect(numbers.sort()).toEqual(['KA-90009', 'KA-90010']);
    expect(second.body).toMatchObject({ total: 2, next: null });
    expect(second.headers['link']).toBeUndefined();
    expect(new URL(address, 'http://x').searchParams.get('cursor')).toBe(first.body.next);
  });

  it('send no Link header that exceeds client limits', async () => {
    const answer = await ask({ q: `corda ${'numero '.repeat(600)}`, locale: 'it', limit: '1' }).expect(200);
    expect(answer.body.next).toEqual(expect.any(String));
    expect(answer.headers['link']).toBeUndefined();
  });

  it('continue when the library changes', async () => {
    const contentDir = mkdtempSync(path.join(tmpdir(), 'parlance-content-'));
    cpSync(SITE_CONTENT, contentDir, { recursive: true });
    const own = await buildApp({ contentDir });
    const get = (query: string) => request(own.app).get(`/api/v1/search?q=corda&locale=it&limit=1${query}`);
    const { next } = (await get('').expect(200)).body;
    rmSync(path.join(contentDir, 'ja'), { recursive: true });
    await own.sync();
    await get(`&cursor=${next}`).expect(200);
    await own.close();
    rmSync(contentDir, { recursive: true });
  });

  it.each(['', 'x', 'bm90LWpzb24', 'WyJhIiwiYiIsImMiXQ'])('reject “%s” as a cursor', async (cursor) => {
    const answer = await ask({ q: 'corda', locale: 'it', cursor }).expect(400);
    expect(answer.body).toMatchObject({ code: 'invalid-parameter', errors: [{ pointer: '/query/cursor' }] });
  });

  it('reject the cursor of another list', async () => {
    const { next } = (await request(server).get('/api/v1/articles?limit=1').expect(200)).body;
    await ask({ q: 'corda', cursor: next }).expect(400);
  });
});

describe('filters and order', () => {
  const numbersOf = (body: { items: { number: string }[] }): string[] =>
    body.items.map(({ number }) => number);

  it('filters by known bugs, freshness and publication date', async () => {
    const all = (await ask({ q: 'Lampe', locale: 'de' }).expect(200)).body;
    const bugs = (await ask({ q: 'Lampe', locale: 'de', bug: 'true' }).expect(200)).body;
    expect(bugs.items.every(({ isBug }: { isBug: boolean }) => isBug)).toBe(true);
    expect(bugs.total).toBeLessThan(all.total);
    const current = (await ask({ q: 'Lampe', locale: 'de', current: 'true', foundIn: 'de' }).expect(200))
      .body;
    expect(numbersOf(current)).not.toContain('KA-90001');
    expect((await ask({ q: 'Lampe', publishedSince: '2999-01-01' }).expect(200)).body.total).toBe(0);
  });

  it('sorts by date on request', async () => {
    const { body } = await ask({ q: 'lamp', locale: 'en', sort: 'newest' }).expect(200);
    expect(numbersOf(body).length).toBeGreaterThan(0);
    await ask({ q: 'lamp', sort: 'oldest' }).expect(400);
    await ask({ q: 'lamp', publishedSince: 'yesterday' }).expect(400);
  });

  it('returns passages on request', async () => {
    const { body } = await ask({ q: 'Lampe blinkt', locale: 'de', unit: 'passage', limit: '3' }).expect(200);
    expect(body.passages.length).toBeGreaterThan(0);
    expect(body.passages.length).toBeLessThanOrEqual(3);
    for (const { score, ...passage } of body.passages) {
      const { number, locale, id } = passage;
      const all = await request(server)
        .get(`/api/v1/articles/${number}/passages?locale=${locale}`)
        .expect(200);
      // With hash and grounding: a chatbot answers from what it found.
      expect(Object.keys(passage)).toEqual(expect.arrayContaining(['hash', 'grounding', 'source']));
      expect(all.body.items.find((one: { id: string }) => one.id === id)).toMatchObject(passage);
      expect(score).toBeGreaterThan(0);
    }
    expect((await ask({ q: 'Lampe', locale: 'de' }).expect(200)).body.passages).toBeUndefined();
  });

  it('explains the ranking to clients with a key', async () => {
    await ask({ q: 'lamp', explain: '1' }).expect(401);
    const { token } = await site.ledger.keys.create('tuning', ['usage:read']);
    const { body } = await ask({ q: 'the lamp', locale: 'en', explain: '1' })
      .set('Authorization', `Bearer ${token}`)
      .expect(200);
    expect(body.explanation).toMatchObject({ text: 'the lamp', home: ['en'] });
    expect(body.explanation.tokens.map(({ term }: { term: string }) => term)).toEqual(['the', 'lamp']);
    expect(body.items[0].evidence.coverage).toBe(1);
    const plain = (await ask({ q: 'the lamp', locale: 'en' }).expect(200)).body;
    expect(plain.explanation ?? plain.items[0].evidence).toBeUndefined();
  });
});

describe('a search with unknown values', () => {
  it('lists the known products in the reader’s language', async () => {
    const { body } = await ask({ q: 'lamp', product: 'Sextant', locale: 'de' }).expect(400);
    expect(body).toMatchObject({
      code: 'unknown-value',
      title: 'Dieser Wert ist hier nicht bekannt',
      errors: [{ pointer: '/query/product' }],
    });
    expect(body.detail).toMatch(/„Sextant“.*Harbour.*Lantern/);
    expect(body.known).toEqual(expect.arrayContaining(['Harbour', 'Lantern']));
  });

  it.each(['fr', 'not a tag', ''])('names the known locales for “%s”', async (foundIn) => {
    const { body } = await ask({ q: 'lamp', foundIn, locale: 'en' }).expect(400);
    expect(body).toMatchObject({ code: 'unknown-value', known: ['de', 'en', 'it', 'ja', 'pt'] });
    expect(body.detail).toContain('de, en, it, ja, pt');
  });

  it('lists the site’s locales for an invalid tag', async () => {
    const { body } = await ask({ q: 'lamp', locale: '***' }).expect(400);
    expect(body.errors).toEqual([
      { pointer: '/query/locale', detail: expect.stringContaining('de, en, it') },
    ]);
  });

  it.each([
    [{}, 'q'],
    [{ q: 'a'.repeat(16_385) }, 'q'],
    [{ q: 'x', limit: '0' }, 'limit'],
    [{ q: 'x', limit: '51' }, 'limit'],
    [{ q: 'x', limit: 'ten' }, 'limit'],
  ])('says which parameter is wrong', async (query, name) => {
    const { body } = await ask(query as Query).expect(400);
    expect(body).toMatchObject({ code: 'invalid-parameter', errors: [{ pointer: `/query/${name}` }] });
  });

  it('rejects unknown and repeated parameters', async () => {
    expect((await ask({ q: 'x', page: '2' }).expect(400)).body.code).toBe('unknown-parameter');
    await request(server).get('/api/v1/search?q=a&q=b').expect(400);
  });

  it('accepts only GET', async () => {
    const answer = await request(server).post('/api/v1/search').send({ q: 'x' }).expect(405);
    expect(answer.headers['allow']).toBe('GET, HEAD, OPTIONS');
  });
});

describe('an unusual query', () => {
  it.each(Object.entries(BAD_QUERIES))('is answered normally: %s', async (_, q) => {
    const { items, total } = await search({ q, locale: 'en' });
    expect(total).toBeGreaterThanOrEqual(items.length);
  });

  it('is answered if it is not UTF-8', async () => {
    for (const q of ['%ED%A0%80lamp', '%FF%FE', '%C0%80', '%', '%E0%A4'])
      await request(server).get(`/api/v1/search?locale=en&q=${q}`).expect(200);
  });

  it('treats operators as text', async () => {
    const plain = await search({ q: 'lamp blinks', locale: 'en' });
    const { items } = await search({ q: 'NEAR(lamp* ^blinks)', locale: 'en' });
    expect(items[0]?.number).toBe(plain.items[0]?.number);
  });

  it('is always answered, with highlights inside the text', async () => {
    const words = fc.constantFrom(
      'lamp',
      'Lampe',
      'blinkt',
      'ランプ',
      '"',
      ' ',
      ':',
      'KA-90001',
      '🙂',
      '\u202e',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(words).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('de', 'en', 'ja'), async (q, locale) => {
        const { items } = await search({ q, locale });
        for (const { title, titleHighlights, snippet, highlights } of items) {
          expectInOrder(titleHighlights, title.length);
          expectInOrder(highlights, snippet.length);
        }
      }),
      { numRuns: 80 },
    );
  });
});

function expectInOrder(ranges: readonly { start: number; end: number }[], length: number): void {
  let at = 0;
  for (const { start, end } of ranges) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(at).toBeLessThanOrEqual(length);
}

describe('a pasted log', () => {
  const log = `${'2024-05-02 09:00:00 INFO [worker-7] heartbeat ok id=83742\n'.repeat(270)}clock not set: lamp blinks\n`;

  it('of 16 KB fits, even fully escaped', async () => {
    const escaped = Array.from(
      Buffer.from(log.slice(-16_384)),
      (byte) => `%${byte.toString(16).padStart(2, '0')}`,
    );
    const answer = await request(server)
      .get(`/api/v1/search?locale=en&q=${escaped.join('')}`)
      .expect(200);
    expect(answer.body.items[0]?.number).toBe('KA-90001');
  });

  it('that does not fit a URL returns 414; other URLs have a lower limit', async () => {
    const answer = await request(server)
      .get(`/api/v1/search?q=${'%41'.repeat(18_000)}`)
      .expect(414);
    expect(answer.body.code).toBe('address-too-long');
    await request(server)
      .get(`/api/v1/suggest?q=${'a'.repeat(9000)}`)
      .expect(414);
    await request(server)
      .get(`/api/v1/articles/search?q=${'a'.repeat(9000)}`)
      .expect(414);
  });
});

describe('a query', () => {
  it('is neither logged nor cached publicly', async () => {
    site.log.length = 0;
    const answer = await ask({ q: 'canary-customer@harbour.example', locale: 'en' }).expect(200);
    await ask({ q: 'canary-customer', product: 'canary-product' }).expect(400);
    expect(answer.headers['cache-control']).toBe('private, no-cache');
    expect(site.log).toMatchObject([
      { path: '/api/v1/search', status: 200 },
      { path: '/api/v1/search', status: 400 },
    ]);
    expect(JSON.stringify(site.log)).not.toContain('canary');
  });

  it('returns 304 if the client has the response', async () => {
    const { headers } = await ask({ q: 'lamp', locale: 'en' });
    await ask({ q: 'lamp', locale: 'en' }, { 'If-None-Match': headers['etag'] ?? '' }).expect(304);
  });
});

describe('a search that cannot be answered', () => {
  it('sends Retry-After', async () => {
    const busy = () => Promise.reject(new Problem('too-busy', { headers: { 'Retry-After': '1' } }));
    const search = {
      search: busy,
      suggest: busy,
      isWarm: () => true,
      degraded: () => undefined,
      close: () => Promise.resolve(),
    };
    const own = await buildApp({ search });
    const answer = await request(own.app).get('/api/v1/search?q=lamp').expect(503);
    expect(answer.body.code).toBe('too-busy');
    expect(answer.headers['retry-after']).toBe('1');
    await own.close();
  });
});
