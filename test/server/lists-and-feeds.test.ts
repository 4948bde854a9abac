import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'de' });
});

afterAll(() => site.close());

const get = (address: string) => request(site.app).get(address).set('Accept', 'text/html');
const numbers = (html: string) =>
  [...html.matchAll(/<a href="\/de\/articles\/(K[AT]-\d+)">/g)].map(([, number]) => number);

it('the home page shows popular articles once the ledger has data', async () => {
  expect((await get('/de/').expect(200)).text).not.toContain('Häufig genutzt');
  let popular: readonly string[] = [];
  const used = await buildApp({
    defaultLocale: 'de',
    change: (deps) => ({ ...deps, ledger: { ...deps.ledger, popular: () => popular } }),
  });
  const home = () => request(used.cached).get('/de/').set('Accept', 'text/html');
  expect((await home()).text).not.toContain('Häufig genutzt');
  popular = ['KA-90003', 'KA-99999'];
  expect((await home()).text).toContain('Häufig genutzt');
  const { hits } = used.cache.counts;
  await home();
  expect(used.cache.counts.hits).toBe(hits + 1);
  await used.close();
});

describe('the list page', () => {
  it('shows everything newest first, or oldest first', async () => {
    const newest = numbers((await get('/de/articles').expect(200)).text);
    expect(newest).toHaveLength(9);
    expect(newest[0]).toBe('KA-90002');
    const oldest = numbers((await get('/de/articles?sort=oldest').expect(200)).text);
    expect(oldest[0]).toBe('KA-90007');
    expect(oldest.toSorted()).toEqual(newest.toSorted());
  });

  it('filters by product, as the form sends it', async () => {
    const { text } = await get('/de/articles?product=Harbour&sort=newest').expect(200);
    expect(numbers(text)).toEqual(['KA-90002', 'KA-90003', 'KA-90009', 'KA-90010', 'KT-90008', 'KA-90007']);
    expect(text).toMatch(/<option(?=[^>]*value="Harbour")(?=[^>]*selected)/);
    expect(numbers((await get('/de/articles?product=&sort=newest').expect(200)).text)).toHaveLength(9);
  });

  it('finds a product with markup in its name', async () => {
    const { text } = await get('/de/').expect(200);
    const [, href = ''] = /href="(\/de\/articles\?product=%3Cb[^"]*)"/.exec(text) ?? [];
    expect(numbers((await get(href.replaceAll('&amp;', '&')).expect(200)).text)).toEqual(['KA-90006']);
  });

  it('filters by known bugs and freshness, as the form sends it', async () => {
    const all = numbers((await get('/de/articles').expect(200)).text);
    const bugs = numbers((await get('/de/articles?product=&bug=true&current=').expect(200)).text);
    const current = numbers((await get('/de/articles?current=true').expect(200)).text);
    expect(bugs).toEqual(['KA-90005']);
    expect(all).toContain('KA-90001');
    expect(current).not.toContain('KA-90001');
    await get('/de/articles?bug=yes').expect(400);
  });

  it('of an unknown product says so and is noindex', async () => {
    const { text } = await get('/de/articles?product=Nothing').expect(200);
    expect(numbers(text)).toEqual([]);
    expect(text).toContain('noindex');
  });
});

describe('the feed', () => {
  it('is a feed of the newest articles in the reader’s language', async () => {
    const answer = await get('/de/feed.atom').expect(200);
    expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(answer.text.match(/<entry /g)).toHaveLength(9);
    expect(answer.text).toContain(
      '<entry xml:lang="en">\n<id>https://help.example/de/articles/KA-90002</id>',
    );
  });

  it('has the date of its newest entry', async () => {
    const { text } = await get('/de/feed.atom').expect(200);
    const [feed = '', ...entries] = [...text.matchAll(/<updated>([^<]*)</g)].map(
      ([, instant = '']) => instant,
    );
    expect(feed).toBe(entries.toSorted().at(-1));
  });
});

describe('the sitemap', () => {
  it('lists each page once, with its other languages', async () => {
    const answer = await get('/sitemap.xml').expect(200);
    expect(answer.headers['content-type']).toBe('application/xml; charset=utf-8');
    const pages = [...answer.text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, page = '']) => page);
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages).toHaveLength(17);
    for (const page of pages) await get(new URL(page).pathname).expect(200);
  });

  it('has no parts beyond the last', async () => {
    await get('/sitemap-1.xml').expect(200);
    for (const part of ['0', '2', '-1', '1.5', 'x', '%00']) await get(`/sitemap-${part}.xml`).expect(404);
  });

  it('is named in robots.txt', async () => {
    const answer = await get('/robots.txt').expect(200);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.text).toContain('Sitemap: https://help.example/sitemap.xml');
  });
});

describe('usage counts', () => {
  it('appear on the article, and can sort the list', async () => {
    const open = await buildApp({ showsUse: true });
    try {
      const facts = { requested: 'de', served: 'de', version: 3, url: undefined, note: undefined };
      const put = (number: string, ticket: string, relation: 'sent' | 'resolved') =>
        open.ledger.links.put(number, { system: 'desk', ticket }, { ...facts, relation });
      await put('KA-90002', '1', 'sent');
      await put('KA-90001', '1', 'sent');
      await put('KA-90001', '2', 'resolved');
      await vi.waitFor(() => expect(open.ledger.links.uses().size).toBe(2));
      const page = async (path: string) =>
        (await request(open.app).get(path).set('Accept', 'text/html').expect(200)).text;
      expect(await page('/de/articles/KA-90001')).toContain('In Tickets verwendet: 2 · gelöst: 1');
      const text = await page('/de/articles?sort=used');
      expect(numbers(text)).toEqual(['KA-90001', 'KA-90002']);
      expect(numbers(await page('/de/articles?sort=used&product=Nothing'))).toEqual([]);
    } finally {
      await open.close();
    }
  });

  it('are hidden by default', async () => {
    expect((await get('/de/articles').expect(200)).text).not.toContain('value="used"');
    expect(numbers((await get('/de/articles?sort=used').expect(200)).text)).toHaveLength(9);
  });
});
