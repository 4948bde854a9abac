import type { LocaleTag } from '../article/article.js';
import type { ArticleNumber } from '../article/article-number.js';
import type { FactSet, Input } from './fact-set.js';
import type { WalkTexts } from './walk-texts.js';

export const OUTCOME_KINDS = [
  'resolved',
  'pending',
  'advice',
  'notApplicable',
  'handover',
  'escalate',
  'redirect',
] as const;

export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

export interface QuestionNode {
  readonly kind: 'question';
  readonly id: string;
  readonly input: Input;
  /** Number of the article's step shown beside it. */
  readonly step: number | undefined;
  /** True when it may be answered before it is asked; false when it depends on the walk itself. */
  readonly isEarly: boolean;
  /** First walk version with the current meaning of its answers. */
  readonly since: number;
  /** Targets by option; `answered` for inputs without options; always `unknown`. */
  readonly edges: ReadonlyMap<string, string>;
}

interface FactNode {
  readonly kind: 'fact';
  readonly id: string;
  readonly fact: string;
  /** Targets by result. */
  readonly edges: ReadonlyMap<string, string>;
}

export interface OutcomeNode {
  readonly kind: 'outcome';
  readonly id: string;
  readonly outcome: OutcomeKind;
  readonly article: ArticleNumber | undefined;
  readonly step: number | undefined;
}

export type WalkNode = QuestionNode | FactNode | OutcomeNode;

/** A checked graph through an article's resolution; every path ends. */
export interface Walk {
  readonly number: ArticleNumber;
  /** `guided`: written by hand; `plain`: derived from the article's steps. */
  readonly kind: 'guided' | 'plain';
  /** Integer from 1; sent along with the answers. */
  readonly version: number;
  readonly start: string;
  readonly nodes: ReadonlyMap<string, WalkNode>;
  readonly facts: FactSet;
  /** Languages it has texts in; never empty. */
  readonly languages: readonly LocaleTag[];
  /** Its texts. @param language - One of `languages`. */
  readonly textsIn: (language: LocaleTag) => WalkTexts | undefined;
}
