import type { ArticleNumber } from '../article/article-number.js';
import type { Article, LocaleTag } from '../article/article.js';
import type { ProvenanceState } from '../article/reading.js';
import type { Finding, FindingSeverity } from '../check/finding.js';
import type { UsageOverview } from '../ledger/usage-overview.js';

/** What a report is made of. */
export interface ReportInput {
  /** Articles that are not hidden. */
  readonly articles: readonly Article[];
  /** Those of the content, as its folders are named; files and findings are counted under them. */
  readonly locales: readonly LocaleTag[];
  readonly sourceLocale: LocaleTag | undefined;
  /** Undefined while nobody has checked yet. */
  readonly findings: readonly Finding[] | undefined;
  /** Undefined where nothing is recorded. */
  readonly usage: UsageOverview | undefined;
}

/** How often walks through one article came to one end in one locale. */
export type WalkEnd = UsageOverview['outcomes'][number];

/** Searches with no results, and their queries. */
export type Searches = UsageOverview['searches'];

/** Articles of one product, or of all, in one locale. */
export interface TrustCell {
  readonly locale: LocaleTag;
  /** How many exist in it. */
  readonly existing: number;
  /** How many of these are the source or follow its newest version. */
  readonly upToDate: number;
  /** How many exist and cannot be compared: without a source, or without versions. */
  readonly unknown: number;
}

/** One row of the heat map. */
export interface ProductTrust {
  readonly product: string;
  readonly articles: number;
  readonly cells: readonly TrustCell[];
}

/** All articles in one locale. */
export interface LocaleTrust {
  readonly locale: LocaleTag;
  readonly existing: number;
  readonly missing: number;
  readonly states: Readonly<Record<ProvenanceState, number>>;
  /** Articles whose translation lacks steps of the source. */
  readonly withMissingSteps: number;
  readonly machine: number;
  /** Mean over those that say; undefined where none does. */
  readonly humanDegree: number | undefined;
}

/** Findings of one rule. */
export interface RuleCount {
  readonly rule: string;
  readonly severity: FindingSeverity;
  readonly total: number;
  readonly byLocale: ReadonlyMap<LocaleTag, number>;
}

/** How an article is called. */
export interface ArticleTitle {
  /** In the source locale, else in any. */
  readonly title: string;
  readonly titleLocale: LocaleTag;
}

/** An article worth correcting. */
export interface RankedArticle extends ArticleTitle {
  readonly number: ArticleNumber;
  readonly errors: number;
  readonly warnings: number;
  /** Locales with errors or warnings, those with most first. */
  readonly locales: readonly LocaleTag[];
  /** Tickets it was tied to; undefined where that is not recorded. */
  readonly reuse: number | undefined;
  readonly weight: number;
}

/** The numbers for a knowledge manager. */
export interface Report {
  readonly articles: number;
  readonly locales: readonly LocaleTag[];
  readonly sourceLocale: LocaleTag | undefined;
  /** Most articles first. */
  readonly products: readonly ProductTrust[];
  readonly byLocale: readonly LocaleTrust[];
  /** Most findings first; undefined while nobody has checked. */
  readonly rules: readonly RuleCount[] | undefined;
  /** At most twenty; undefined while nobody has checked. */
  readonly worst: readonly RankedArticle[] | undefined;
  readonly walkEnds: readonly WalkEnd[] | undefined;
  /** Titles of the articles with walks, in the source locale, else in any. */
  readonly walkTitles: ReadonlyMap<ArticleNumber, ArticleTitle>;
  /** Undefined where nothing is recorded. */
  readonly citations: UsageOverview['citations'] | undefined;
  /** Undefined where nothing is recorded. */
  readonly searches: Searches | undefined;
}
