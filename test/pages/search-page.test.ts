import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchAddress } from '../../src/http/response/addresses.js';
import { renderSearchPage } from '../../src/pages/search/search-page.js';
import type { SearchPageData } from '../../src/pages/search/search-form.js';
import type { SEARCH_HIT, SEARCH_RESULT, Wire } from '../../src/presenters/schemas.js';
import { buildPage, headingLevels, ids, openingTags, visibleText } from './page-support.js';

type Hit = Wire<typeof SEARCH_HIT>;
type Result = Wire<typeof SEARCH_RESULT>;

const hit = (given: Partial<Hit> = {}): Hit => ({
  number: 'KA-90001',
  title: 'Die Lampe blinkt',
  titleHighlights: [{ start: 4, end: 9 }],
  href: '/de/articles/KA-90001',
  matchedLocale: 'de',
  servedLocale: 'de',
  isFallback: false,
  snippet: 'Eine Lampe <b>& mehr',
  publishedAt: '2022-08-19T07:40:10Z',
  snippetLocale: 'de',
  highlights: [{ start: 5, end: 10 }],
  products: ['Lantern & Co'],
  similar: [],
  isBug: false,
  provenance: {
    state: 'no-source',
    kind: 'human',
    humanDegree: null,
    version: 1,
    sourceLocale: null,
    sourceVersion: null,
    outdated: null,
    missingSteps: [],
    risk: 'not-judged',
  },
  score: 1,
  ...given,
});

const result = (given: Partial<Result> = {}): Result => ({
  items: [hit()],
  total: 1,
  isTotalCapped: false,
  facets: { products: [], locales: [] },
  suggestion: null,
  isSuggestionUsed: false,
  direct: null,
  nearestProducts: [],
  degraded: false,
  next: null,
  ...given,
});

const render = (
  given: Partial<Result> = {},
  asked: SearchAddress = { q: 'Lampe' },
  more: Partial<SearchPageData> = {},
): string => renderSearchPage({ asked, result: result(given), isCut: false, ...more }, buildPage('de'));

const FACETS: Result['facets'] = {
  products: [
    { value: 'Lantern & Co', count: 1200 },
    { value: 'Harbour', count: 3 },
  ],
  locales: [
    { value: 'de', count: 2 },
    { value: 'en', count: 1 },
  ],
};

describe('the search page', () => {
  it('shows each article with matches highlighted and everything else escaped', () => {
    const html = render();
    expect(html).toContain('<a href="/de/articles/KA-90001">Die <mark>Lampe</mark> blinkt</a>');
    expect(html).toContain('Eine <mark>Lampe</mark> &lt;b>&amp; mehr');
    expect(visibleText(html)).toMatch(/1 Artikel gefunden.*KA-90001.*Lantern & Co/);
    expect(headingLevels(html)).toEqual([1, 2]);
  });

  it('marks the language of a fallback title and of a foreign snippet', () => {
    const html = render({
      items: [
        hit({
          servedLocale: 'en',
          isFallback: true,
          snippetLocale: 'ja',
          matchedLocale: 'ja',
          title: 'The lamp',
        }),
      ],
    });
    expect(html).toContain('<h2 class="item-title" lang="en" dir="ltr">');
    expect(html).toMatch(/<p class="item-description search-snippet" lang="ja" dir="ltr">/);
    expect(visibleText(html)).toMatch(/Englisch.*Gefunden auf Japanisch/);
  });

  it('marks outdated translations and known bugs', () => {
    const provenance = { ...hit().provenance, state: 'outdated' as const, outdated: true };
    const text = visibleText(render({ items: [hit({ isBug: true, provenance })] }));
    expect(text).toMatch(/veraltet.*Bekannter Fehler/);
  });

  it('is noindex, and names its languages only in the switch', () => {
    const html = render();
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).not.toMatch(/rel="canonical"|<link rel="alternate" hreflang/);
    expect(html).toContain('href="/en/search?q=Lampe"');
    expect(html).toContain('<title>Suche nach „\u2068Lampe\u2069“ · Parlance</title>');
  });

  it('has filters with counts, which belong to the form of the query and drop the cursor', () => {
    const html = render({ facets: FACETS }, { q: 'a&b', foundIn: 'en', cursor: 'c' });
    const [form = ''] = /<form id="page-search-form"[^>]*>[\s\S]*?<\/form>/.exec(html) ?? [];
    expect(form).toContain('name="q" value="a&amp;b"');
    expect(form).not.toContain('name="cursor"');
    expect(html).toMatch(/<select id="filter-product" name="product" form="page-search-form"/);
    expect(html).toContain('<option value="Lantern &amp; Co">Lantern &amp; Co (1.200)</option>');
    expect(html).toContain('<option value>Alle Sprachen</option>');
    expect(html).toMatch(/<option value="en" selected>Englisch/);
    const outside = html.replace(form, '').replace(/<form[\s\S]*?<\/form>/g, '');
    for (const tag of openingTags(outside.replace(/<header[\s\S]*<\/header>/, ''), '(?:select|input)'))
      expect(tag).toContain('form="page-search-form"');
  });

  it('shows a filter without results, so that it can be removed', () => {
    const html = render({ items: [], total: 0 }, { q: 'x', product: 'Harbour' });
    expect(html).toContain('<option value="Harbour" selected>Harbour (0)</option>');
    expect(html).toContain('<a class="button" href="/de/search?q=x">Ohne Filter suchen</a>');
  });

  it('keeps the filters for a new query, typed or pasted, and before the first one', () => {
    const html = render({}, { q: 'x', product: 'Lantern & Co' });
    expect(html).toContain('<input type="hidden" name="product" value="Lantern &amp; Co"/>');
    const start = { asked: { product: 'Harbour' }, result: undefined, isCut: false };
    const option = '<option value="Harbour" selected>';
    for (const page of [render({}, { q: 'x', product: 'Harbour' }), renderSearchPage(start, buildPage('de'))])
      expect(page).toContain(option);
  });

  it('has no filters without a choice', () => {
    expect(render()).not.toContain('search-filters');
  });

  it('suggests a correction', () => {
    const html = render({ suggestion: 'Lampe <x>' }, { q: 'Lampp' });
    expect(visibleText(html)).toMatch(/Meinten Sie: Lampe/);
    expect(html).toContain('href="/de/search?q=Lampe+%3Cx%3E"');
  });

  it('says if the results are for the correction', () => {
    const text = visibleText(render({ suggestion: 'Lampe', isSuggestionUsed: true }, { q: 'Lampp' }));
    expect(text).toMatch(/Zu „\u2068Lampp\u2069“ wurde nichts gefunden\. Treffer für: Lampe/);
  });

  it('links to the article with the typed number', () => {
    const direct = {
      number: 'KA-90001',
      title: 'The lamp',
      servedLocale: 'en',
      href: '/de/articles/KA-90001',
    };
    const html = render({ direct });
    expect(visibleText(html)).toMatch(/Direkt zum Artikel KA-90001 The lamp/);
    expect(html).toContain('<span lang="en" dir="ltr">The lamp</span>');
  });

  it('links to the next page and back to the first', () => {
    const html = render({ next: 'n&x' }, { q: 'Lampe', product: 'Harbour', cursor: 'c' });
    expect(html).toContain('class="button" rel="next"');
    expect(html).toContain('href="/de/search?q=Lampe&amp;product=Harbour&amp;cursor=n%26x"');
    expect(html).toMatch(/href="\/de\/search\?q=Lampe&amp;product=Harbour"[^>]*>Zurück zur ersten Seite/);
  });

  it('says “more than” if not everything was counted', () => {
    expect(visibleText(render({ total: 1200, isTotalCapped: true }))).toContain(
      'Etwa 1.200 Artikel gefunden',
    );
  });

  it('says what to do if nothing was found', () => {
    const html = render({ items: [], total: 0, nearestProducts: ['Lantern & Co'] }, { q: 'x' });
    expect(visibleText(html)).toMatch(/Nichts gefunden.*„\u2068x\u2069“.*Lantern & Co/);
    expect(html).toContain('href="/de/articles?product=Lantern+%26+Co"');
    expect(headingLevels(html)).toEqual([1, 2, 3]);
  });

  it('shows the search form without a query', () => {
    const html = renderSearchPage({ asked: {}, result: undefined, isCut: false }, buildPage('en'));
    expect(html).toContain('<title>Search · Parlance</title>');
    expect(visibleText(html)).toContain('Ask in your own words');
    expect(html).not.toContain('search-found');
    expect(html).toContain('action="/en/search" method="post"');
  });

  it('treats the query as plain text', () => {
    const html = render({ items: [], total: 0 }, { q: '\u202eevil\u2067 <script>x</script>' });
    expect(html).not.toContain('<script>x');
    expect(html).toContain('„\u2068\u202eevil\u2067 &lt;script>');
  });
});

