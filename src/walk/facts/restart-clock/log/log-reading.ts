import type { DateOrder, Stamp } from '../clock/stamp.js';
import type { Confidence, Fault } from './signatures.js';

/** What the reader should know of how a log was read. */
export const LOG_NOTES = ['dateAssumed', 'someImpossible', 'someFuture', 'truncated'] as const;

/** @see LOG_NOTES */
export type LogNote = (typeof LOG_NOTES)[number];

/** What is left of a log once it was read: times and the fault's name, never its text. */
export interface LogReading {
  /** When it failed, newest first, each once. */
  readonly failedAt: readonly Stamp[];
  readonly fault: Fault;
  readonly confidence: Confidence;
  /** The order dates were written in; undefined when open, mixed or not told. */
  readonly order: DateOrder | undefined;
  /** Restarts seen in the same text. */
  readonly restartAt: readonly Stamp[];
  readonly notes: readonly LogNote[];
}

/** Why a text can't be read as a log; keys of the words for faults. */
export type LogFault =
  | { readonly reason: 'binary' | 'noTime' | 'noFault' }
  | { readonly reason: 'onlyRestart' | 'badTime' | 'badDate' | 'future'; readonly written: string }
  | { readonly reason: 'tooLarge'; readonly limit: number };

/** A log read, or why not. */
export type LogParse =
  { readonly ok: true; readonly reading: LogReading } | { readonly ok: false; readonly fault: LogFault };

/** Failures kept of one log; the newest. */
export const MAX_FAILURES = 100;

/** Restarts kept of one log; the first. */
export const MAX_RESTARTS = 20;
