import type { LocaleTag } from '../article/article.js';
import type { ArticleNumber } from '../article/article-number.js';
import type { FactSet, Input } from './fact-set.js';
import type { WalkTexts } from './walk-texts.js';

/** How a walk can end. */
export const OUTCOME_KINDS = [
  'resolved',
  'pending',
  'advice',
  'notApplicable',
  'handover',
  'escalate',
  'redirect',
] as const;

/** @see OUTCOME_KINDS */
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** A node that asks. */
export interface QuestionNode {
  readonly kind: 'question';
  readonly id: string;
  readonly input: Input;
  /** The article's step to show beside it. */
  readonly step: number | undefined;
  /** True for what is known before it is asked, so that a chatbot may say it at once; false for what happens only in the walk. */
  readonly isEarly: boolean;
  /** First version of the walk in which an answer means what it means now. */
  readonly since: number;
  /** Where each option leads; `answered` for inputs without options; `unknown` always. */
  readonly edges: ReadonlyMap<string, string>;
}

/** A node that concludes from the answers. */
interface FactNode {
  readonly kind: 'fact';
  readonly id: string;
  /** Name in the walk's fact set. */
  readonly fact: string;
  /** Where each result leads. */
  readonly edges: ReadonlyMap<string, string>;
}

/** A node that ends. */
export interface OutcomeNode {
  readonly kind: 'outcome';
  readonly id: string;
  readonly outcome: OutcomeKind;
  /** Where a redirect leads. */
  readonly article: ArticleNumber | undefined;
  readonly step: number | undefined;
}

/** Any node of a walk. */
export type WalkNode = QuestionNode | FactNode | OutcomeNode;

/** A guided graph through an article's resolution: checked, so that following it always ends. */
export interface Walk {
  readonly number: ArticleNumber;
  /** `guided` was written by hand, `plain` made from the article's steps. */
  readonly kind: 'guided' | 'plain';
  /** Whole number from 1; travels with the answers. */
  readonly version: number;
  readonly start: string;
  readonly nodes: ReadonlyMap<string, WalkNode>;
  readonly facts: FactSet;
  /** Languages it has texts in; never empty. */
  readonly languages: readonly LocaleTag[];
  /** What it says. @param language - One of `languages`. */
  readonly textsIn: (language: LocaleTag) => WalkTexts | undefined;
}
