import { describe, expect, it } from 'vitest';
import type { ArticleItemData } from '../../src/pages/list/article-item.js';
import { renderListPage, type ListPageData } from '../../src/pages/list/list-page.js';
import { buildPage, headingLevels, visibleText } from './page-support.js';

const item = (given: Partial<ArticleItemData> = {}): ArticleItemData => ({
  number: 'KA-90001',
  title: 'Die Lampe blinkt',
  products: ['Lantern'],
  description: null,
  updatedAt: '2024-06-11T07:40:10Z',
  served: 'de',
  isFallback: false,
  isBug: false,
  provenance: { state: 'current', kind: 'human' },
  ...given,
});

const render = (given: Partial<ListPageData> = {}, locale = 'de') =>
  renderListPage(
    {
      items: [item()],
      total: 1180,
      products: [{ name: 'Lantern & Co', count: 1180 }],
      query: { sort: 'newest' },
      first: 1,
      hasNext: false,
      ...given,
    },
    buildPage(locale),
  );

describe('the list', () => {
  it('shows each article with number, products and date, and the total', () => {
    const text = visibleText(render());
    expect(text).toContain('1–1 von 1.180');
    expect(text).toMatch(/Die Lampe blinkt.*KA-90001.*Lantern.*11\. Juni 2024/);
    expect(headingLevels(render())).toEqual([1, 2]);
  });

  it('links to the article in the reader’s locale, even for fallbacks', () => {
    const html = render({ items: [item({ title: 'The lamp', served: 'en', isFallback: true })] });
    expect(html).toContain(
      '<h2 class="item-title" lang="en" dir="ltr"><a href="/de/articles/KA-90001">The lamp</a></h2>',
    );
    expect(visibleText(html)).toContain('Englisch');
  });

  it('marks bugs and outdated translations', () => {
    const text = visibleText(
      render({ items: [item({ isBug: true, provenance: { state: 'outdated', kind: 'machine' } })] }),
    );
    expect(text).toContain('Bekannter Fehler');
    expect(text).toContain('veraltet');
    expect(text).toContain('Maschinell übersetzt');
  });

  it('is filtered by a form that needs no script and shows the choice', () => {
    const html = render({ query: { product: 'Lantern & Co', sort: 'oldest' } });
    expect(html).toContain('<form class="list-filter" action="/de/articles" method="get"');
    expect(html).toMatch(/<option value="Lantern &amp; Co" selected>Lantern &amp; Co \(1\.180\)<\/option>/);
    expect(html).toMatch(/<option value="oldest" selected>/);
    expect(render({ query: { bug: 'true' } })).toMatch(/name="bug" value="true" checked/);
    expect(visibleText(html)).toContain('Artikel zu Lantern & Co');
  });

  it('links to the previous and next page, keeps the filter, and shows its position', () => {
    const query = { product: 'Lantern & Co', sort: 'oldest', since: '2022-08-19', page: 3 } as const;
    const html = render({ query, first: 41, hasNext: true });
    const address = '/de/articles?product=Lantern+%26+Co&amp;sort=oldest&amp;since=2022-08-19';
    expect(html).toContain(`rel="next" href="${address}&amp;page=4"`);
    expect(html).toContain(`rel="prev" href="${address}&amp;page=2"`);
    expect(html).toContain(`<a href="${address}">Zurück zur ersten Seite</a>`);
    expect(visibleText(html)).toContain('41–41 von 1.180');
  });

  it('has no page links for a single page', () => {
    expect(render()).not.toContain('list-pages');
  });

  it('names its canonical URL and its other languages', () => {
    const html = render({ query: { product: 'Lantern' } });
    expect(html).toContain('<link rel="canonical" href="https://help.example/de/articles?product=Lantern"/>');
    expect(html).toContain('hreflang="ja" href="https://help.example/ja/articles?product=Lantern"');
  });

  it('says what to do when it is empty', () => {
    const html = render({ items: [], total: 0 }, 'en');
    expect(visibleText(html)).toContain('No articles here');
    expect(visibleText(html)).toContain('0 articles');
    expect(html).toContain('<meta name="robots" content="noindex"/>');
  });
});
