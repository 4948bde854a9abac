import { UNKNOWN, type Answers, type AnswerValue } from '../../fact-set.js';
import {
  type Bounds,
  compareFailures,
  concludeVerdict,
  type Comparison,
  type Conclusion,
  type Verdict,
} from './compare-failures.js';
import { proposeStart } from './clock/daily-restart.js';
import { parseLogAnswer } from './log-answer.js';
import type { LogReading } from './log/log-reading.js';
import { parseRestartAnswer, type RestartAnswer } from './restart-answer.js';
import { collectWarnings, type Schedule } from './warnings.js';
import { formatTime, type DateOrder } from './clock/stamp.js';

/** All that the answers of a walk about restarts tell; `undefined` where an answer is still missing. */
export interface RestartEvaluation {
  readonly log: LogReading | undefined;
  /** True when the log's own lines say every zone. */
  readonly isZoneWritten: boolean;
  readonly comparison: Comparison | undefined;
  readonly conclusion: Conclusion | undefined;
  readonly repeats: 'daily' | 'once';
  readonly verdict: Verdict | undefined;
  readonly schedule: Schedule | undefined;
  /** The restart to offer before it was answered, or the one used instead of an answer. */
  readonly suggestedRestart: RestartAnswer;
  /** The restart reckoned with: answered, or assumed. */
  readonly restart: { readonly time: string; readonly zone: string } | undefined;
  /** The zone the log's clock was taken to keep; undefined when its lines say. */
  readonly logZone: string | undefined;
  /** Minutes between runs, once answered or assumed. */
  readonly period: number | undefined;
  /** True once a run after the change has succeeded. */
  readonly hasWorked: boolean;
  /** The bounds the verdict was drawn by, to show them. */
  readonly bounds: Bounds;
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
}

function readLogValue(value: AnswerValue | undefined, now: number): LogReading | undefined {
  if (typeof value !== 'object') return undefined;
  const parsed = parseLogAnswer(value, Infinity, now);
  return parsed.ok ? parsed.reading : undefined;
}

/** The answers as this evaluation reads them; undefined where one is missing or unknown. */
function readAnswers(answers: Answers, now: number) {
  const text = (question: string): string | undefined => {
    const value = answers.get(question);
    return typeof value === 'string' && value !== UNKNOWN ? value : undefined;
  };
  const isUnknown = (question: string): boolean => answers.get(question) === UNKNOWN;
  const restart = parseRestartAnswer(answers.get('restart'));
  const period = answers.get('period');
  const written = text('dateOrder');
  const order: DateOrder | undefined = written === 'DMY' || written === 'MDY' ? written : undefined;
  return {
    log: readLogValue(answers.get('logs'), now),
    zone: text('zone'),
    isZoneUnknown: isUnknown('zone'),
    restart: restart.ok ? restart.restart : undefined,
    isRestartUnknown: isUnknown('restart'),
    order,
    period: typeof period === 'number' ? period : undefined,
    isPeriodUnknown: isUnknown('period'),
    everyRestart: text('everyRestart'),
    /** The first try did not help. */
    hasFailedAgain: text('worked') === 'no',
    /** A run after the change has succeeded. */
    hasWorked: text('worked') === 'yes' || text('worked2') === 'yes',
  };
}

type Told = ReturnType<typeof readAnswers>;

function isOwnFault(log: LogReading): boolean {
  return log.fault === 'logon' || log.fault === 'unstated';
}

