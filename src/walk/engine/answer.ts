import { formatStamp } from '../clock/stamp.js';
import type { LogReading } from '../log/log-reading.js';
import { UNKNOWN } from './question-input.js';

/** When a server restarts, as answered. */
export interface RestartAnswer {
  readonly kind: 'restart';
  /** `HH:mm` or `HH:mm:ss` */
  readonly time: string;
  /** Undefined when only the time is known. */
  readonly zone: string | undefined;
  readonly repeats: 'daily' | 'once';
  /** Day of a restart that happened once, `YYYY-MM-DD`. */
  readonly date: string | undefined;
}

/** A checked answer, the same whatever shape it was sent in. */
export type Answer =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'choice'; readonly option: string }
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'zone'; readonly zone: string }
  | RestartAnswer
  | { readonly kind: 'log'; readonly reading: LogReading };

/** An answer as JSON: normalized, language-neutral, and accepted again as an answer. */
export type WireAnswer = string | number | Readonly<Record<string, string | readonly string[]>>;

/** Answers by question, in the order of the way. */
export type AnswerMap = ReadonlyMap<string, Answer>;

function wireLog(reading: LogReading): WireAnswer {
  return {
    failedAt: reading.failedAt.map(formatStamp),
    ...(reading.fault === 'unstated' ? {} : { fault: reading.fault }),
    ...(reading.confidence === 'probable' ? { confidence: reading.confidence } : {}),
    ...(reading.order === undefined ? {} : { order: reading.order }),
    ...(reading.restartAt.length === 0 ? {} : { restartAt: reading.restartAt.map(formatStamp) }),
    ...(reading.notes.length === 0 ? {} : { notes: reading.notes }),
  };
}

/** Write an answer as JSON; the parts that say nothing are left out. */
export function wireAnswer(answer: Answer): WireAnswer {
  switch (answer.kind) {
    case 'unknown':
      return UNKNOWN;
    case 'choice':
      return answer.option;
    case 'minutes':
      return answer.minutes;
    case 'zone':
      return answer.zone;
    case 'restart':
      return {
        time: answer.time,
        ...(answer.zone === undefined ? {} : { zone: answer.zone }),
        kind: answer.repeats,
        ...(answer.date === undefined ? {} : { date: answer.date }),
      };
    case 'log':
      return wireLog(answer.reading);
  }
}
