import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;
let wide: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'de' });
  wide = await buildApp({ locales: ['de', 'en', 'pt-BR', 'zh-Hans', 'zh-Hant'], defaultLocale: 'en' });
});

afterAll(async () => {
  await site.close();
  await wide.close();
});

const ask = (given: TestApp, address: string, headers: Record<string, string> = {}) =>
  request(given.app).get(address).set(headers).redirects(0);

describe('a URL without a locale', () => {
  it('follows ?lang first', async () => {
    const answer = await ask(site, '/?lang=pt', { Cookie: 'locale=it', 'Accept-Language': 'ja' }).expect(302);
    expect(answer.headers['location']).toBe('/pt/');
    expect(answer.headers['vary'] ?? '').not.toMatch(/cookie|language/i);
  });

  it('follows the cookie before the browser’s languages', async () => {
    const answer = await ask(site, '/', { Cookie: 'a=b; locale=it', 'Accept-Language': 'ja' }).expect(302);
    expect(answer.headers['location']).toBe('/it/');
    expect(answer.headers['vary']).toContain('Cookie');
  });

  it('follows the browser’s languages in order of preference', async () => {
    const answer = await ask(site, '/', { 'Accept-Language': 'xx, pt;q=0.5, ja;q=0.8' }).expect(302);
    expect(answer.headers['location']).toBe('/ja/');
    expect(answer.headers['vary']).toContain('Cookie');
    expect(answer.headers['vary']).toContain('Accept-Language');
  });

  it('leads to the default locale if nothing matches', async () => {
    await ask(site, '/', { 'Accept-Language': 'xx, *;q=0.1' }).expect('Location', '/de/');
    await ask(site, '/?lang=xx', { Cookie: 'locale=%%%' }).expect('Location', '/de/');
    await ask(site, '/').expect('Location', '/de/');
  });

  it.each([
    ['pt-PT', '/pt-BR/'],
    ['pt', '/pt-BR/'],
    ['zh-TW', '/zh-Hant/'],
    ['zh-HK', '/zh-Hant/'],
    ['zh-CN', '/zh-Hans/'],
    ['de-AT', '/de/'],
    ['en-GB', '/en/'],
  ])('finds for %s the closest locale, %s', async (range, home) => {
    await ask(wide, '/', { 'Accept-Language': range }).expect('Location', home);
  });

  it('is never stored by shared caches', async () => {
    const answer = await ask(site, '/').expect(302);
    expect(answer.headers['cache-control']).toBe('private, no-cache');
  });
});

describe('a permalink', () => {
  it('redirects with 302 to the article in the reader’s language', async () => {
    const answer = await ask(site, '/KA-90001', { 'Accept-Language': 'pt-PT' }).expect(302);
    expect(answer.headers['location']).toBe('/pt/articles/KA-90001');
    expect(answer.headers['vary']).toContain('Accept-Language');
    expect(answer.headers['cache-control']).toBe('private, no-cache');
  });

  it('accepts the number in any case', async () => {
    await ask(site, '/ka-90001?lang=it').expect(302).expect('Location', '/it/articles/KA-90001');
  });

  it('follows ?lang and drops it, and keeps the rest of the query', async () => {
    const answer = await ask(site, '/KA-90001?utm_source=mail&lang=it&x=%C3%A9&x=2').expect(302);
    expect(answer.headers['location']).toBe('/it/articles/KA-90001?utm_source=mail&x=%C3%A9&x=2');
  });

  it('leads to the reader’s locale even if the article is in another language', async () => {
    await ask(site, '/KA-90003?lang=pt').expect('Location', '/pt/articles/KA-90003');
  });

  it('to an unknown number returns 404 with similar numbers', async () => {
    const answer = await ask(site, '/KA-90011').expect(404);
    expect(answer.body).toMatchObject({
      code: 'article-not-found',
      near: expect.arrayContaining(['KA-90001']),
    });
  });

  it('handles HEAD like GET', async () => {
    const answer = await request(site.app).head('/KA-90001?lang=de').redirects(0).expect(302);
    expect(answer.headers['location']).toBe('/de/articles/KA-90001');
  });
});

describe('a locale in the URL', () => {
  it.each([
    ['/DE/', '/de/'],
    ['/de-AT/articles', '/de/articles'],
    ['/de-at/articles/KA-90001', '/de/articles/KA-90001'],
    ['/pt-PT/articles/ka-90001.md', '/pt-BR/articles/KA-90001.md'],
    ['/zh-TW/articles?sort=oldest&product=Harbour', '/zh-Hant/articles?sort=oldest&product=Harbour'],
    ['/%44E/articles/KA-90001', '/de/articles/KA-90001'],
    ['/zh-cn/feed.atom', '/zh-Hans/feed.atom'],
    ['/de', '/de/'],
    ['/DE?utm_source=mail', '/de/?utm_source=mail'],
  ])('%s redirects permanently to %s', async (address, location) => {
    await ask(wide, address).expect(308).expect('Location', location);
  });

  it('the site lacks returns 404 with those it has', async () => {
    const answer = await ask(wide, '/fr/articles/KA-90001').expect(404);
    expect(answer.body).toMatchObject({
      code: 'unknown-locale',
      locales: ['de', 'en', 'pt-BR', 'zh-Hans', 'zh-Hant'],
    });
  });

  it('is not guessed from another word', async () => {
    await ask(wide, '/articles/KA-90001').expect(404);
    await ask(wide, '/nonsense').expect(404);
  });
});

describe('an article number in the URL', () => {
  it.each([
    ['/de/articles/ka-90001', '/de/articles/KA-90001'],
    ['/de/articles/Ka-90001.MD?utm_source=x', '/de/articles/KA-90001.md?utm_source=x'],
    ['/api/v1/articles/ka-90001?locale=de', '/api/v1/articles/KA-90001?locale=de'],
    ['/api/v1/articles/kt-90008', '/api/v1/articles/KT-90008'],
  ])('%s redirects permanently to %s', async (address, location) => {
    await ask(site, address).expect(308).expect('Location', location);
  });
});
