import type { ArticleNumber } from './article-number.js';

/** A well-formed BCP 47 tag in canonical case, as the content folder is named: `de`, `pt-BR`, `zh-Hans`. */
export type LocaleTag = string;

/** Deeply readonly. */
export type Frozen<Value> = Value extends object
  ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
  : Value;

/** Canonical section names, after KCS v6; `summary` is the lead before the first heading, `description` text under no label. */
export const SECTION_NAMES = [
  'summary',
  'description',
  'environment',
  'issue',
  'steps-to-reproduce',
  'cause',
  'resolution',
  'workaround',
  'additional',
] as const;

export type SectionName = (typeof SECTION_NAMES)[number];

/** A block of a section: HTML, or an ordered list of steps. */
export type Block =
  | { readonly kind: 'html'; readonly html: string }
  | {
      readonly kind: 'steps';
      /** Number of the list's first step in the article, counted from 1. */
      readonly first: number;
      readonly count: number;
      /** The first number the list shows, as the author wrote it. */
      readonly start: number;
    };

/** One part of an article in document order; a name may repeat. */
export interface Section {
  readonly name: SectionName;
  /** The author's heading, for languages without UI texts; shown instead of our title. */
  readonly heading?: string | undefined;
  /** Stable id, the same in every locale: the name, with `-2`, `-3` … when repeated. */
  readonly anchor: string;
  readonly blocks: readonly Block[];
  /** Visible text without markup, blocks separated by line breaks; steps included. */
  readonly text: string;
}

/** One action of the resolution, numbered from 1 through the whole article; the same number in every locale. */
export interface Step {
  readonly number: number;
  /** HTML inside the list item. */
  readonly html: string;
  readonly text: string;
  /** `step-<number>` */
  readonly anchor: string;
}

/** A link to another article; `href` is the author's URL. */
export interface ArticleLink {
  readonly number: ArticleNumber;
  readonly href: string;
}

/** Facts that must be equal in all locales. */
export interface ArticleFacts {
  readonly products: readonly string[];
  readonly appliesTo: readonly string[];
  readonly isBug: boolean;
  /** Archived stub: kept out of lists, search and feeds, still readable. */
  readonly isHidden: boolean;
}

/** How a translation was made, as its front matter says. */
export interface Origin {
  readonly kind: 'human' | 'machine';
  /** Human share of the translation, 0 to 1; undefined when not given. */
  readonly humanDegree: number | undefined;
}

/** Text measures the risk is computed from. */
export interface RiskFacts {
  readonly words: number;
  /** Number of emphasis, link and code spans, where machine translation tends to break. */
  readonly marks: number;
  /** Names, codes and numbers of the source missing from the translation. */
  readonly lost: number;
}

/** A term of the source that the site's list of terms translates otherwise than a text does. */
export interface TermHint {
  readonly source: string;
  /** What it is called in the reader's interface; the same word if it is never translated. */
  readonly preferred: string;
  /** What the text calls it, if that is certain. */
  readonly written?: string | undefined;
}

/** What may differ per locale, and what lists need of it. */
export interface TranslationSummary {
  readonly locale: LocaleTag;
  readonly title: string;
  readonly description: string | undefined;
  /** Whole number from 1; undefined for video pages, which have none. */
  readonly version: number | undefined;
  /** Instants, ISO 8601 in UTC without fractions: `2022-08-19T06:54:15Z`. */
  readonly createdAt: string | undefined;
  readonly publishedAt: string | undefined;
  readonly stepCount: number;
  /** Language-independent marks of each step; undefined when no step has any. */
  readonly stepMarks?: readonly (readonly string[])[] | undefined;
  readonly origin: Origin;
  /** Undefined when not measured. */
  readonly risk?: RiskFacts | undefined;
  /** Fragments of the passages that the checker found an error in; undefined when none. */
  readonly faulty?: readonly string[] | undefined;
}

/** An article in one locale. */
export interface Translation extends TranslationSummary {
  readonly number: ArticleNumber;
  /** The first heading of the text, translated separately from the title; not shown. */
  readonly heading: string | undefined;
  readonly keywords: readonly string[];
  readonly sections: readonly Section[];
  readonly steps: readonly Step[];
  readonly articleLinks: readonly ArticleLink[];
  /** Terms that its passages call otherwise than the site's list, by fragment; undefined when none. */
  readonly terms?: readonly (TermHint & { readonly fragment: string })[] | undefined;
  /** Only in an internal instance's library. */
  readonly internal?: InternalFacts | undefined;
  /** Source file and lines, for edit links. */
  readonly place?: FilePlace | undefined;
}

/** Internal fields; never in a public instance's library. */
export interface InternalFacts {
  readonly notes: string | undefined;
  readonly crmHref: string | undefined;
  readonly authors: readonly string[];
}

/** A file of the content folder, and lines in it from 1. */
interface FilePlace {
  /** Relative to the content folder. */
  readonly path: string;
  /** Line of the start of the text. */
  readonly line: number;
  readonly steps: readonly number[];
}

/** One number, all its locales. */
export interface Article {
  readonly number: ArticleNumber;
  readonly facts: ArticleFacts;
  /** Newest publication in any locale. */
  readonly updatedAt: string | undefined;
  /** Sorted by tag. */
  readonly translations: readonly TranslationSummary[];
}
