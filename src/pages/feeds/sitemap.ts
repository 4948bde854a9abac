import type { ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import { onSite } from '../../article/site-path.js';
import { absolute, articlePath, permalinkPath } from '../../http/response/addresses.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import type { DeliveryDeps, Site } from '../../http/response/site.js';
import { Problem } from '../../problem.js';
import { pageLocales } from '../article/article-metadata.js';
import { escapeMarkup } from '../layout/markup.js';
import type { PageRequest } from '../layout/page.js';

/** `/robots.txt` */
export function serveRobots({ req, res, deps }: PageRequest): void {
  sendCacheable(req, res, { type: 'text/plain', body: renderRobots(deps.site()) });
}

/** `/sitemap.xml`: all URLs, or an index of its parts. */
export function serveSitemap({ req, res, deps }: PageRequest): void {
  const parts = countParts(deps);
  const paths = Array.from({ length: parts }, (_, i) => onSite(`/sitemap-${i + 1}.xml`));
  const body =
    parts <= 1 ? renderSitemap(readPart(deps, 1), deps.site()) : renderSitemapIndex(paths, deps.site());
  sendCacheable(req, res, { type: 'application/xml', body, lastModified: deps.library.changedAt });
}

/** `/sitemap-<n>.xml`: one part of many. */
export function serveSitemapPart({ req, res, deps }: PageRequest): void {
  const given = String(req.params['part']);
  const part = Number(given);
  // `01` and `1e0` would be duplicate URLs.
  if (!/^[1-9]\d{0,5}$/.test(given) || part > countParts(deps)) throw new Problem('not-found');
  const body = renderSitemap(readPart(deps, part), deps.site());
  sendCacheable(req, res, { type: 'application/xml', body, lastModified: deps.library.changedAt });
}

function countParts(deps: DeliveryDeps): number {
  return Math.ceil(deps.library.count() / articlesPerSitemap(deps.library.locales.length));
}

function readPart(deps: DeliveryDeps, part: number): SitemapArticle[] {
  const size = articlesPerSitemap(deps.library.locales.length);
  const site = deps.site();
  return deps.library.addresses((part - 1) * size, size).map(({ number, locales }) => {
    const dates = locales.flatMap(({ publishedAt }) => publishedAt ?? []);
    const translated = locales.map(({ locale }) => locale);
    return { number, locales: pageLocales(translated, site), updatedAt: dates.sort().at(-1) };
  });
}

/** Disallowed paths: machine responses and pages made from user input. */
const CLOSED = ['/api/', '/mcp', '/*/search', '/*/articles/*/walk'] as const;

/**
 * Write `robots.txt`: everything is allowed except on-demand pages; names the sitemap.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9309
 */
export function renderRobots(site: Site): string {
  return [
    'User-agent: *',
    ...CLOSED.map((path) => `Disallow: ${onSite(path)}`),
    '',
    `Sitemap: ${absolute(site, onSite('/sitemap.xml'))}`,
    '',
  ].join('\n');
}

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
