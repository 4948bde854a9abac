import type { ArticleNumber } from '../article/article-number.js';
import type { Article, LocaleTag } from '../article/article.js';
import { compareWithSource, type Reading } from '../article/reading.js';
import { absolute, articlePath } from '../http/response/addresses.js';
import type { SearchFound } from '../http/response/run-search.js';
import type { Site } from '../http/response/site.js';
import { toRow } from '../ledger/tables.js';
import { isSameReadership, linkLocale } from '../locale/tag.js';
import type { SearchHit, TitleSuggestion } from '../search/query/search-query.js';
import { presentProvenance } from './provenance.js';
import type { SEARCH_HIT, SEARCH_RESULT, SUGGESTIONS, Wire } from './schemas.js';

/** Options for presenting search results. */
export interface PresentSearchOptions {
  /** The reader's locale. */
  readonly locale: LocaleTag;
  readonly site: Site;
  /** False for relative paths, as used by our own pages. */
  readonly isAbsolute?: boolean;
}

/**
 * Present search results, for API and pages.
 *
 * Hits whose article no longer exists are omitted.
 */
export function presentSearch(
  { request, result, articles, direct, next }: SearchFound,
  options: PresentSearchOptions & {
    /** The source locale. */
    readonly sourceLocale: LocaleTag | undefined;
  },
): Wire<typeof SEARCH_RESULT> {
  const {
    total,
    isTotalCapped,
    facets,
    suggestion,
    isSuggestionUsed,
    nearestProducts,
    explanation,
    passages,
    degraded,
  } = result;
  return {
    items: result.items.flatMap((hit) => {
      const item = presentHit(hit, articles.get(hit.number), options);
      if (item === undefined) return [];
      return explanation === undefined ? item : { ...item, evidence: { ...hit.evidence } };
    }),
    ...toRow({ total, isTotalCapped, facets, suggestion, isSuggestionUsed }),
    direct: direct === undefined ? null : presentDirect(direct, options),
    nearestProducts,
    ...(request.unit === 'passage' && {
      passages: passages.map(({ number, locale, anchor, text, score }) => ({
        id: `${number}/${locale}#${anchor}`,
        number,
        locale,
        href: `${articleHref(number, locale, options)}#${anchor}`,
        text,
        score,
      })),
    }),
    ...(explanation !== undefined && { explanation }),
    degraded: degraded !== undefined,
    next: next ?? null,
  };
}

/** Present type-ahead suggestions. */
export function presentSuggestions(
  titles: readonly TitleSuggestion[],
  options: PresentSearchOptions,
): Wire<typeof SUGGESTIONS> {
  return {
    items: titles.map(({ number, title, locale }) => ({
      number,
      title,
      locale,
      href: articleHref(number, locale, options),
    })),
  };
}

function presentHit(
  hit: SearchHit,
  article: Article | undefined,
  options: Parameters<typeof presentSearch>[1],
): Wire<typeof SEARCH_HIT> | undefined {
  const { number, title, titleHighlights, matchedLocale, servedLocale, products, similar, score } = hit;
  const { text: snippet, locale: snippetLocale, highlights } = hit.snippet;
  const served = article?.translations.find((translation) => translation.locale === servedLocale);
  if (article === undefined || served === undefined) return undefined;
  const source = article.translations.find((translation) => translation.locale === options.sourceLocale);
  const href = articleHref(number, servedLocale, options);
  const isFallback = servedLocale !== options.locale && !isSameReadership(options.locale, servedLocale);
  const { publishedAt } = served;
  return {
    ...toRow({ number, title, titleHighlights, href, matchedLocale, servedLocale, isFallback, publishedAt }),
    ...{ snippet, snippetLocale, highlights, products, similar, isBug: article.facts.isBug },
    provenance: presentProvenance(compareWithSource(served, source)),
    score,
  };
}

function presentDirect(
  { article: { number }, translation: { title }, served: servedLocale }: Reading,
  options: PresentSearchOptions,
): NonNullable<Wire<typeof SEARCH_RESULT>['direct']> {
  return { number, title, servedLocale, href: articleHref(number, servedLocale, options) };
}

function articleHref(
  number: ArticleNumber,
  served: LocaleTag,
  { locale, site, isAbsolute = true }: PresentSearchOptions,
): string {
  const path = articlePath(linkLocale(locale, served, site), number);
  return isAbsolute ? absolute(site, path) : path;
}
