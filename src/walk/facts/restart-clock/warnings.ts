import type { ProposedStart } from './clock/daily-restart.js';
import type { Comparison } from './compare-failures.js';
import type { LogReading } from './log/log-reading.js';

/** Proposed start times. */
export interface Schedule {
  readonly proposed: ProposedStart;
  readonly alternative: ProposedStart;
  /** `alternative` on a second try, or when the failure was near the restart rather than in it. */
  readonly recommended: 'proposed' | 'alternative';
}

/** All warnings of a restart walk. */
export const RESTART_WARNINGS = [
  'probableFault',
  'unstatedFault',
  'someImpossible',
  'someFuture',
  'truncated',
  'readingsDisagree',
  'timeTwice',
  'timeSkipped',
  'oneDay',
  'keepFrequency',
  'restartWorkflow',
  'periodDrifts',
] as const;

/** Inputs of the warnings. */
interface WarningGrounds {
  readonly log: LogReading | undefined;
  readonly comparison: Comparison | undefined;
  readonly schedule: Schedule | undefined;
  readonly period: number | undefined;
  /** True once a run after the change has succeeded. */
  readonly hasWorked: boolean;
}

const DAY_MINUTES = 1440;

function applies(warning: (typeof RESTART_WARNINGS)[number], grounds: WarningGrounds): boolean {
  const { log, comparison, schedule, period, hasWorked } = grounds;
  switch (warning) {
    case 'probableFault':
      return log?.fault === 'logon' && log.confidence === 'probable';
    case 'unstatedFault':
      return log?.fault === 'unstated';
    case 'someImpossible':
    case 'someFuture':
    case 'truncated':
      return log?.notes.includes(warning) === true;
    case 'readingsDisagree':
      return comparison?.isMixed === true;
    case 'timeTwice':
      return comparison?.isTwice === true;
    case 'timeSkipped':
      return comparison?.isSkipped === true;
    case 'oneDay':
      return (
        !hasWorked &&
        comparison?.days === 1 &&
        comparison.verdict !== undefined &&
        comparison.verdict.name !== 'different'
      );
    case 'keepFrequency':
    case 'restartWorkflow':
      return schedule !== undefined && !hasWorked;
    case 'periodDrifts':
      // Such a period drifts through the day and will meet the restart again.
      return (
        schedule !== undefined &&
        period !== undefined &&
        DAY_MINUTES % period !== 0 &&
        period % DAY_MINUTES !== 0
      );
  }
}

/**
 * Collect the warnings that apply.
 *
 * @returns Keys of sentences, most important first.
 */
export function collectWarnings(grounds: WarningGrounds): readonly string[] {
  return RESTART_WARNINGS.filter((warning) => applies(warning, grounds));
}
