import { onSite } from '../../article/site-path.js';
import type { ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag, Translation } from '../../article/article.js';
import type { ProblemCode } from '../../problem.js';
import type { Site } from './site.js';

/** How a list is narrowed and ordered; what is undefined stays out of the address. */
export interface ListQuery {
  readonly product?: string | undefined;
  readonly sort?: 'newest' | 'oldest' | 'used' | undefined;
  /** `true` for known bugs only. */
  readonly bug?: 'true' | undefined;
  /** `true` for translations that are not behind their source only. */
  readonly current?: 'true' | undefined;
  /** A day: only what was published then or later. */
  readonly since?: string | undefined;
  /** From 1. */
  readonly page?: number | undefined;
}

/** A search as an address holds it; what is undefined stays out. */
export interface SearchAddress {
  readonly q?: string | undefined;
  readonly product?: string | undefined;
  readonly foundIn?: string | undefined;
  /** @see ListQuery */
  readonly bug?: 'true' | undefined;
  readonly current?: 'true' | undefined;
  readonly since?: string | undefined;
  readonly sort?: 'relevance' | 'newest' | undefined;
  readonly cursor?: string | undefined;
}

/** A path with parameters in the order given; what is undefined stays out. */
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

/** The list of articles, perhaps narrowed. */
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

/** An article's page in a locale. */
export function articlePath(locale: LocaleTag, number: ArticleNumber): string {
  return onSite(`/${locale}/articles/${number}`);
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

/**
 * The walk through an article.
 *
 * @param answers - What was answered, as `encodeAnswers` writes it.
 */
export function walkPath(locale: LocaleTag, number: ArticleNumber, answers = ''): string {
  return `${articlePath(locale, number)}/walk${answers === '' ? '' : `?${answers}`}`;
}

/** Suggestions for a ticket's text. */
export function suggestPath(locale: LocaleTag): string {
  return onSite(`/${locale}/suggest`);
}

/** What to send to a customer who has an article's problem. */
export function answerPath(locale: LocaleTag, number: ArticleNumber): string {
  return `${articlePath(locale, number)}/answer`;
}

/** A walk as a whole: its picture on a page. @param answers - Drawn as the way taken. */
export function walkOverviewPath(locale: LocaleTag, number: ArticleNumber, answers = ''): string {
  return `${articlePath(locale, number)}/walk/graph${answers === '' ? '' : `?${answers}`}`;
}

/** The picture of a walk. @param answers - Drawn as the way taken. */
export function walkGraphPath(locale: LocaleTag, number: ArticleNumber, answers = ''): string {
  return `${articlePath(locale, number)}/walk/graph.svg${answers === '' ? '' : `?${answers}`}`;
}

/** Which picture of an article: `v` is what it shows, as `cardKey` writes it. */
interface CardQuery {
  readonly v?: string;
  /** Pixels; 1200 unless told. */
  readonly width?: number;
}

/** The picture of an article. */
export function cardPath(locale: LocaleTag, number: ArticleNumber, { v, width }: CardQuery = {}): string {
  const path = `${articlePath(locale, number)}/card.png`;
  return withQuery(path, { width: width === 1200 ? undefined : width, v });
}

/** What sites that show something beside a link ask, about an address of this one. */
export function embedPath(url: string): string {
  return onSite(`/oembed?${new URLSearchParams({ url, format: 'json' })}`);
}

/** The address for tickets, which finds each reader's language by itself. */
export function permalinkPath(number: ArticleNumber): string {
  return onSite(`/${number}`);
}

/** Where the search form of a locale is sent, or a search itself. */
export function searchPath(locale: LocaleTag, query: SearchAddress = {}): string {
  const { q, product, foundIn, bug, current, since, sort, cursor } = query;
  const path = onSite(`/${locale}/search`);
  return withQuery(path, { q, product, foundIn, bug, current, since, sort, cursor });
}

/** Titles to offer while somebody types; `q` is to be added. */
export function apiSuggestPath(locale: LocaleTag): string {
  return onSite(`/api/v1/suggest?locale=${locale}`);
}

/** What tells a browser how to search the site in a locale. */
export function openSearchPath(locale: LocaleTag): string {
  return onSite(`/opensearch.xml?lang=${locale}`);
}

/** The Atom feed of a locale. */
export function feedPath(locale: LocaleTag): string {
  return onSite(`/${locale}/feed.atom`);
}

/** What models read first: of the site, or of one locale. */
export function llmsPath(locale?: LocaleTag): string {
  return onSite(locale === undefined ? '/llms.txt' : `/${locale}/llms.txt`);
}

/** A file of `public/`. */
export function assetPath(site: Site, file: string): string {
  const version = site.assetVersion === undefined ? '' : `?v=${site.assetVersion}`;
  return onSite(`/static/${file}${version}`);
}

/** Several files of `public/` as one. @param names - Without their ending, in the order they are to be read. */
export function bundlePath(site: Site, names: readonly string[], ending: 'css' | 'js'): string {
  return assetPath(site, `${names.join('+')}.${ending}`);
}

/** A path with the site's origin before it. @param path - As the functions here and `onSite` write it. */
export function absolute(site: Site, path: string): string {
  return site.url.slice(0, site.url.length - onSite('').length) + path;
}

/** HTML of ours with absolute addresses, for where it is shown elsewhere. What only looks like an address, in text, stays. */
export function absoluteHtml(html: string, site: Site): string {
  const origin = absolute(site, '');
  return html.replaceAll(/<[a-z][^<>]*>/g, (tag) =>
    tag.replaceAll(/ (href|src)="\/(?!\/)/g, (_found, name: string) => ` ${name}="${origin}/`),
  );
}

/** An article in the JSON API. */
export function apiArticlePath(number: ArticleNumber): string {
  return onSite(`/api/v1/articles/${number}`);
}

/** Articles related to one, in the JSON API. */
export function apiRelatedPath(number: ArticleNumber, locale: LocaleTag): string {
  return `${apiArticlePath(number)}/related?locale=${locale}`;
}

/** A walk in the JSON API. */
export function apiWalkPath(number: ArticleNumber): string {
  return `${apiArticlePath(number)}/walk`;
}

/** The link between an article and a ticket in the JSON API. */
export function apiLinkPath(number: ArticleNumber, system: string, ticket: string): string {
  return `${apiArticlePath(number)}/links/${system}/${encodeURIComponent(ticket)}`;
}

/** Where an internal instance ties an article to a ticket. */
export function linksPath(locale: LocaleTag, number: ArticleNumber): string {
  return `${articlePath(locale, number)}/links`;
}

/** What readers say is wrong with an article, and the form to say it. @param step - The one it is about. */
export function reportsPath(locale: LocaleTag, number: ArticleNumber, step?: number): string {
  return `${articlePath(locale, number)}/reports${step === undefined ? '' : `?step=${step}`}`;
}

/** Where a translation's file can be changed, at the text's beginning or a step; undefined where EDIT_URL is not set. */
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

/** Where the feedback form of an article's page is sent. */
export function feedbackPath(locale: LocaleTag, number: ArticleNumber): string {
  return `${articlePath(locale, number)}/feedback`;
}

/** What documents a problem code, or without one all of them; the `type` of problem documents. */
export function problemPath(code?: ProblemCode): string {
  return onSite(code === undefined ? '/problems' : `/problems/${code}`);
}
