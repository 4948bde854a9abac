import type { ArticleNumber } from '../article/article-number.js';
import type { Article, LocaleTag } from '../article/article.js';
import type { Reading } from '../article/reading.js';
import { absolute, articlePath } from '../http/response/addresses.js';
import type { SearchFound } from '../http/response/run-search.js';
import type { ReadingDeps, Site } from '../http/response/site.js';
import { withNull } from '../absent.js';
import type { Library } from '../library/library.js';
import { isSameReadership, linkLocale } from '../locale/tag.js';
import type { PassageHit, SearchHit, TitleSuggestion } from '../search/query/search-query.js';
import { presentPassages } from './present-passage.js';
import { presentProvenance } from './provenance.js';
import type { SEARCH_HIT, SEARCH_PASSAGE, SEARCH_RESULT, SUGGESTIONS, Wire } from './schemas.js';

/** Writes the URL of an article as served to a reader. */
type LinkArticle = (number: ArticleNumber, served: LocaleTag) => string;

/**
 * Present search results, for API and pages.
 *
 * Hits whose article no longer exists are omitted.
 *
 * @param isAbsolute - False for relative paths, as used by our own pages.
 */
export function presentSearch(
  deps: ReadingDeps,
  { request, result, articles, direct, next }: SearchFound,
  isAbsolute = true,
): Wire<typeof SEARCH_RESULT> {
  const { total, isTotalCapped, facets, suggestion, isSuggestionUsed, explanation } = result;
  const link = linkArticles(request.locale, deps.site(), isAbsolute);
  return {
    items: result.items.flatMap((hit) => {
      const item = presentHit(hit, articles.get(hit.number), request.locale, deps.library, link);
      if (item === undefined) return [];
      return explanation === undefined ? item : { ...item, evidence: { ...hit.evidence } };
    }),
    ...withNull({ total, isTotalCapped, facets, suggestion, isSuggestionUsed }),
    direct: direct === undefined ? null : presentDirect(direct, link),
    nearestProducts: result.nearestProducts,
    ...(request.unit === 'passage' && {
      passages: result.passages.flatMap((hit) => presentFoundPassage(deps, hit, link) ?? []),
    }),
    ...(explanation !== undefined && { explanation }),
    degraded: result.degraded !== undefined,
    next: next ?? null,
  };
}

/** Present type-ahead suggestions. */
export function presentSuggestions(
  titles: readonly TitleSuggestion[],
  locale: LocaleTag,
  site: Site,
): Wire<typeof SUGGESTIONS> {
  const link = linkArticles(locale, site);
  return {
    items: titles.map(({ number, title, locale: served }) => {
      return { number, title, locale: served, href: link(number, served) };
    }),
  };
}

function presentHit(
  hit: SearchHit,
  article: Article | undefined,
  locale: LocaleTag,
  library: Library,
  link: LinkArticle,
): Wire<typeof SEARCH_HIT> | undefined {
  const { number, title, titleHighlights, matchedLocale, servedLocale, products, similar, score } = hit;
  const { text: snippet, locale: snippetLocale, highlights } = hit.snippet;
  const served = article?.translations.find((translation) => translation.locale === servedLocale);
  if (article === undefined || served === undefined) return undefined;
  const href = link(number, servedLocale);
  const isFallback = servedLocale !== locale && !isSameReadership(locale, servedLocale);
  const { publishedAt } = served;
  return {
    ...withNull({
      number,
      title,
      titleHighlights,
      href,
      matchedLocale,
      servedLocale,
      isFallback,
      publishedAt,
    }),
    ...{ snippet, snippetLocale, highlights, products, similar, isBug: article.facts.isBug },
    provenance: presentProvenance(library.provenance(article, served)),
    score,
  };
}

/** Of a section cut into several passages, its first one; undefined for a section that is there no more. */
function presentFoundPassage(
  deps: ReadingDeps,
  { number, locale, anchor, score }: PassageHit,
  link: LinkArticle,
): Wire<typeof SEARCH_PASSAGE> | undefined {
  const reading = deps.library.resolve(number, locale);
  const id = `${number}/${locale}#${anchor}`;
  const passage = reading && presentPassages(deps, reading, false).find((one) => one.id === id);
  return passage && { ...passage, href: `${link(number, locale)}#${anchor}`, score };
}

function presentDirect(
  { article: { number }, translation: { title }, served: servedLocale }: Reading,
  link: LinkArticle,
): NonNullable<Wire<typeof SEARCH_RESULT>['direct']> {
  return { number, title, servedLocale, href: link(number, servedLocale) };
}

function linkArticles(locale: LocaleTag, site: Site, isAbsolute = true): LinkArticle {
  return (number, served) => {
    const path = articlePath(linkLocale(locale, served, site), number);
    return isAbsolute ? absolute(site, path) : path;
  };
}
