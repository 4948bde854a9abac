import type { VerdictBounds, VerdictName } from '../clock/judge-times.js';
import type { ProposedStart } from '../clock/propose-start.js';
import type { DateOrder } from '../clock/stamp.js';
import type { LogReading } from '../log/log-reading.js';
import type { RestartAnswer } from './answer.js';

/** One failure beside its restart. */
export interface VerdictReading {
  /** The failure as the log has it. */
  readonly written: string;
  /** Epoch milliseconds. */
  readonly failedAt: number;
  readonly restartAt: number;
  readonly deltaMinutes: number;
  readonly name: VerdictName;
  /** How the date was read where it could be read in two ways. */
  readonly order: DateOrder | undefined;
}

/** How the failures stand to the restart. */
export interface Verdict {
  readonly name: VerdictName;
  /** Of the newest failure that has this verdict. */
  readonly deltaMinutes: number;
  /** Every failure, newest first. */
  readonly readings: readonly VerdictReading[];
}

/** Where the workflow's start should go. */
export interface Schedule {
  readonly proposed: ProposedStart;
  readonly alternative: ProposedStart;
  /** The alternative on a second try, or when the failure was near the restart rather than in it. */
  readonly recommended: 'proposed' | 'alternative';
}

/** All a study found, besides the results that choose the way. */
export interface Findings {
  readonly understood: LogReading | undefined;
  readonly verdict: Verdict | undefined;
  readonly schedule: Schedule | undefined;
  /** The restart to offer before it was answered, or the one used instead of an answer. */
  readonly suggestedRestart: RestartAnswer | undefined;
  /** The restart reckoned with: answered, or assumed. */
  readonly restart: { readonly time: string; readonly zone: string } | undefined;
  /** The zone the log's clock was taken to keep; undefined when its lines say. */
  readonly logZone: string | undefined;
  /** Minutes between runs, once answered or assumed. */
  readonly period: number | undefined;
  /** The bounds the verdict was drawn by, to show them. */
  readonly bounds: VerdictBounds | undefined;
  /** What was taken for granted: keys of sentences. */
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
}

/** A study that found nothing. */
export const NO_FINDINGS: Findings = {
  understood: undefined,
  verdict: undefined,
  schedule: undefined,
  suggestedRestart: undefined,
  restart: undefined,
  logZone: undefined,
  period: undefined,
  bounds: undefined,
  assumptions: [],
  warnings: [],
};