describe('the search page of a pasted text', () => {
  const log = `first line\n${'x'.repeat(700)}\n</textarea><script>`;

  it('shows the full text escaped in its own field', () => {
    const html = render({}, { q: log });
    expect(html).toMatch(/<textarea[^>]*>\nfirst line\nx{700}\n&lt;\/textarea>&lt;script><\/textarea>/);
    expect(openingTags(html, 'form').map((tag) => /method="(\w+)"/.exec(tag)?.[1])).toEqual(['get', 'post']);
  });

  it('keeps the text out of URLs by using form buttons', () => {
    const html = render({ facets: FACETS, next: 'n' }, { q: log });
    expect(html).not.toMatch(/href="[^"]*\?q=/);
    expect(openingTags(html, 'form').at(-1)).toMatch(/id="page-search-form".*method="post"/);
    const step = '<button class="button" type="submit" form="page-search-form" name="cursor" value="n">';
    expect(html).toContain(step);
    expect(html).toContain('<select id="filter-product" name="product" form="page-search-form"');
    expect(html.split('x'.repeat(700))).toHaveLength(2);
  });

  it('says where it was truncated', () => {
    expect(visibleText(render({}, { q: log }, { isCut: true }))).toContain(
      'nur nach den ersten 16.384 Zeichen',
    );
  });

  it('uses the first words as title', () => {
    const [, title = ''] = /<title>([^<]*)<\/title>/.exec(render({}, { q: log })) ?? [];
    expect(title).toMatch(/^Suche nach „\u2068first line x+…\u2069“ · Parlance$/);
    expect(title.length).toBeLessThan(100);
  });
});

describe('any search page', () => {
  it('has unique ids for any query and results', () => {
    const text = fc.string({ unit: 'binary', maxLength: 900 });
    fc.assert(
      fc.property(text, fc.boolean(), fc.boolean(), (q, isEmpty, isFiltered) => {
        const html = render(
          { facets: FACETS, next: 'n', ...(isEmpty && { items: [], total: 0, nearestProducts: ['A'] }) },
          { q, ...(isFiltered && { product: 'Harbour' }) },
        );
        const all = ids(html.replace(/<textarea[\s\S]*<\/textarea>/, '').replace(/value="[^"]*"/g, ''));
        expect(all).toEqual([...new Set(all)]);
        expect(openingTags(html, 'main')).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });
});
