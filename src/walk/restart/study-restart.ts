import { proposeStart } from '../clock/propose-start.js';
import type { AnswerMap, RestartAnswer } from '../engine/answer.js';
import { NO_FINDINGS, type Findings, type Schedule } from '../engine/findings.js';
import type { LogReading } from '../log/log-reading.js';
import { compareFailures, type Comparison } from './compare-failures.js';
import { concludeVerdict, type Conclusion } from './conclude-verdict.js';
import type { RestartBounds } from './restart-bounds.js';
import { suggestRestart, type SuggestedRestart } from './suggest-restart.js';
import { collectWarnings } from './restart-warnings.js';

/** All that the answers of a walk about restarts tell; `undefined` where an answer is still missing. */
export interface RestartStudy {
  readonly log: LogReading | undefined;
  /** True when the log's own lines say every zone. */
  readonly isZoneWritten: boolean;
  readonly comparison: Comparison | undefined;
  readonly conclusion: Conclusion | undefined;
  readonly repeats: 'daily' | 'once';
  readonly period: number | undefined;
  readonly findings: Findings;
}

/** The answers as this study reads them. */
interface Told {
  readonly log: LogReading | undefined;
  readonly zone: string | undefined;
  readonly isZoneUnknown: boolean;
  readonly restart: RestartAnswer | undefined;
  readonly isRestartUnknown: boolean;
  readonly order: 'DMY' | 'MDY' | undefined;
  readonly period: number | undefined;
  readonly isPeriodUnknown: boolean;
  readonly everyRestart: string | undefined;
  /** The first try did not help. */
  readonly hasFailedAgain: boolean;
  /** A run after the change has succeeded. */
  readonly hasWorked: boolean;
}

function readAnswers(answers: AnswerMap): Told {
  const logs = answers.get('logs');
  const zone = answers.get('zone');
  const restart = answers.get('restart');
  const period = answers.get('period');
  const said = (question: string): string | undefined => {
    const answer = answers.get(question);
    return answer?.kind === 'choice' ? answer.option : undefined;
  };
  const order = said('dateOrder');
  return {
    log: logs?.kind === 'log' ? logs.reading : undefined,
    zone: zone?.kind === 'zone' ? zone.zone : undefined,
    isZoneUnknown: zone?.kind === 'unknown',
    restart: restart?.kind === 'restart' ? restart : undefined,
    isRestartUnknown: restart?.kind === 'unknown',
    order: order === 'DMY' || order === 'MDY' ? order : undefined,
    period: period?.kind === 'minutes' ? period.minutes : undefined,
    isPeriodUnknown: period?.kind === 'unknown',
    everyRestart: said('everyRestart'),
    hasFailedAgain: said('worked') === 'no',
    hasWorked: said('worked') === 'yes' || said('worked2') === 'yes',
  };
}

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
  bounds: RestartBounds,
  now: number,
): Schedule | undefined {
  if (conclusion !== 'same' && conclusion !== 'near') return undefined;
  if (told.restart?.repeats === 'once') return undefined;
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
export function studyRestart(answers: AnswerMap, bounds: RestartBounds, now: number): RestartStudy {
  const told = readAnswers(answers);
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
  const findings: Findings = {
    ...NO_FINDINGS,
    understood: told.log,
    verdict: comparison?.verdict,
    bounds,
    schedule,
    suggestedRestart: suggested.restart,
    restart: isRestartKnown ? { time, zone } : undefined,
    logZone: isZoneWritten ? undefined : (told.zone ?? (isZoneAssumed ? zone : undefined)),
    period: told.period ?? (told.isPeriodUnknown ? bounds.usualPeriod : undefined),
    assumptions: listAssumptions(told, isZoneAssumed, suggested),
    warnings: collectWarnings({ ...told, comparison, schedule }),
  };
  return {
    log: told.log,
    isZoneWritten,
    comparison,
    conclusion,
    repeats: told.restart?.repeats ?? 'daily',
    period: told.period,
    findings,
  };
}
