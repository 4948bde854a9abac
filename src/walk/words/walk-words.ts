import type { WalkReason } from '../engine/walk-error.js';
import type { OutcomeKind } from '../walk.js';

/** How a language begins a step that holds only for some readers. */
export interface ConditionWords {
  /** A step that begins with one of these is conditional; lower case. */
  readonly starts: readonly string[];
  /** A step whose first clause holds one of these is conditional; for languages that put the word behind. */
  readonly within: readonly string[];
}

/** What every walk says, whatever its article; placeholders in braces. */
export interface WalkWords {
  readonly unknown: string;
  readonly reasons: Readonly<Record<WalkReason, string>>;
  readonly kinds: Readonly<Record<OutcomeKind, string>>;
  readonly seeArticle: string;
  readonly articleMissing: string;
  readonly restart: {
    readonly time: string;
    readonly zone: string;
    readonly kind: string;
    readonly daily: string;
    readonly once: string;
    readonly minutes: string;
  };
  readonly understood: {
    readonly title: string;
    readonly times: string;
    readonly zoneWritten: string;
    readonly orders: Readonly<Record<'DMY' | 'MDY' | 'YMD' | 'open', string>>;
    readonly certain: string;
    readonly probable: string;
    readonly stated: string;
    readonly restarts: string;
  };
  readonly timeline: {
    readonly title: string;
    readonly restart: string;
    readonly error: string;
    readonly proposed: string;
    readonly alternative: string;
  };
  readonly graph: { readonly title: string; readonly description: string; readonly answered: string };
  readonly plain: {
    readonly title: string;
    readonly intro: string;
    readonly prompt: string;
    readonly conditional: string;
    readonly newer: string;
    readonly done: string;
    readonly didNotHelp: string;
    readonly doesNotApply: string;
    readonly solved: string;
    readonly yes: string;
    readonly no: string;
    readonly resolvedTitle: string;
    readonly resolvedBody: string;
    readonly escalateTitle: string;
    readonly escalateBody: string;
  };
  readonly transcript: {
    readonly greeting: string;
    readonly article: string;
    readonly version: string;
    readonly answers: string;
    readonly result: string;
    readonly next: string;
    readonly assumed: string;
    readonly closing: string;
  };
  readonly conditions: ConditionWords;
}
