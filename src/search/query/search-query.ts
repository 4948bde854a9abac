import type { LocaleTag } from '../../article/article.js';
import type { ArticleNumber } from '../../article/article-number.js';
import type { Evidence } from './score.js';

/** What is asked. */
export interface SearchQuery {
  /** As typed or pasted; what is beyond 16,384 characters is not looked at. */
  readonly text: string;
  /** The asker's locale; need not exist in the library. */
  readonly locale: LocaleTag;
  /** Only articles for this product. */
  readonly product?: string | undefined;
  /** Only articles found in this locale. */
  readonly foundIn?: LocaleTag | undefined;
  /** Only articles about a known bug. */
  readonly isBug?: boolean | undefined;
  /** Only translations that are not behind their source. */
  readonly isCurrent?: boolean | undefined;
  /** Only translations published on this day or later: days since 1970. */
  readonly publishedSince?: number | undefined;
  /** `relevance` when not given; `newest`: by the day of publication. */
  readonly sort?: 'relevance' | 'newest' | undefined;
  /** `passage`: also the sections and steps that answer best, over all articles found. */
  readonly unit?: 'article' | 'passage' | undefined;
  /** Also say how the query was read. */
  readonly isExplained?: boolean | undefined;
  /** Items of a page, 1 to 50; 10 when not given. */
  readonly limit?: number | undefined;
  /** Items to skip, from an earlier result's `next`. */
  readonly offset?: number | undefined;
}

/** A stretch of text in UTF-16 units; `end` is the first one after. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A stretch of an article that shows why it was found. */
export interface Snippet {
  readonly text: string;
  /** Locale of the text: the served one where it has the words, else the one the article was found in. */
  readonly locale: LocaleTag;
  readonly highlights: readonly Range[];
}

/** An article that answers, once, whatever locale it was found in. */
export interface SearchHit {
  readonly number: ArticleNumber;
  /** In the served locale. */
  readonly title: string;
  readonly titleHighlights: readonly Range[];
  readonly matchedLocale: LocaleTag;
  readonly servedLocale: LocaleTag;
  readonly snippet: Snippet;
  readonly products: readonly string[];
  /** Numbers of articles with the same title, which are not listed by themselves. */
  readonly similar: readonly ArticleNumber[];
  /** What the score is made of. */
  readonly evidence: Evidence;
  /** Nearness to the query, about 0 to 1; to be compared within one result only. */
  readonly score: number;
}

/** A value to filter by, and how many of the found articles have it. */
interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/** A section or step that answers. */
export interface PassageHit {
  readonly number: ArticleNumber;
  /** Locale of the text: the one the article was found in. */
  readonly locale: LocaleTag;
  /** Of the section or step, as in the article's page. */
  readonly anchor: string;
  /** At most 1,800 characters. */
  readonly text: string;
  readonly score: number;
}

/** How a query was read, for whoever tunes the ranking. */
export interface Explanation {
  /** What is left of the query once it was taken apart and condensed. */
  readonly text: string;
  /** Locales in the query's language, and those that were searched. */
  readonly home: readonly LocaleTag[];
  readonly searched: readonly LocaleTag[];
  /** Of the likely locale: each token, how much it tells, how many translations hold it, and what else stands for it. */
  readonly tokens: readonly {
    readonly term: string;
    readonly weight: number;
    readonly count: number;
    readonly standIns: readonly string[];
  }[];
  /** How much a match of this text says, 0 to 1: little for a few words, and for words the collection hardly uses. */
  readonly information: number;
  /** Synonyms and boosts of `search.yaml` that were used. */
  readonly synonyms: readonly string[];
  readonly boosted: readonly ArticleNumber[];
}

/** What is wrong with the search cluster: no answer, none in time, or it lacks the index of the revision that is served. */
export type Degraded = 'away' | 'slow' | 'no-index';

/** What a search gives. */
export interface SearchResult {
  readonly items: readonly SearchHit[];
  /** Articles found. */
  readonly total: number;
  /** True when there may be more than `total`: so many were looked at, and the rest is farther off. */
  readonly isTotalCapped: boolean;
  readonly facets: { readonly products: readonly FacetCount[]; readonly locales: readonly FacetCount[] };
  /** The article whose number was typed: go straight there. */
  readonly direct: ArticleNumber | undefined;
  /** The query with misspelt words put right. */
  readonly suggestion: string | undefined;
  /** True when nothing was found as typed, and the items answer the suggestion. */
  readonly isSuggestionUsed: boolean;
  /** Products to look at where nothing was found. */
  readonly nearestProducts: readonly string[];
  /** Best first, at most two an article; empty where not asked for. */
  readonly passages: readonly PassageHit[];
  /** Only where asked for. */
  readonly explanation: Explanation | undefined;
  /** `offset` of the next page; undefined on the last one. */
  readonly next: number | undefined;
  /** Why the index in memory answered although a cluster should have; undefined where all is as it should be. */
  readonly degraded: Degraded | undefined;
  /** Of the index; a cursor is good for one revision. */
  readonly revision: string;
}

/** A title offered while typing. */
export interface TitleSuggestion {
  readonly number: ArticleNumber;
  readonly title: string;
  readonly locale: LocaleTag;
}
