import type { AnswerValue } from '../fact-set.js';
import type { OutcomeKind } from '../walk.js';

/** A sentence with the stable name of what it says. */
export interface WireSentence {
  readonly code: string;
  readonly text: string;
}

/** The article's step beside a question or an end. */
export interface WireStep {
  readonly number: number;
  readonly html: string;
  readonly text: string;
  readonly anchor: string;
  readonly locale: string;
  /** From the source, since the translation lacks it. */
  readonly isNewer: boolean;
}

/** What a question takes; members that do not apply are null. */
export interface WireInput {
  readonly type: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly min: number | null;
  readonly max: number | null;
  readonly maxBytes: number | null;
  readonly example: string | number | null;
  /** A value to begin with. */
  readonly suggestion: AnswerValue | null;
}

/** A question to answer. */
export interface WireQuestion {
  readonly id: string;
  readonly prompt: string;
  readonly help: string | null;
  readonly instructions: readonly string[];
  readonly input: WireInput;
  readonly quickReplies: readonly { readonly label: string; readonly answer: AnswerValue }[];
  readonly step: WireStep | null;
}

/** An end. */
export interface WireOutcome {
  readonly id: string;
  readonly kind: OutcomeKind;
  readonly kindText: string;
  readonly title: string;
  readonly text: string;
  readonly step: WireStep | null;
  /** Where a redirect leads; `href` and `title` are null when the library does not hold it. */
  readonly article: {
    readonly number: string;
    readonly title: string | null;
    readonly href: string | null;
    readonly text: string;
  } | null;
}

/** The answer to `POST …/walk`, and what the page is made from. */
export interface WireWalkState {
  readonly walk: {
    readonly number: string;
    readonly kind: string;
    readonly version: number;
    readonly title: string;
  };
  readonly status: 'question' | 'outcome' | 'invalid' | 'notYet';
  readonly answers: Readonly<Record<string, AnswerValue>>;
  /** The answers in the reader's words, in their order. */
  readonly answered: readonly { readonly id: string; readonly prompt: string; readonly text: string }[];
  readonly assumptions: readonly WireSentence[];
  readonly warnings: readonly WireSentence[];
  readonly question: WireQuestion | null;
  readonly outcome: WireOutcome | null;
  readonly errors: readonly { readonly pointer: string; readonly reason: string; readonly detail: string }[];
  /** Questions whose answers were not needed. */
  readonly ignored: readonly string[];
  /** Questions whose answers were for an older version of the walk. */
  readonly dropped: readonly string[];
  readonly progress: { readonly answered: number; readonly remaining: number };
  readonly links: Readonly<Record<string, string>>;
  /** Members of the fact sets; null for those the walk does not use. */
  readonly [member: string]: unknown;
}
