import type { ArticleNumber } from './article-number.js';

/** A well-formed BCP 47 tag in canonical case, as the content folder is named: `de`, `pt-BR`, `zh-Hans`. */
export type LocaleTag = string;

/** Read-only all the way down. */
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

/** @see SECTION_NAMES */
export type SectionName = (typeof SECTION_NAMES)[number];

/** A run of a section: ready HTML, or an ordered list given by the steps it holds. */
export type Block =
  | { readonly kind: 'html'; readonly html: string }
  | {
      readonly kind: 'steps';
      /** Number of the list's first step in the article, counted from 1. */
      readonly first: number;
      readonly count: number;
      /** The number the list itself shows first, as its author wrote it. */
      readonly start: number;
    };

/** One part of an article in document order; a name may come more than once. */
export interface Section {
  readonly name: SectionName;
  /** The author's own words for it, in languages the interface does not speak; shown in place of a title of ours. */
  readonly heading?: string | undefined;
  /** Stable id, equal in every locale: the name, and `-2`, `-3` … where it comes again. */
  readonly anchor: string;
  readonly blocks: readonly Block[];
  /** Visible text without markup, blocks separated by line breaks; steps included. */
  readonly text: string;
}

/** One action of the resolution, numbered from 1 through the whole article; the same number in every locale. */
export interface Step {
  readonly number: number;
  /** What stands inside the list item. */
  readonly html: string;
  readonly text: string;
  /** `step-<number>` */
  readonly anchor: string;
}

/** A link to another article met in the text; `href` is where the author pointed. */
export interface ArticleLink {
  readonly number: ArticleNumber;
  readonly href: string;
}

/** What must not differ between locales. */
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
  /** Share taken from human translation, 0 to 1; undefined when the file does not say. */
  readonly humanDegree: number | undefined;
}

/** What of a translation's text the risk is told from. */
export interface RiskFacts {
  /** Outside code. */
  readonly words: number;
  /** Emphasis, links and code in the text: machine translation breaks sentences at them. */
  readonly marks: number;
  /** Names, codes and numbers of the source that the translation has nowhere. */
  readonly lost: number;
}

/** What may lag behind in one locale, and what lists need of it. */
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
  /** What each step shares with its like in other languages; undefined where no step has anything of the kind. */
  readonly stepMarks?: readonly (readonly string[])[] | undefined;
  readonly origin: Origin;
  /** Undefined where it was not measured. */
  readonly risk?: RiskFacts | undefined;
}

/** An article in one locale. */
export interface Translation extends TranslationSummary {
  readonly number: ArticleNumber;
  /** The first heading of the text, translated apart from the title; not shown. */
  readonly heading: string | undefined;
  readonly keywords: readonly string[];
  readonly sections: readonly Section[];
  readonly steps: readonly Step[];
  readonly articleLinks: readonly ArticleLink[];
  /** Only in the library of an internal instance. */
  readonly internal?: InternalFacts | undefined;
  /** Where it is written, for who wants to change it. */
  readonly place?: FilePlace | undefined;
}

/** What is for agents only; no library of a public instance holds it. */
export interface InternalFacts {
  readonly notes: string | undefined;
  /** The article's record in the CRM. */
  readonly crmHref: string | undefined;
  readonly authors: readonly string[];
}

/** A file of the content folder, and lines in it from 1. */
interface FilePlace {
  /** Relative to the content folder. */
  readonly path: string;
  /** Of the text's beginning. */
  readonly line: number;
  /** Of each step. */
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
