import type { LocaleTag } from '../../article/article.js';
import type { ArticleNumber } from '../../article/article-number.js';
import type { Evidence } from './score.js';

export interface SearchQuery {
  /** As typed or pasted; at most 16,384 characters are used. */
  readonly text: string;
  /** The reader's locale; need not exist in the library. */
  readonly locale: LocaleTag;
  readonly product?: string | undefined;
  readonly foundIn?: LocaleTag | undefined;
  readonly isBug?: boolean | undefined;
  /** Only translations not behind their source. */
  readonly isCurrent?: boolean | undefined;
  /** Only translations published on or after this day (days since 1970). */
  readonly publishedSince?: number | undefined;
  /** `relevance` by default; `newest`: by date of publication. */
  readonly sort?: 'relevance' | 'newest' | undefined;
  /** `passage`: also the sections and steps that answer best, over all articles found. */
  readonly unit?: 'article' | 'passage' | undefined;
  /** The text is a customer's ticket: its parts are searched, and the explanation's first `home` is the customer's. */
  readonly isTicket?: boolean | undefined;
  readonly isExplained?: boolean | undefined;
  /** Page size, 1 to 50; default 10. */
  readonly limit?: number | undefined;
  /** Items to skip, from an earlier result's `next`. */
  readonly offset?: number | undefined;
}

/** A range in UTF-16 units; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A snippet that shows why an article was found. */
export interface Snippet {
  readonly text: string;
  /** Locale of the text: the served one if it contains the words, else the one that matched. */
  readonly locale: LocaleTag;
  readonly highlights: readonly Range[];
}

/** A found article, once for all locales. */
export interface SearchHit {
  readonly number: ArticleNumber;
  readonly title: string;
  readonly titleHighlights: readonly Range[];
  readonly matchedLocale: LocaleTag;
  readonly servedLocale: LocaleTag;
  readonly snippet: Snippet;
  readonly products: readonly string[];
  /** Other articles with the same title, which are not listed separately. */
  readonly similar: readonly ArticleNumber[];
  readonly evidence: Evidence;
  /** Relevance, about 0 to 1; comparable only within one result. */
  readonly score: number;
}

interface FacetCount {
  readonly value: string;
  readonly count: number;
}

export interface PassageHit {
  readonly number: ArticleNumber;
  /** Locale of the text: the one that matched. */
  readonly locale: LocaleTag;
  /** Anchor of the section or step on the article's page. */
  readonly anchor: string;
  readonly score: number;
}

/** How a query was read, for tuning. */
export interface Explanation {
  /** The parsed and condensed query. */
  readonly text: string;
  /** Locales in the query's language, and those searched. */
  readonly home: readonly LocaleTag[];
  readonly searched: readonly LocaleTag[];
  /** Tokens in the likely locale: IDF, document frequency and alternatives. */
  readonly tokens: readonly {
    readonly term: string;
    readonly weight: number;
    readonly count: number;
    readonly standIns: readonly string[];
  }[];
  /** How informative a match of this text is, 0 to 1: low for few words and for words that are rare in the collection. */
  readonly information: number;
  /** Synonyms and boosts of `search.yaml` that were applied. */
  readonly synonyms: readonly string[];
  readonly boosted: readonly ArticleNumber[];
}

/** What is wrong with the search cluster: unreachable, too slow, or lacking the index of the served revision. */
export type Degraded = 'away' | 'slow' | 'no-index';

export interface SearchResult {
  readonly items: readonly SearchHit[];
  readonly total: number;
  /** True when there may be more than `total`, since only the best candidates are counted. */
  readonly isTotalCapped: boolean;
  readonly facets: { readonly products: readonly FacetCount[]; readonly locales: readonly FacetCount[] };
  readonly direct: ArticleNumber | undefined;
  readonly suggestion: string | undefined;
  /** True when nothing was found as typed and the items are those of the suggestion. */
  readonly isSuggestionUsed: boolean;
  /** Products to offer when nothing was found. */
  readonly nearestProducts: readonly string[];
  /** Best first, at most two per article; empty unless requested. */
  readonly passages: readonly PassageHit[];
  readonly explanation: Explanation | undefined;
  /** `offset` of the next page; undefined on the last one. */
  readonly next: number | undefined;
  /** Why the index in memory was used instead of the cluster; undefined normally. */
  readonly degraded: Degraded | undefined;
  readonly revision: string;
}

export interface TitleSuggestion {
  readonly number: ArticleNumber;
  readonly title: string;
  readonly locale: LocaleTag;
}
