import { z } from 'zod';
import type { Article, LocaleTag } from '../../article/article.js';
import { parseArticleNumber, type ArticleNumber } from '../../article/article-number.js';
import type { Reading } from '../../article/reading.js';
import { canonicalTag, matchSiteLocale } from '../../locale/tag.js';
import type { Library } from '../../library/library.js';
import type { SearchQuery, SearchResult } from '../../search/query/search-query.js';
import { createCursor } from './cursor.js';
import { checkKnown, unknownValue } from '../request/parse-query.js';
import type { ReadingDeps, Site } from './site.js';
import type { Request } from 'express';
import type { Ledger } from '../../ledger/ledger.js';
import type { Reader } from '../../ledger/reader-mark.js';

/** Characters of a query that are used. */
export const LONGEST_QUERY = 16_384;

/** A search request; its locale may be any well-formed tag, and `foundIn` one of the same language. */
export interface SearchRequest extends Omit<SearchQuery, 'publishedSince' | 'offset'> {
  /** Only articles published on or after a day (`2024-05-01`). */
  readonly publishedSince?: string | undefined;
  /** 1 to 50. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Search results with their articles. */
export interface SearchFound {
  readonly request: SearchRequest;
  readonly result: SearchResult;
  /** The articles of the hits, without their texts. */
  readonly articles: ReadonlyMap<ArticleNumber, Article>;
  /** The article whose number was searched for. */
  readonly direct: Reading | undefined;
  /** Cursor of the next page. */
  readonly next: string | undefined;
}

const SEARCH_CURSOR = createCursor(z.object({ offset: z.number().int().min(0) }), 'search');

/**
 * Run a search and look up the articles found.
 *
 * @throws Problem `unknown-value` (400) that names the known products or locales; `cursor-expired` (410); `invalid-parameter` (400).
 */
export async function runSearch(deps: ReadingDeps, request: SearchRequest): Promise<SearchFound> {
  const { library, search } = deps;
  const { cursor, publishedSince, ...query } = request;
  const { text, locale, product } = query;
  if (product !== undefined) checkProduct(library, product);
  const foundIn = request.foundIn === undefined ? undefined : contentLocale(library, request.foundIn);
  const offset = cursor === undefined ? undefined : SEARCH_CURSOR.decode(cursor).offset;
  // The index knows only the content's locales: a `pt-BR` reader is served by `pt` when there is no other.
  const home = matchSiteLocale(locale, library.locales) ?? locale;
  const result = await search.search({
    ...query,
    locale: home,
    foundIn,
    publishedSince: publishedSince === undefined ? undefined : dayOf(publishedSince),
    offset,
  });
  // Archived articles are not indexed, but a search for their number finds them.
  const typed = result.direct ?? parseArticleNumber(text);
  const articles = result.items.flatMap(({ number }) => library.article(number) ?? []);
  const direct = typed === undefined ? undefined : library.resolve(typed, locale);
  const near = typed === undefined || direct !== undefined ? undefined : library.near(typed)[0];
  return {
    request: { ...request, foundIn },
    result: near === undefined ? result : { ...result, suggestion: near },
    articles: new Map(articles.map((article) => [article.number, article])),
    direct,
    next: result.next === undefined ? undefined : SEARCH_CURSOR.encode({ offset: result.next }),
  };
}

/** Days since 1970. */
function dayOf(date: string): number {
  return Math.floor(Date.parse(date) / 86_400_000);
}

function checkProduct(library: Library, product: string): void {
  checkKnown(
    'product',
    product,
    library.products().map(({ name }) => name),
  );
}

function contentLocale(library: Library, asked: string): LocaleTag {
  const tag = canonicalTag(asked);
  const match = tag === undefined ? undefined : matchSiteLocale(tag, library.locales);
  if (match === undefined) throw unknownValue('foundIn', asked, library.locales);
  return match;
}

/** Dependencies for counting. */
interface CountDeps {
  readonly ledger: Pick<Ledger, 'searches'>;
  readonly site: () => Site;
}

/** BCP 47's tag for undetermined: locales the site lacks are counted together, since clients can invent them. */
const OTHER_LOCALES = 'und';

/**
 * Count a search; further pages of it are the same search.
 *
 * A query counts as having no results only without filters.
 *
 * @param reader - Undefined when many users share one address.
 * @see docs/decisions/0080-searches-without-result.md
 */
export function countSearch(
  { ledger, site }: CountDeps,
  { request, result, direct }: SearchFound,
  reader: Reader | undefined,
): void {
  const { text, locale, product, foundIn, isBug, isCurrent, publishedSince, cursor } = request;
  const isFiltered = [product, foundIn, isBug, isCurrent, publishedSince].some(
    (filter) => filter !== undefined,
  );
  if (cursor !== undefined || text.trim() === '') return;
  ledger.searches.count({
    locale: matchSiteLocale(locale, site().locales) ?? OTHER_LOCALES,
    isFound: result.total > 0 || direct !== undefined,
    text: isFiltered ? undefined : text,
    reader,
  });
}

/** Whether this is a new search: not a HEAD request, a prefetch or a revalidation. */
export function asksAnew(req: Request): boolean {
  const purpose = `${req.get('sec-purpose') ?? ''} ${req.get('purpose') ?? ''}`;
  return req.method !== 'HEAD' && !purpose.includes('prefetch') && req.get('if-none-match') === undefined;
}
