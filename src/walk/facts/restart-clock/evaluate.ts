import { UNKNOWN, type Answers } from '../../fact-set.js';
import {
  type Bounds,
  compareFailures,
  concludeVerdict,
  type Comparison,
  type Conclusion,
} from './compare-failures.js';
import { type ProposedStart, proposeStart } from './clock/daily-restart.js';
import { parseLogAnswer } from './log-answer.js';
import type { LogReading } from './log/log-reading.js';
import { parseRestartAnswer, type RestartAnswer } from './restart-answer.js';
import { formatOffset, formatTime, type DateOrder } from './clock/stamp.js';

export interface Schedule {
  readonly proposed: ProposedStart;
  readonly alternative: ProposedStart;
  /** `alternative` on a second try, or when the failure was near the restart rather than in it. */
  readonly recommended: 'proposed' | 'alternative';
}

type Findings = ReturnType<typeof findOut>;

export interface RestartEvaluation extends Findings {
  /** Names of the warnings that apply. */
  readonly warnings: readonly string[];
}

const DAY_MINUTES = 1440;

/** When each warning applies, most important first. */
const WARNINGS = {
  probableFault: ({ log }) => log?.fault === 'logon' && log.confidence === 'probable',
  unstatedFault: ({ log }) => log?.fault === 'unstated',
  someImpossible: ({ log }) => log?.notes.includes('someImpossible'),
  someFuture: ({ log }) => log?.notes.includes('someFuture'),
  truncated: ({ log }) => log?.notes.includes('truncated'),
  readingsDisagree: ({ comparison }) => comparison?.isMixed,
  timeTwice: ({ comparison }) => comparison?.isTwice,
  timeSkipped: ({ comparison }) => comparison?.isSkipped,
  oneDay: ({ comparison, hasWorked }) => {
    const verdict = comparison?.verdict?.name ?? 'different';
    return !hasWorked && comparison?.days === 1 && verdict !== 'different';
  },
  keepFrequency: ({ schedule, hasWorked }) => schedule !== undefined && !hasWorked,
  restartWorkflow: ({ schedule, hasWorked }) => schedule !== undefined && !hasWorked,
  // Such a period drifts through the day and will meet the restart again.
  periodDrifts: ({ schedule, period = DAY_MINUTES }) =>
    schedule !== undefined && DAY_MINUTES % period !== 0 && period % DAY_MINUTES !== 0,
} satisfies Readonly<Record<string, (found: Findings) => boolean | undefined>>;

export const RESTART_WARNINGS: readonly string[] = Object.keys(WARNINGS);

/** Typed answers; undefined where missing or unknown. */
function readAnswers(answers: Answers, now: number) {
  const text = (question: string): string | undefined => {
    const value = answers.get(question);
    return typeof value === 'string' && value !== UNKNOWN ? value : undefined;
  };
  const isUnknown = (question: string): boolean => answers.get(question) === UNKNOWN;
  const logs = answers.get('logs');
  const log = typeof logs === 'object' ? parseLogAnswer(logs, Infinity, now) : undefined;
  const restart = parseRestartAnswer(answers.get('restart'));
  const period = answers.get('period');
  const written = text('dateOrder');
  const order: DateOrder | undefined = written === 'DMY' || written === 'MDY' ? written : undefined;
  return {
    log: log?.ok === true ? log.reading : undefined,
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
    hasWorked: text('worked') === 'yes' || text('worked2') === 'yes',
  };
}

type GivenAnswers = ReturnType<typeof readAnswers>;

/** The zone of a restart given without one: the log's, by name or offset. */
function fallbackZone({ zone, log }: GivenAnswers): string {
  const offset = log?.failedAt[0]?.offset ?? 0;
  return zone ?? (offset === 0 ? 'UTC' : formatOffset(offset));
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

/** What the answers amount to; undefined where an answer is missing. */
function findOut(answers: Answers, bounds: Bounds, now: number) {
  const given = readAnswers(answers, now);
  const { log } = given;
  const isOwnFault = log?.fault === 'logon' || log?.fault === 'unstated';
  const failures = isOwnFault ? log.failedAt : [];
  const isZoneWritten = failures.every((stamp) => stamp.offset !== undefined);
  const seen = log === undefined ? undefined : seenTime(log);
  const suggestedRestart: RestartAnswer = {
    time: seen ?? bounds.usualRestart,
    zone: given.zone,
    kind: 'daily',
  };
  const isRestartKnown = given.restart !== undefined || given.isRestartUnknown;
  const { time, zone = fallbackZone(given), date } = given.restart ?? suggestedRestart;
  const restart = { time, zone, date };
  const isZoneKnown = isZoneWritten || given.zone !== undefined || given.isZoneUnknown;
  const isZoneAssumed = !isZoneWritten && given.zone === undefined && given.isZoneUnknown;
  const comparison =
    failures.length > 0 && isZoneKnown && isRestartKnown
      ? compareFailures(failures, { restart, zone: given.zone ?? zone, order: given.order, bounds })
      : undefined;
  const assumed = { zone: isZoneAssumed, restart: given.isRestartUnknown };
  const conclusion = concludeVerdict(comparison, assumed, bounds);
  return {
    log,
    /** True when every log line states its zone. */
    isZoneWritten,
    comparison,
    conclusion,
    repeats: given.restart?.kind ?? 'daily',
    schedule: planStart(comparison, conclusion, restart, given, bounds, now),
    /** The restart to suggest, or the one assumed. */
    suggestedRestart,
    /** The restart used: answered or assumed. */
    restart: isRestartKnown ? { time, zone } : undefined,
    /** The log's assumed zone; undefined when its lines state it. */
    logZone: isZoneWritten ? undefined : (given.zone ?? (isZoneAssumed ? zone : undefined)),
    /** Minutes between runs, answered or assumed. */
    period: given.period ?? (given.isPeriodUnknown ? bounds.usualPeriod : undefined),
    /** True once a run after the change has succeeded. */
    hasWorked: given.hasWorked,
    bounds,
    /** Names of the assumptions that apply. */
    assumptions: [
      ...(isZoneAssumed ? ['logZone'] : []),
      ...(given.isRestartUnknown ? [seen === undefined ? 'restartUsual' : 'restartSeen'] : []),
      ...(given.restart !== undefined && given.restart.zone === undefined ? ['restartZone'] : []),
      ...(log?.notes.includes('dateAssumed') === true ? ['date'] : []),
      ...(given.isPeriodUnknown ? ['period'] : []),
    ],
  };
}

/**
 * Evaluate the answers: verdict, proposed start and assumptions.
 *
 * @param now - Epoch milliseconds; only affects the next start.
 */
export function evaluateRestart(answers: Answers, bounds: Bounds, now: number): RestartEvaluation {
  const found = findOut(answers, bounds, now);
  const warnings = Object.entries(WARNINGS).flatMap(([name, applies]) =>
    applies(found) === true ? [name] : [],
  );
  return { ...found, warnings };
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
