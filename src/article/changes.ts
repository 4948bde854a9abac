import type { ArticleNumber } from './article-number.js';
import type { LocaleTag } from './article.js';

/** The kind of a change; `provenance` when only the provenance has changed. */
export const CHANGES = ['created', 'updated', 'removed', 'provenance'] as const;

/** The newest change of an article in a locale. */
export interface Change {
  /** Increases with every change; gaps are superseded changes. */
  readonly sequence: number;
  readonly number: ArticleNumber;
  readonly locale: LocaleTag;
  readonly change: (typeof CHANGES)[number];
  readonly version: number | undefined;
  /** Hash of text and provenance; empty for removals. */
  readonly hash: string;
  /** ISO 8601 in UTC. */
  readonly changedAt: string;
}

export interface StepChange {
  readonly step: number;
  /** Undefined: the step is new. */
  readonly before: string | undefined;
  /** Undefined: the step is gone. */
  readonly after: string | undefined;
  /** ISO 8601 in UTC. */
  readonly changedAt: string;
}

export interface ChangeLogState {
  /** A new epoch begins when the history is unknown. */
  readonly epoch: string;
  /** Sequence of the newest change. */
  readonly newest: number;
  /** Removals up to this sequence may have been pruned. */
  readonly pruned: number;
}
