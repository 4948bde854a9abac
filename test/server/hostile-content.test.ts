import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';
import { openingTags } from '../support/opening-tags.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'de' });
});

afterAll(() => site.close());

const get = (address: string) => request(site.app).get(address).set('Accept', 'text/html, */*;q=0.1');
const HOSTILE = encodeURIComponent('"><script>canary()</script><img src=x onerror=canary()>');

/** Pages that show what an author or a stranger wrote. */
const PAGES = [
  '/de/',
  '/de/articles',
  '/en/articles?product=%3Cb%3EBold%3C%2Fb%3E+%26+%22Co%22',
  `/de/articles?product=${HOSTILE}`,
  '/de/articles/KA-90006',
  '/en/articles/KA-90006',
  '/ja/articles/KA-90006',
  `/de/articles/${HOSTILE}`,
  `/de/articles/KA-90006?${HOSTILE}=1`,
  `/de/articles?sort=${HOSTILE}`,
  `/${HOSTILE}/articles`,
  `/${HOSTILE}`,
  `/problems/${HOSTILE}`,
];

describe.each(PAGES)('%s', (address) => {
  it('contains hostile text only as text', async () => {
    const { text, headers } = await get(address);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    for (const tag of openingTags(text)) {
      expect(tag).not.toMatch(/^<(?:iframe|svg onload|object|embed|base|math|foreignobject|style)\b/i);
      expect(tag).not.toMatch(/\s(?:on[a-z]+|style|srcdoc|formaction)(?=[=\s>])/i);
    }
    expect(text).not.toMatch(/<script>canary/);
    expect(text).not.toMatch(/<img src=x/);
    for (const [, target = ''] of text.matchAll(/\s(?:href|src|action)="([^"]*)"/g))
      expect(target).toMatch(/^(?:https?:\/\/|mailto:|\/(?!\/)|#)/);
  });
});

describe('a hostile article for machines', () => {
  it('cannot break out of JSON-LD', async () => {
    const { text } = await get('/de/articles/KA-90006').expect(200);
    const blocks = [...text.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)];
    expect(blocks).toHaveLength(1);
    const source = blocks[0]?.[1] ?? '';
    expect(source).not.toMatch(/<[/!]|<script/i);
    const { '@graph': graph } = JSON.parse(source) as { '@graph': { headline?: string }[] };
    expect(graph[0]?.headline).toBe(
      '</title><script>canary()</script> "quoted" <img src=x onerror=canary()> & $t(nav.home) {{t}}',
    );
  });

  it('is text in feed and sitemap', async () => {
    for (const address of ['/de/feed.atom', '/sitemap.xml']) {
      const { text } = await get(address).expect(200);
      expect(text).not.toMatch(/<script|<img|<\/title><script/);
      expect(text).toContain('KA-90006');
    }
  });

  it('is text in Markdown', async () => {
    const { text } = await get('/de/articles/KA-90006.md').expect(200);
    const outsideCode = text
      .replace(/^---\n[\s\S]*?\n---\n/, '')
      .replace(/`[^`]*`/g, '')
      .replace(/\\</g, '');
    expect(outsideCode).not.toContain('<');
    expect(outsideCode).not.toMatch(/\]\((?!https?:\/\/)/);
    expect(text).toContain('title: "</title><script>canary()</script> \\"quoted\\"');
  });

  it('has only allowed elements in the HTML of JSON', async () => {
    const { body } = await get('/api/v1/articles/KA-90006?locale=*').expect(200);
    const { items } = body as { items: { sections: { html: string }[] }[] };
    for (const { html } of items.flatMap(({ sections }) => sections))
      for (const tag of openingTags(html))
        expect(tag).toMatch(/^<(?:p|a href|strong|em|code|img|ol|li|br)\b(?![^>]*\s(?:on|style))/);
  });
});

describe('private data', () => {
  it.each(['KA-90001', 'KA-90005', 'KA-90006', 'KT-90008'])('is in no response about %s', async (number) => {
    const addresses = ['de', 'en', 'ja'].flatMap((locale) => [
      `/${locale}/articles/${number}`,
      `/${locale}/articles/${number}.md`,
      `/${locale}/articles/${number}.json`,
    ]);
    const all = [
      `/api/v1/articles/${number}?locale=*&include=html,text,markdown`,
      '/api/v1/articles',
      '/de/feed.atom',
      '/de/',
    ];
    for (const address of [...addresses, ...all]) {
      const { text } = await get(address).expect(200);
      expect(text, address).not.toMatch(
        /canary-|intranet|internal-?notes|dynamics|exl-id|created-by|published-by/i,
      );
    }
  });
});
