import { onSite } from '../../article/site-path.js';
import type { ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag, Translation } from '../../article/article.js';
import type { ProblemCode } from '../../problem.js';
import type { Site } from './site.js';

/** What lists and searches can be narrowed by, as URL parameters; undefined ones stay out. */
export interface Filters {
  readonly product?: string | undefined;
  /** `true` for known bugs only. */
  readonly bug?: 'true' | undefined;
  /** `true` to leave out translations that are behind their source. */
  readonly current?: 'true' | undefined;
  /** A day: only articles published on or after it. */
  readonly since?: string | undefined;
}

/** A page of a list. */
export interface ListQuery extends Filters {
  readonly sort?: 'newest' | 'oldest' | 'used' | undefined;
  /** From 1. */
  readonly page?: number | undefined;
}

/** A page of a search. */
export interface SearchAddress extends Filters {
  readonly q?: string | undefined;
  readonly foundIn?: string | undefined;
  readonly sort?: 'relevance' | 'newest' | undefined;
  readonly cursor?: string | undefined;
}

/** A path with query parameters in the given order; undefined ones stay out. */
export function withQuery(
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>>,
): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** Home of a locale. */
export function homePath(locale: LocaleTag): string {
  return onSite(`/${locale}/`);
}

/** The list of articles, with filters. */
export function listPath(locale: LocaleTag, query: ListQuery = {}): string {
  const { product, sort, bug, current, since, page } = query;
  return withQuery(onSite(`/${locale}/articles`), {
    product,
    sort: sort === 'newest' ? undefined : sort,
    bug,
    current,
    since,
    page: page === 1 ? undefined : page,
  });
}

/** Pages of an article below its own. */
type ArticlePart = 'answer' | 'feedback' | 'links' | 'reports' | 'walk' | 'walk/graph' | 'walk/graph.svg';

/**
 * An article's page in a locale, or one below it.
 *
 * @param query - Without a question mark; a walk's is written by `encodeAnswers`.
 */
export function articlePath(
  locale: LocaleTag,
  number: ArticleNumber,
  part?: ArticlePart,
  query = '',
): string {
  const path = onSite(`/${locale}/articles/${number}${part === undefined ? '' : `/${part}`}`);
  return query === '' ? path : `${path}?${query}`;
}

/** An article in two locales side by side. @param isChecked - With what the checker found. */
export function besidePath(
  locale: LocaleTag,
  number: ArticleNumber,
  beside: LocaleTag,
  isChecked = false,
): string {
  return `${articlePath(locale, number)}?beside=${beside}${isChecked ? '&faults=1' : ''}`;
}

/** Suggestions for a ticket's text. */
export function suggestPath(locale: LocaleTag): string {
  return onSite(`/${locale}/suggest`);
}

/** The oEmbed endpoint for a URL of this site. */
export function embedPath(url: string): string {
  return onSite(`/oembed?${new URLSearchParams({ url, format: 'json' })}`);
}

/** The permalink, which negotiates each reader's language. */
export function permalinkPath(number: ArticleNumber): string {
  return onSite(`/${number}`);
}

/** The search page of a locale, with or without a query. */
export function searchPath(locale: LocaleTag, query: SearchAddress = {}): string {
  const { q, product, foundIn, bug, current, since, sort, cursor } = query;
  const path = onSite(`/${locale}/search`);
  return withQuery(path, { q, product, foundIn, bug, current, since, sort, cursor });
}

/** The suggestions endpoint; append `q`. */
export function apiSuggestPath(locale: LocaleTag): string {
  return onSite(`/api/v1/suggest?locale=${locale}`);
}

/** The OpenSearch description of a locale. */
export function openSearchPath(locale: LocaleTag): string {
  return onSite(`/opensearch.xml?lang=${locale}`);
}

/** The Atom feed of a locale. */
export function feedPath(locale: LocaleTag): string {
  return onSite(`/${locale}/feed.atom`);
}

/** `llms.txt` of the site, or of one locale. */
export function llmsPath(locale?: LocaleTag): string {
  return onSite(locale === undefined ? '/llms.txt' : `/${locale}/llms.txt`);
}

/** A file of `public/`. */
export function assetPath(site: Site, file: string): string {
  const version = site.assetVersion === undefined ? '' : `?v=${site.assetVersion}`;
  return onSite(`/static/${file}${version}`);
}

/** Several files of `public/` in one request. @param names - Without extension, in load order. */
export function bundlePath(site: Site, names: readonly string[], ending: 'css' | 'js'): string {
  return assetPath(site, `${names.join('+')}.${ending}`);
}

/** An absolute URL. @param path - As the functions here and `onSite` return it. */
export function absolute(site: Site, path: string): string {
  return site.url.slice(0, site.url.length - onSite('').length) + path;
}

/** Our HTML with absolute URLs, for use on other sites. Text that only looks like a URL is left alone. */
export function absoluteHtml(html: string, site: Site): string {
  const origin = absolute(site, '');
  return html.replaceAll(/<[a-z][^<>]*>/g, (tag) =>
    tag.replaceAll(/ (href|src)="\/(?!\/)/g, (_found, name: string) => ` ${name}="${origin}/`),
  );
}

/** An article in the JSON API, or its walk. */
export function apiArticlePath(number: ArticleNumber, part: '' | '/walk' = ''): string {
  return onSite(`/api/v1/articles/${number}${part}`);
}

/** The link between an article and a ticket in the JSON API. */
export function apiLinkPath(number: ArticleNumber, system: string, ticket: string): string {
  return `${apiArticlePath(number)}/links/${system}/${encodeURIComponent(ticket)}`;
}

/** Edit link of a translation's file, at its start or a step; undefined unless EDIT_URL is set. */
export function editHref(
  { editUrl }: Site,
  { place }: Pick<Translation, 'place'>,
  step?: number,
): string | undefined {
  if (editUrl === undefined || place === undefined) return undefined;
  const path = place.path.split('/').map(encodeURIComponent).join('/');
  const line = (step === undefined ? undefined : place.steps[step - 1]) ?? place.line;
  return editUrl.replaceAll('{path}', () => path).replaceAll('{line}', String(line));
}

/** The page that documents a problem code, or all of them; the `type` of problem documents. */
export function problemPath(code?: ProblemCode): string {
  return onSite(code === undefined ? '/problems' : `/problems/${code}`);
}
