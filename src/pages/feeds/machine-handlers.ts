import type { LocaleTag } from '../../article/article.js';
import { onSite } from '../../article/site-path.js';
import { parseQuery } from '../../http/request/parse-query.js';
import { absolute } from '../../http/response/addresses.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import type { DeliveryDeps, Site } from '../../http/response/site.js';
import type { Library } from '../../library/library.js';
import { type LlmsSection, renderLlmsIndex, renderLlmsList } from '../../presenters/llms-text.js';
import { Problem } from '../../problem.js';
import { pageLocales } from '../article/article-metadata.js';
import type { PageRequest } from '../layout/page.js';
import { renderAtomFeed } from './atom-feed.js';
import { articlesPerSitemap, renderSitemap, renderSitemapIndex, type SitemapArticle } from './sitemap.js';

const FEED_SIZE = 50;

/** `/:locale/feed.atom`: the newest articles. */
export function serveFeed({ req, res, deps, locale, page }: PageRequest): void {
  parseQuery(req);
  const { items } = deps.library.list({ locale, order: 'newest', limit: FEED_SIZE });
  const body = renderAtomFeed(items, { ...page, t: deps.strings.for(locale) });
  const lastModified = deps.library.changedAt;
  sendCacheable(req, res, { type: 'application/atom+xml', body, lastModified, language: locale });
}

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

const TYPE = 'text/plain; charset=utf-8';

/** Limits of a list, so that a site of 100,000 articles has one of about 60 KB. */
const NEWEST = 50;
const MOST_PRODUCTS = 20;
const OF_EACH_PRODUCT = 10;

/** `/llms.txt`: the site for models. */
export function serveLlmsIndex({ req, res, deps }: PageRequest): void {
  parseQuery(req);
  const site = deps.site();
  const body = renderLlmsIndex(site, deps.library.count(), deps.strings.for('en'));
  sendCacheable(req, res, { type: TYPE, body, lastModified: deps.library.changedAt, language: 'en' });
}

/** `/:locale/llms.txt`: the newest articles, and those of each product; cached until one changes. */
export function serveLlmsList({ req, res, deps, locale }: PageRequest): void {
  parseQuery(req);
  const { library } = deps;
  const { state = '' } = library;
  let list = lists.get(library);
  if (list?.state !== state) list = { state, written: new Map() };
  lists.set(library, list);
  const { written } = list;
  const body = written.get(locale) ?? writeList(deps, locale);
  written.set(locale, body);
  sendCacheable(req, res, { type: TYPE, body, lastModified: library.changedAt, language: locale });
}

/** Lists as written, by locale, and the state of the library they show. */
const lists = new WeakMap<Library, { readonly state: string; readonly written: Map<LocaleTag, string> }>();

function writeList({ library, site, strings }: DeliveryDeps, locale: LocaleTag): string {
  const words = strings.for(locale);
  const list = (limit: number, product?: string) =>
    library.list({ locale, order: 'newest', limit, product }).items;
  const sections: LlmsSection[] = [
    { title: words('home.newest'), items: list(NEWEST) },
    ...library
      .products()
      .slice(0, MOST_PRODUCTS)
      .map(({ name }) => ({ title: name, items: list(OF_EACH_PRODUCT, name) })),
  ];
  return renderLlmsList(site(), locale, words, sections);
}
