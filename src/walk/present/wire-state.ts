import type { VerdictName } from '../clock/judge-times.js';
import type { WireAnswer } from '../engine/answer.js';
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
  readonly type: 'log' | 'zone' | 'restart' | 'minutes' | 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly min: number | null;
  readonly max: number | null;
  readonly maxBytes: number | null;
  readonly example: string | number | null;
  /** A value to begin with. */
  readonly suggestion: WireAnswer | null;
}

/** A question to answer. */
export interface WireQuestion {
  readonly id: string;
  readonly prompt: string;
  readonly help: string | null;
  readonly instructions: readonly string[];
  readonly input: WireInput;
  readonly quickReplies: readonly { readonly label: string; readonly answer: WireAnswer }[];
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

/** A start on the wire. */
export interface WireStart {
  readonly time: string;
  readonly zone: string;
  /** Instant, ISO 8601 in UTC. */
  readonly nextAt: string;
}

/** What was understood of a log. */
export interface WireUnderstood {
  readonly failedAt: readonly string[];
  readonly fault: string;
  readonly confidence: string;
  /** `DMY`, `MDY`, `YMD`, `open`, or null when not told. */
  readonly order: string | null;
  /** `written` in the log, the zone's name, or null while not known. */
  readonly zone: string | null;
  readonly restartAt: readonly string[];
  /** The same in the reader's words, a line each; a sentence has no label. */
  readonly lines: readonly { readonly label: string | null; readonly text: string }[];
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
  readonly answers: Readonly<Record<string, WireAnswer>>;
  /** The answers in the reader's words, in their order. */
  readonly answered: readonly { readonly id: string; readonly prompt: string; readonly text: string }[];
  readonly understood: WireUnderstood | null;
  readonly verdict: {
    readonly name: VerdictName;
    readonly deltaMinutes: number;
    readonly text: string;
    readonly readings: readonly {
      readonly written: string;
      readonly failedAt: string;
      readonly restartAt: string;
      readonly deltaMinutes: number;
      readonly name: VerdictName;
      readonly order: string | null;
    }[];
  } | null;
  readonly schedule: {
    readonly proposed: WireStart;
    readonly alternative: WireStart;
    readonly recommended: 'proposed' | 'alternative';
    readonly consolePath: readonly string[];
  } | null;
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
}
