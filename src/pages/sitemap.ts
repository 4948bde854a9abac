import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { absolute, articlePath, permalinkPath } from '../http/addresses.js';
import { escapeMarkup } from './escape-markup.js';
import type { Site } from '../http/site.js';

/** An article and the locales of the site it exists in. */
export interface SitemapArticle {
  readonly number: ArticleNumber;
  readonly locales: readonly LocaleTag[];
  /** ISO 8601 instant. */
  readonly updatedAt?: string | undefined;
}

/** The most addresses one sitemap may hold. @see https://www.sitemaps.org/protocol.html */
const SITEMAP_LIMIT = 50_000;

/**
 * Share articles out to sitemaps; an article's languages stay together.
 *
 * @returns Groups of articles with at most `limit` addresses each; one empty group when there are none.
 */
export function splitSitemap(
  articles: readonly SitemapArticle[],
  limit = SITEMAP_LIMIT,
): readonly (readonly SitemapArticle[])[] {
  const groups: SitemapArticle[][] = [];
  let group: SitemapArticle[] = [];
  let size = 0;
  for (const article of articles) {
    if (size > 0 && size + article.locales.length > limit) {
      groups.push(group);
      group = [];
      size = 0;
    }
    group.push(article);
    size += article.locales.length;
  }
  return [...groups, group];
}

/** Write one sitemap: each article in each of its languages, with links to the others. */
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
 * @param paths - Of the sitemaps, from the site's root.
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
