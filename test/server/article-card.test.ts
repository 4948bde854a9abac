import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEM } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;
let drawn: number;

beforeAll(async () => {
  drawn = 0;
  site = await buildApp({
    defaultLocale: 'de',
    change: (deps) => ({
      ...deps,
      cards: {
        ...deps.cards,
        draw: (card) => {
          drawn += 1;
          return deps.cards.draw(card);
        },
      },
    }),
  });
});

afterAll(() => site.close());

const get = (address: string) => request(site.app).get(address).redirects(0);

/** The properties of a page's head, by name. */
async function properties(address: string): Promise<Map<string, string[]>> {
  const { text } = await get(address).set('Accept', 'text/html').expect(200);
  const found = new Map<string, string[]>();
  for (const [, name = '', content = ''] of text.matchAll(
    /<meta (?:property|name)="([^"]*)" content="([^"]*)"/g,
  ))
    found.set(name, [...(found.get(name) ?? []), content.replaceAll('&amp;', '&')]);
  return found;
}

describe('an article page', () => {
  it('has link preview metadata with an existing picture', async () => {
    const found = await properties('/de/articles/KA-90001');
    expect(found.get('og:title')).toEqual(['Die Lampe blinkt nach einem Neustart (KA-90001)']);
    expect(found.get('og:type')).toEqual(['article']);
    expect(found.get('og:url')).toEqual(['https://help.example/de/articles/KA-90001']);
    expect(found.get('og:site_name')).toEqual(['Parlance']);
    expect(found.get('og:locale')).toEqual(['de_DE']);
    expect(found.get('og:locale:alternate')).toEqual(['en_US', 'it_IT', 'ja_JP', 'pt_BR']);
    expect(found.get('og:description')?.[0]).toMatch(/\S/);
    expect(found.get('og:image:alt')).toEqual(['KA-90001: Die Lampe blinkt nach einem Neustart']);
    expect([found.get('og:image:width'), found.get('og:image:height')]).toEqual([['1200'], ['630']]);
    expect(found.get('twitter:card')).toEqual(['summary_large_image']);
    const picture = new URL(found.get('og:image')?.[0] ?? '');
    expect(picture.origin).toBe('https://help.example');
    const answer = await get(picture.pathname + picture.search).expect(200);
    expect(answer.headers['content-type']).toBe('image/png');
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect((answer.body as Buffer).readUInt32BE(16)).toBe(1200);
  });

  it('is reached by crawlers from the permalink', async () => {
    const answer = await get('/KA-90001').expect(302);
    expect((await properties(answer.headers['location'] ?? '')).has('og:image')).toBe(true);
  });

  it('shows the card of the served locale for a fallback', async () => {
    const found = await properties('/pt/articles/KA-90005');
    expect(found.get('og:image')?.[0]).toMatch(/\/pt\/articles\/KA-90005\/card\.png\?v=/);
  });
});

describe('the picture', () => {
  const address = '/de/articles/KA-90001/card.png';

  it('returns 304 to clients that have it', async () => {
    const first = await get(address).expect(200);
    const before = drawn;
    const again = await get(address)
      .set('If-None-Match', first.headers['etag'] ?? '')
      .expect(304);
    expect(again.headers['etag']).toBe(first.headers['etag']);
    expect(drawn).toBe(before);
  });

  it('is cacheable for an hour at an unversioned URL', async () => {
    for (const query of ['', '?v=another'])
      expect((await get(address + query)).headers['cache-control']).toBe('public, max-age=3600');
  });

  it('differs by locale, and so does its ETag', async () => {
    const [german, english] = await Promise.all([get(address), get('/en/articles/KA-90001/card.png')]);
    expect(german.headers['etag']).not.toBe(english.headers['etag']);
    expect(german.body).not.toEqual(english.body);
  });

  it('has one URL, to which other spellings redirect', async () => {
    const answer = await get('/de/articles/ka-90001/card.png?v=1').expect(308);
    expect(answer.headers['location']).toBe('/de/articles/KA-90001/card.png?v=1');
    expect((await get('/DE/articles/KA-90001/card.png').expect(308)).headers['location']).toBe(address);
  });

  it.each([
    ['/de/articles/KA-99999/card.png', 404, 'article-not-found'],
    ['/de/articles/nothing/card.png', 404, 'article-not-found'],
    ['/xx/articles/KA-90001/card.png', 404, 'unknown-locale'],
    [`${address}?size=huge`, 400, 'unknown-parameter'],
    [`${address}?width=1201`, 400, 'invalid-parameter'],
    [`${address}?v=${'x'.repeat(65)}`, 400, 'invalid-parameter'],
  ])('at %s returns %i', async (wrong, status, code) => {
    const answer = await get(wrong).expect(status);
    expect(PROBLEM.parse(answer.body).code).toBe(code);
  });
});
