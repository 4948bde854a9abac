import type { ArticleNumber } from './article-number.js';
import type { ArticleFacts, LocaleTag, TranslationSummary } from './article.js';
import type { Provenance } from './reading.js';

/** An article as a list item: what the reader would be served, without its text. */
export interface ListedArticle {
  readonly number: ArticleNumber;
  readonly facts: ArticleFacts;
  readonly updatedAt: string | undefined;
  readonly served: TranslationSummary;
  readonly isFallback: boolean;
  /** Every locale the article exists in, sorted. */
  readonly locales: readonly LocaleTag[];
  readonly provenance: Provenance;
}

export interface ListQuery {
  /** The reader's locale: titles are those of the translation served in it. */
  readonly locale: LocaleTag;
  /** Exact product name; undefined for all products. */
  readonly product?: string | undefined;
  /** ISO 8601 instant in UTC; only articles published at or after it. */
  readonly updatedSince?: string | undefined;
  readonly isBug?: boolean | undefined;
  /** Without articles whose translation in `locale` is behind its source. */
  readonly isCurrent?: boolean | undefined;
  readonly order: 'newest' | 'oldest';
  /** Items a page, 1 to 100. */
  readonly limit: number;
  /** Articles to skip, for numbered pages. */
  readonly skip?: number | undefined;
  /** Position where the previous page ended; undefined for the first. */
  readonly after?: ListPosition | undefined;
}

export interface ListPosition {
  readonly updatedAt: string;
  readonly number: ArticleNumber;
}

export interface ListPage {
  readonly items: readonly ListedArticle[];
  readonly total: number;
  /** Undefined on the last page. */
  readonly next: ListPosition | undefined;
}

export interface ProductCount {
  readonly name: string;
  readonly count: number;
}