/** A zone for a restart whose zone nobody told: the log's, by name or by the offset its lines show. */
function fallbackZone(told: Told): string {
  const offset = told.log?.failedAt[0]?.offset;
  if (told.zone !== undefined || offset === undefined || offset === 0) return told.zone ?? 'UTC';
  const size = Math.abs(offset);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

function planStart(
  comparison: Comparison | undefined,
  conclusion: Conclusion | undefined,
  restart: { readonly time: string; readonly zone: string },
  told: Told,
  bounds: Bounds,
  now: number,
): Schedule | undefined {
  if (conclusion !== 'same' && conclusion !== 'near') return undefined;
  if (told.restart?.kind === 'once') return undefined;
  if (conclusion === 'near' && comparison?.days === 1 && told.everyRestart === 'no') return undefined;
  if (told.period === undefined && !told.isPeriodUnknown) return undefined;
  if ((told.period ?? bounds.usualPeriod) < bounds.shortestPeriod) return undefined;
  return {
    proposed: proposeStart(restart, bounds.proposed, now),
    alternative: proposeStart(restart, bounds.alternative, now),
    recommended: conclusion === 'near' || told.hasFailedAgain ? 'alternative' : 'proposed',
  };
}

function listAssumptions(told: Told, isZoneAssumed: boolean, suggested: SuggestedRestart): readonly string[] {
  const isRestartZoneAssumed = told.restart !== undefined && told.restart.zone === undefined;
  return [
    ...(isZoneAssumed ? ['logZone'] : []),
    ...(told.isRestartUnknown ? [suggested.isSeen ? 'restartSeen' : 'restartUsual'] : []),
    ...(isRestartZoneAssumed ? ['restartZone'] : []),
    ...(told.log?.notes.includes('dateAssumed') === true ? ['date'] : []),
    ...(told.isPeriodUnknown ? ['period'] : []),
  ];
}

/**
 * Work out what the answers tell about a failure and a restart: verdict, new start, what was assumed on the way.
 *
 * @param now - Epoch milliseconds; decides only when a start comes next.
 */
export function evaluateRestart(answers: Answers, bounds: Bounds, now: number): RestartEvaluation {
  const told = readAnswers(answers, now);
  const failures = told.log !== undefined && isOwnFault(told.log) ? told.log.failedAt : [];
  const isZoneWritten = failures.every((stamp) => stamp.offset !== undefined);
  const suggested = suggestRestart(told.log, told.zone, bounds.usualRestart);
  const isRestartKnown = told.restart !== undefined || told.isRestartUnknown;
  const { time, zone = fallbackZone(told), date } = told.restart ?? suggested.restart;
  const restart = { time, zone, date };
  const isZoneKnown = isZoneWritten || told.zone !== undefined || told.isZoneUnknown;
  const isZoneAssumed = !isZoneWritten && told.zone === undefined && told.isZoneUnknown;
  const comparison =
    failures.length > 0 && isZoneKnown && isRestartKnown
      ? compareFailures(failures, { restart, zone: told.zone ?? zone, order: told.order, bounds })
      : undefined;
  const assumed = { zone: isZoneAssumed, restart: told.isRestartUnknown };
  const conclusion = concludeVerdict(comparison, assumed, bounds);
  const schedule = planStart(comparison, conclusion, restart, told, bounds, now);
  return {
    log: told.log,
    isZoneWritten,
    comparison,
    conclusion,
    repeats: told.restart?.kind ?? 'daily',
    verdict: comparison?.verdict,
    schedule,
    suggestedRestart: suggested.restart,
    restart: isRestartKnown ? { time, zone } : undefined,
    logZone: isZoneWritten ? undefined : (told.zone ?? (isZoneAssumed ? zone : undefined)),
    period: told.period ?? (told.isPeriodUnknown ? bounds.usualPeriod : undefined),
    hasWorked: told.hasWorked,
    bounds,
    assumptions: listAssumptions(told, isZoneAssumed, suggested),
    warnings: collectWarnings({ ...told, comparison, schedule }),
  };
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Stops and starts of one restart lie this close together. */
const SPAN = 10 * MINUTE;

/** The minute of the day at which restarts in the log begin, in the log's own clock; the most frequent where there are several. */
function seenTime(log: LogReading): string | undefined {
  const counts = new Map<number, number>();
  let begun = -Infinity;
  for (const stamp of log.restartAt) {
    const at = (stamp.dates[0]?.day ?? 0) + stamp.time;
    if (at - begun < SPAN) continue;
    begun = at;
    const minute = Math.floor((at % DAY) / MINUTE) * MINUTE;
    counts.set(minute, (counts.get(minute) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best === undefined ? undefined : formatTime(best[0]).slice(0, 5);
}

/** A restart to offer, and where it is from. */
interface SuggestedRestart {
  readonly restart: RestartAnswer;
  /** True when the log itself shows it; false for the product's default. */
  readonly isSeen: boolean;
}

/**
 * Offer a restart before it is known: the one the log shows, else the product's default.
 *
 * @param zone - The log's zone; undefined while not known.
 * @param usual - The default, `HH:mm`.
 */
function suggestRestart(
  log: LogReading | undefined,
  zone: string | undefined,
  usual: string,
): SuggestedRestart {
  const seen = log === undefined ? undefined : seenTime(log);
  const time = seen ?? usual;
  return {
    restart: { time, zone, kind: 'daily', date: undefined },
    isSeen: seen !== undefined,
  };
}
