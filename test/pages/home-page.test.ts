import { describe, expect, it } from 'vitest';
import { renderHomePage } from '../../src/pages/home/home-page.js';
import { buildPage, headingLevels, ids, visibleText } from './page-support.js';

describe('the home page', () => {
  const html = renderHomePage(
    {
      total: 1180,
      products: [{ name: 'Lantern', count: 412 }],
      popular: [],
      newest: [
        {
          number: 'KA-90001',
          title: 'Die Lampe blinkt',
          products: [],
          description: null,
          updatedAt: null,
          served: 'de',
          isFallback: false,
          isBug: false,
          provenance: { state: 'current', kind: 'machine' },
        },
      ],
    },
    buildPage('de'),
  );

  it('has one search box, sent to the search of its locale', () => {
    expect(html.match(/role="search"/g)).toHaveLength(1);
    expect(html).toMatch(/<form[^>]* action="\/de\/search" method="get"[^>]*>/);
    expect(html).toContain('<label class="visually-hidden" for="home-search">Artikel durchsuchen</label>');
  });

  it('leads to the newest articles, to products with their number of articles, and to every language', () => {
    expect(html).toContain('href="/de/articles/KA-90001"');
    expect(html).toContain('href="/de/articles?product=Lantern"');
    expect(visibleText(html)).toContain('412 Artikel');
    for (const locale of ['de', 'en', 'ja', 'pt-BR'])
      expect(html).toContain(`<a href="/${locale}/" lang="${locale}"`);
  });

  it('shows popular articles once the ledger has data', () => {
    const item = {
      number: 'KA-90003',
      title: 'The cable',
      products: [],
      description: null,
      updatedAt: null,
      served: 'en',
      isFallback: true,
      isBug: false,
      provenance: { state: 'source', kind: 'human' },
    } as const;
    const page = buildPage('de');
    const popular = renderHomePage({ total: 1, products: [], newest: [], popular: [item] }, page);
    expect(popular).toContain('<a href="/de/articles/KA-90003" lang="en" dir="ltr">The cable</a>');
    expect(html).not.toContain('Häufig genutzt');
  });

  it('keeps headings in order and ids unique', () => {
    expect(headingLevels(html)).toEqual([1, 2, 3, 2, 2]);
    expect(new Set(ids(html)).size).toBe(ids(html).length);
  });

  it('offers the language-neutral address as the default', () => {
    expect(html).toContain('<link rel="alternate" hreflang="x-default" href="https://help.example/"/>');
  });

  it('adds the asset version to cacheable files', () => {
    const versioned = renderHomePage(
      { total: 0, products: [], popular: [], newest: [] },
      buildPage('de', { assetVersion: 'r7' }),
    );
    expect(versioned).toContain('href="/static/list+home.css?v=r7"');
  });
});
