import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranslationSummary } from '../../src/article/article.js';
import type { ListedArticle } from '../../src/article/listing.js';
import { compareWithSource } from '../../src/article/reading.js';
import { renderAtomFeed } from '../../src/pages/feeds/atom-feed.js';
import {
  articlesPerSitemap,
  renderRobots,
  renderSitemap,
  renderSitemapIndex,
} from '../../src/pages/feeds/sitemap.js';
import { escapeMarkup } from '../../src/pages/layout/markup.js';
import { buildTranslation } from '../support/build-article.js';
import { buildPage, buildSite } from './page-support.js';

const entry = (
  given: Partial<TranslationSummary> = {},
  provenance = compareWithSource(buildTranslation(), undefined),
): ListedArticle => ({
  number: 'KA-90001',
  facts: { products: ['Lantern'], appliesTo: [], isBug: false, isHidden: false },
  updatedAt: undefined,
  served: {
    ...buildTranslation({ title: 'Die Lampe & <b>der Docht</b>', publishedAt: '2024-06-11T07:40:10Z' }),
    ...given,
  },
  isFallback: false,
  locales: ['de'],
  provenance,
});

describe('escapeMarkup', () => {
  it('removes characters XML forbids, escapes markup, and changes nothing else', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, fc.constantFrom('', '\0', '\u001B', '\uFFFF', '\uD800', '<', '"'), (start, end) => {
        const escaped = escapeMarkup(start + end);
        expect(escaped).not.toMatch(/[<>"'\p{Surrogate}\uFFFE\uFFFF]/u);
        expect(escaped.replace(/[\t\n\r]/g, '')).not.toMatch(/[^\P{Cc}\u007F-\u009F]/u);
      }),
    );
    expect(escapeMarkup('Grüße, 日本 😀\tx\n')).toBe('Grüße, 日本 😀\tx\n');
  });
});

describe('the Atom feed', () => {
  it('is valid Atom and marks the language of each entry', () => {
    const feed = renderAtomFeed([entry({ locale: 'en', description: 'A & B' })], buildPage('de'));
    expect(feed).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom" xml:lang="de" xmlns:p="urn:parlance:provenance">/,
    );
    expect(feed).toContain('<id>https://help.example/de/feed.atom</id>');
    expect(feed).toContain('<updated>2024-06-11T07:40:10Z</updated>');
    expect(feed).toContain('<entry xml:lang="en">\n<id>https://help.example/de/articles/KA-90001</id>');
    expect(feed).toContain('<title>Die Lampe &amp; &lt;b&gt;der Docht&lt;/b&gt;</title>');
    expect(feed).toContain('<summary>A &amp; B</summary>');
  });

  it('gives the provenance of each text, for machines and readers', () => {
    const source = { ...buildTranslation({ locale: 'en', version: 4 }), stepCount: 3 };
    const provenance = compareWithSource(buildTranslation(), source);
    const feed = renderAtomFeed([entry({}, provenance)], buildPage('de'));
    expect(feed).toContain(
      '<p:provenance state="outdated" kind="machine" humanDegree="0.01" version="3" sourceLocale="en" sourceVersion="4" outdated="true" missingSteps="3" risk="not-judged"/>',
    );
    expect(feed).toMatch(/term="outdated" label="Maschinell übersetzt · .* · veraltet · 1 Schritt fehlt"/);
  });

  it('leaves out an article without a date', () => {
    const feed = renderAtomFeed([entry({ publishedAt: undefined })], buildPage('de'));
    expect(feed).not.toContain('<entry');
  });

  it('is valid without entries', () => {
    expect(renderAtomFeed([], buildPage('de'))).toContain('<updated>1970-01-01T00:00:00Z</updated>');
  });
});

describe('the sitemap', () => {
  it('lists each language of an article with all its alternates', () => {
    const xml = renderSitemap(
      [{ number: 'KA-90001', locales: ['de', 'ja'], updatedAt: '2024-06-11T07:40:10Z' }],
      buildSite(),
    );
    expect(xml.match(/<url>/g)).toHaveLength(2);
    expect(xml.match(/hreflang="ja" href="https:\/\/help\.example\/ja\/articles\/KA-90001"/g)).toHaveLength(
      2,
    );
    expect(xml.match(/hreflang="x-default" href="https:\/\/help\.example\/KA-90001"/g)).toHaveLength(2);
    expect(xml).toContain('<lastmod>2024-06-11T07:40:10Z</lastmod>');
  });

  it('contains a limited number of articles, well below the protocol limit', () => {
    for (let count = 0; count <= 100; count++) {
      const locales = Array.from({ length: count }, (_, i) => `x${i}`);
      const article = { number: 'KA-90001', locales, updatedAt: '2024-06-11T07:40:10Z' };
      const articles = Array.from({ length: articlesPerSitemap(count) }, () => article);
      const xml = renderSitemap(articles, buildSite());
      expect(articles.length).toBeGreaterThan(0);
      expect(xml.match(/<url>/g)?.length ?? 0).toBeLessThanOrEqual(50_000);
      expect(xml.length).toBeLessThan(2_000_000);
    }
  });

  it('has an index if there are several', () => {
    expect(renderSitemapIndex(['/sitemap-1.xml'], buildSite())).toContain(
      '<sitemap><loc>https://help.example/sitemap-1.xml</loc></sitemap>',
    );
  });
});

describe('robots.txt', () => {
  it('names the sitemap and disallows dynamic pages', () => {
    const text = renderRobots(buildSite());
    expect(text).toContain('Sitemap: https://help.example/sitemap.xml');
    expect(text).toContain('Disallow: /api/');
  });
});
