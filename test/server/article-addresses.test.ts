import matter from 'gray-matter';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { READING } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { alternates, headLinks } from '../support/head-links.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8';

let site: TestApp;
let german: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'de' });
  german = await buildApp({ locales: ['de', 'de-CH'] });
});

afterAll(async () => {
  await site.close();
  await german.close();
});

const get = (address: string, accept = BROWSER) => request(site.app).get(address).set('Accept', accept);
const canonical = (html: string) => headLinks(html).find((link) => link.rel === 'canonical')?.href;

describe('the default locale', () => {
  it('may be given without the region of the site’s locale, or with another', async () => {
    const brazilian = await buildApp({ defaultLocale: 'pt-BR' });
    await request(brazilian.app).get('/').expect(302).expect('Location', '/pt/');
    await brazilian.close();
  });
});

describe('the article URL', () => {
  it.each([
    [BROWSER, 'text/html; charset=utf-8'],
    ['*/*', 'text/html; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['text/markdown', 'text/markdown; charset=utf-8'],
    ['text/markdown;q=0.5, application/json', 'application/json; charset=utf-8'],
    ['text/*', 'text/html; charset=utf-8'],
    ['application/*;q=0.1', 'application/json; charset=utf-8'],
  ])('with Accept %s returns %s', async (accept, type) => {
    const answer = await get('/de/articles/KA-90001', accept).expect(200);
    expect(answer.headers['content-type']).toBe(type);
    expect(answer.headers['vary']).toMatch(/\bAccept\b/);
    expect(answer.headers['content-language']).toBe('de');
  });

  it.each(['image/png', 'text/html;q=0', 'application/pdf, image/*'])(
    'with Accept %s returns 406',
    async (accept) => {
      await get('/de/articles/KA-90001', accept).expect(406);
    },
  );

  it('with an extension ignores Accept', async () => {
    const json = await get('/de/articles/KA-90001.json').expect(200);
    expect(READING.parse(json.body).served).toBe('de');
    expect(json.headers['vary']).toBe('Accept-Encoding');
    const markdown = await get('/de/articles/KA-90001.md').expect(200);
    expect(markdown.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(markdown.text).toMatch(
      /^---\ntitle: "Die Lampe blinkt nach einem Neustart"\nnumber: "KA-90001"\n/,
    );
    expect(markdown.text).toContain('## Lösung\n\n1. Öffnen Sie die Klappe mit **Service**.');
  });

  it('links to the Markdown version', async () => {
    const answer = await get('/de/articles/KA-90001');
    expect(answer.headers['link']).toBe('</de/articles/KA-90001.md>; rel="alternate"; type="text/markdown"');
  });
});

describe('a page in the locale of its article', () => {
  it('lists the alternates and x-default', async () => {
    const { text } = await get('/de/articles/KA-90001').expect(200);
    expect(alternates(text)).toEqual({
      ...Object.fromEntries(
        ['de', 'en', 'it', 'ja', 'pt'].map((tag) => [tag, `https://help.example/${tag}/articles/KA-90001`]),
      ),
      'x-default': 'https://help.example/KA-90001',
    });
    expect(canonical(text)).toBe('https://help.example/de/articles/KA-90001');
    expect(text).toContain('<html lang="de" dir="ltr">');
    expect(text).not.toContain('notice-fallback');
  });

  it('shows that it is outdated, and the missing steps in their language', async () => {
    const { text } = await get('/de/articles/KA-90001').expect(200);
    expect(text).toContain('notice-outdated');
    expect(text).toMatch(
      /<div class="source-steps"[\s\S]*lang="en"[\s\S]*id="step-3"[\s\S]*Wait until the lamp is steady/,
    );
    const current = await get('/pt/articles/KA-90001').expect(200);
    expect(current.text).not.toContain('notice-outdated');
  });

  it('never contains an internal URL', async () => {
    const { text } = await get('/en/articles/KA-90001').expect(200);
    expect(text).not.toContain('intranet');
    expect(text).toContain('[internal address]');
  });
});

describe('provenance', () => {
  it('is the same in Markdown front matter and JSON', async () => {
    const markdown = await get('/de/articles/KA-90001.md').expect(200);
    const json = await get('/de/articles/KA-90001.json').expect(200);
    const { data } = matter(markdown.text, {});
    expect(data['provenance']).toEqual(json.body.provenance);
    expect(json.body.provenance).toEqual({
      risk: 'raised',
      state: 'outdated',
      kind: 'machine',
      humanDegree: 0.12,
      version: 3,
      sourceLocale: 'en',
      sourceVersion: 4,
      outdated: true,
      missingSteps: [3],
    });
  });

  it('is in the feed', async () => {
    const { text } = await get('/de/feed.atom').expect(200);
    expect(text).toContain('<p:provenance state="outdated" kind="machine"');
  });

  it('is shown on the page, with a link to the original', async () => {
    const { text } = await get('/de/articles/KA-90001').expect(200);
    expect(text).toMatch(/Maschinell übersetzt · 12\s% aus menschlicher Übersetzung/);
    expect(text).toContain('href="/en/articles/KA-90001#step-3"');
  });

  it('has no link to an original without a page', async () => {
    const { text } = await request(german.app)
      .get('/de/articles/KA-90001')
      .set('Accept', BROWSER)
      .expect(200);
    expect(text).toContain('source-steps');
    expect(text).not.toContain('href="/en/');
  });

  it('is marked in lists and search results', async () => {
    for (const address of ['/de/articles', '/de/search?q=Lampe']) {
      const { text } = await get(address).expect(200);
      expect(text).toMatch(/badge-outdated">veraltet.*badge-machine">Maschinell übersetzt/s);
    }
  });
});

describe('a page served by fallback', () => {
  it('says so, with both languages marked', async () => {
    const answer = await get('/pt/articles/KA-90002').expect(200);
    expect(answer.headers['content-language']).toBe('en');
    expect(answer.text).toContain('<html lang="pt" dir="ltr">');
    expect(answer.text).toMatch(/<article lang="en"/);
    expect(answer.text).toContain('notice-fallback');
    expect(answer.text).toMatch(/<h1 lang="en"[^>]*>The fog horn stays silent<\/h1>/);
  });

  it('has the served page as canonical', async () => {
    const { text } = await get('/pt/articles/KA-90002').expect(200);
    expect(canonical(text)).toBe('https://help.example/en/articles/KA-90002');
    expect(alternates(text)).toEqual({
      en: 'https://help.example/en/articles/KA-90002',
      'x-default': 'https://help.example/KA-90002',
    });
  });

  it('links to the reader’s locale', async () => {
    const { text } = await get('/ja/articles/KA-90005').expect(200);
    expect(text).toContain('href="/ja/articles/KA-90001#step-2"');
  });
});

describe('a link to an article the site lacks', () => {
  it.each(['/de/articles/KA-90005', '/de/articles/KA-90005.md', '/de/articles/KA-90005.json'])(
    'leads to the original site at %s',
    async (address) => {
      const { text } = await get(address).expect(200);
      // Markdown escapes the sign that could begin a character reference.
      expect(text.replaceAll('\\&', '&')).toContain(
        'https://docs.lantern.example/docs/kbarticles/KA-99999.html?lang=en&',
      );
      expect(text).not.toContain('/articles/KA-99999');
    },
  );
});

describe('a site whose locales differ from the content’s', () => {
  it('lists only its own pages for crawlers', async () => {
    const { text } = await request(german.app)
      .get('/de/articles/KA-90001')
      .set('Accept', BROWSER)
      .expect(200);
    expect(Object.keys(alternates(text))).toEqual(['de', 'x-default']);
    const map = await request(german.app).get('/sitemap.xml').expect(200);
    const pages = [...map.text.matchAll(/<loc>https:\/\/help\.example([^<]*)<\/loc>/g)].map(
      ([, page = '']) => page,
    );
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.every((page) => page.startsWith('/de/'))).toBe(true);
    expect(map.text).not.toMatch(/hreflang="(?:en|it|pt|ja)"/);
  });

  it('serves a regional locale without a fallback notice', async () => {
    const answer = await request(german.app)
      .get('/de-CH/articles/KA-90001')
      .set('Accept', BROWSER)
      .expect(200);
    expect(answer.text).not.toContain('notice-fallback');
    expect(canonical(answer.text)).toBe('https://help.example/de/articles/KA-90001');
  });

  it('gives programs working links', async () => {
    const answer = await request(german.app).get('/api/v1/articles/KA-90001?locale=it').expect(200);
    for (const { href } of READING.parse(answer.body).locales)
      await request(german.app).get(new URL(href).pathname).expect(200);
  });
});

describe('an archived article', () => {
  it('is readable but not in lists, feeds, sitemaps or search engines', async () => {
    const page = await get('/de/articles/KA-90004').expect(200);
    expect(page.text).toContain('notice-archived');
    expect(page.text).toContain('<meta name="robots" content="noindex"/>');
    for (const address of [
      '/de/',
      '/de/articles',
      '/de/feed.atom',
      '/sitemap.xml',
      '/api/v1/articles?limit=100',
    ])
      expect((await get(address).expect(200)).text, address).not.toContain('KA-90004');
  });
});
