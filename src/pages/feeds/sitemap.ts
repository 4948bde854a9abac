import type { ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import { absolute, articlePath, permalinkPath } from '../../http/response/addresses.js';
import type { Site } from '../../http/response/site.js';
import { escapeMarkup } from '../layout/markup.js';

/** An article and its site locales. */
export interface SitemapArticle {
  readonly number: ArticleNumber;
  readonly locales: readonly LocaleTag[];
  /** ISO 8601 instant. */
  readonly updatedAt?: string | undefined;
}

/**
 * Most links in one sitemap. Each page names all its alternates, so links grow with the square of the languages: this many
 * take at most 1.5 MB and some tens of milliseconds, and fit the cache. The protocol's own limits, 50,000
 * URLs and 50 MB, are far higher.
 *
 * @see https://www.sitemaps.org/protocol.html
 */
const MOST_LINKS = 10_000;

/** How many articles a sitemap takes when each exists in every one of `locales` languages. */
export function articlesPerSitemap(locales: number): number {
  const pages = Math.max(1, locales);
  return Math.max(1, Math.floor(MOST_LINKS / (pages * (pages + 1))));
}

/** Write one sitemap: each article in each of its languages, with alternates. */
export function renderSitemap(articles: readonly SitemapArticle[], site: Site): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...articles.map((article) => writeArticle(article, site)),
    '</urlset>',
    '',
  ].join('\n');
}

/**
 * Write the index of several sitemaps.
 *
 * @param paths - Paths of the sitemaps.
 */
export function renderSitemapIndex(paths: readonly string[], site: Site): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...paths.map((path) => `<sitemap><loc>${escapeMarkup(absolute(site, path))}</loc></sitemap>`),
    '</sitemapindex>',
    '',
  ].join('\n');
}

function writeArticle({ number, locales, updatedAt }: SitemapArticle, site: Site): string {
  const url = (locale: LocaleTag): string => escapeMarkup(absolute(site, articlePath(locale, number)));
  const alternates = [
    ...locales.map((locale) => writeAlternate(locale, url(locale))),
    writeAlternate('x-default', escapeMarkup(absolute(site, permalinkPath(number)))),
  ].join('');
  const changed = updatedAt === undefined ? '' : `<lastmod>${escapeMarkup(updatedAt)}</lastmod>`;
  return locales.map((locale) => `<url><loc>${url(locale)}</loc>${changed}${alternates}</url>`).join('\n');
}

function writeAlternate(language: string, url: string): string {
  return `<xhtml:link rel="alternate" hreflang="${escapeMarkup(language)}" href="${url}"/>`;
}
