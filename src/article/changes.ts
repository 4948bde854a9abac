import type { ArticleNumber } from './article-number.js';
import type { LocaleTag } from './article.js';

/** What became of an article in a locale; `provenance` when its text is the same and how far it can be trusted is not. */
export const CHANGES = ['created', 'updated', 'removed', 'provenance'] as const;

/** The newest change of an article in a locale. */
export interface Change {
  /** Grows with every change of anything; gaps are changes that newer ones took the place of. */
  readonly sequence: number;
  readonly number: ArticleNumber;
  readonly locale: LocaleTag;
  readonly change: (typeof CHANGES)[number];
  readonly version: number | undefined;
  /** Of what is served: text and provenance; empty for what was removed. */
  readonly hash: string;
  /** ISO 8601 in UTC. */
  readonly changedAt: string;
}

/** A step whose words are others now than they were. */
export interface StepChange {
  readonly step: number;
  /** Undefined: the step is new. */
  readonly before: string | undefined;
  /** Undefined: the step is gone. */
  readonly after: string | undefined;
  /** ISO 8601 in UTC. */
  readonly changedAt: string;
}

/** How far a change log goes. */
export interface ChangeLogState {
  /** Another one begins where nothing is known of what was served before. */
  readonly epoch: string;
  /** Sequence of the newest change. */
  readonly newest: number;
  /** Removals up to this sequence may be forgotten. */
  readonly pruned: number;
}
