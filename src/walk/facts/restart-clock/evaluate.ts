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

/** The evaluation of a restart walk; undefined where an answer is missing. */
export interface RestartEvaluation {
  readonly log: LogReading | undefined;
  /** True when every log line states its zone. */
  readonly isZoneWritten: boolean;
  readonly comparison: Comparison | undefined;
  readonly conclusion: Conclusion | undefined;
  readonly repeats: 'daily' | 'once';
  readonly verdict: Verdict | undefined;
  readonly schedule: Schedule | undefined;
  /** The restart to suggest, or the one assumed. */
  readonly suggestedRestart: RestartAnswer;
  /** The restart used: answered or assumed. */
  readonly restart: { readonly time: string; readonly zone: string } | undefined;
  /** The log's assumed zone; undefined when its lines state it. */
  readonly logZone: string | undefined;
  /** Minutes between runs, answered or assumed. */
  readonly period: number | undefined;
  /** True once a run after the change has succeeded. */
  readonly hasWorked: boolean;
  /** The bounds used for the verdict. */
  readonly bounds: Bounds;
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
}

function readLogValue(value: AnswerValue | undefined, now: number): LogReading | undefined {
  if (typeof value !== 'object') return undefined;
  const parsed = parseLogAnswer(value, Infinity, now);
  return parsed.ok ? parsed.reading : undefined;
}

/** Typed answers; undefined where missing or unknown. */
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

type GivenAnswers = ReturnType<typeof readAnswers>;

function isOwnFault(log: LogReading): boolean {
  return log.fault === 'logon' || log.fault === 'unstated';
}

/** The zone of a restart given without one: the log's, by name or offset. */
function fallbackZone(given: GivenAnswers): string {
  const offset = given.log?.failedAt[0]?.offset;
  if (given.zone !== undefined || offset === undefined || offset === 0) return given.zone ?? 'UTC';
  const size = Math.abs(offset);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

function planStart(
  comparison: Comparison | undefined,
  conclusion: Conclusion | undefined,
  restart: { readonly time: string; readonly zone: string },
  given: GivenAnswers,
  bounds: Bounds,
  now: number,
): Schedule | undefined {
  if (conclusion !== 'same' && conclusion !== 'near') return undefined;
  if (given.restart?.kind === 'once') return undefined;
  if (conclusion === 'near' && comparison?.days === 1 && given.everyRestart === 'no') return undefined;
  if (given.period === undefined && !given.isPeriodUnknown) return undefined;
  if ((given.period ?? bounds.usualPeriod) < bounds.shortestPeriod) return undefined;
  return {
    proposed: proposeStart(restart, bounds.proposed, now),
    alternative: proposeStart(restart, bounds.alternative, now),
    recommended: conclusion === 'near' || given.hasFailedAgain ? 'alternative' : 'proposed',
  };
}

function listAssumptions(
  given: GivenAnswers,
  isZoneAssumed: boolean,
  suggested: SuggestedRestart,
): readonly string[] {
  const isRestartZoneAssumed = given.restart !== undefined && given.restart.zone === undefined;
  return [
    ...(isZoneAssumed ? ['logZone'] : []),
    ...(given.isRestartUnknown ? [suggested.isSeen ? 'restartSeen' : 'restartUsual'] : []),
    ...(isRestartZoneAssumed ? ['restartZone'] : []),
    ...(given.log?.notes.includes('dateAssumed') === true ? ['date'] : []),
    ...(given.isPeriodUnknown ? ['period'] : []),
  ];
}

/**
 * Evaluate the answers: verdict, proposed start and assumptions.
 *
 * @param now - Epoch milliseconds; only affects the next start.
 */
export function evaluateRestart(answers: Answers, bounds: Bounds, now: number): RestartEvaluation {
  const given = readAnswers(answers, now);
  const failures = given.log !== undefined && isOwnFault(given.log) ? given.log.failedAt : [];
  const isZoneWritten = failures.every((stamp) => stamp.offset !== undefined);
  const suggested = suggestRestart(given.log, given.zone, bounds.usualRestart);
  const isRestartKnown = given.restart !== undefined || given.isRestartUnknown;
  const { time, zone = fallbackZone(given), date } = given.restart ?? suggested.restart;
  const restart = { time, zone, date };
  const isZoneKnown = isZoneWritten || given.zone !== undefined || given.isZoneUnknown;
  const isZoneAssumed = !isZoneWritten && given.zone === undefined && given.isZoneUnknown;
  const comparison =
    failures.length > 0 && isZoneKnown && isRestartKnown
      ? compareFailures(failures, { restart, zone: given.zone ?? zone, order: given.order, bounds })
      : undefined;
  const assumed = { zone: isZoneAssumed, restart: given.isRestartUnknown };
  const conclusion = concludeVerdict(comparison, assumed, bounds);
  const schedule = planStart(comparison, conclusion, restart, given, bounds, now);
  return {
    log: given.log,
    isZoneWritten,
    comparison,
    conclusion,
    repeats: given.restart?.kind ?? 'daily',
    verdict: comparison?.verdict,
    schedule,
    suggestedRestart: suggested.restart,
    restart: isRestartKnown ? { time, zone } : undefined,
    logZone: isZoneWritten ? undefined : (given.zone ?? (isZoneAssumed ? zone : undefined)),
    period: given.period ?? (given.isPeriodUnknown ? bounds.usualPeriod : undefined),
    hasWorked: given.hasWorked,
    bounds,
    assumptions: listAssumptions(given, isZoneAssumed, suggested),
    warnings: collectWarnings({ ...given, comparison, schedule }),
  };
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Stop and start events this close together belong to one restart. */
const SPAN = 10 * MINUTE;

/** The most frequent time of day of restarts in the log, by its own clock. */
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

/** A suggested restart and its origin. */
interface SuggestedRestart {
  readonly restart: RestartAnswer;
  /** True when seen in the log; false for the default. */
  readonly isSeen: boolean;
}

/**
 * Suggest a restart: the one seen in the log, else the default.
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
