import type { FactSet } from '../engine/fact-set.js';
import { FAULTS } from '../log/signatures.js';
import { CONCLUSIONS } from './conclude-verdict.js';
import type { RestartBounds } from './restart-bounds.js';
import { RESTART_WARNINGS } from './restart-warnings.js';
import { studyRestart, type RestartStudy } from './study-restart.js';

const RESULTS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['fault', FAULTS],
  ['zone', ['written', 'open']],
  ['order', ['settled', 'open']],
  ['verdict', CONCLUSIONS],
  ['repeats', ['daily', 'once']],
  ['recurrence', ['shown', 'open']],
  ['period', ['free', 'short']],
  ['tries', ['second', 'last']],
]);

/** What a walk about restarts takes for granted where it was not told. */
const RESTART_ASSUMPTIONS = [
  'logZone',
  'restartSeen',
  'restartUsual',
  'restartZone',
  'date',
  'period',
] as const;

const SENTENCES: readonly string[] = [
  ...['same', 'near', 'different'].map((name) => `verdict.${name}`),
  ...RESTART_ASSUMPTIONS.map((name) => `assumption.${name}`),
  ...RESTART_WARNINGS.map((name) => `warning.${name}`),
];

function conclude(fact: string, study: RestartStudy, bounds: RestartBounds): string {
  switch (fact) {
    case 'fault':
      return study.log?.fault ?? 'unstated';
    case 'zone':
      return study.isZoneWritten ? 'written' : 'open';
    case 'order':
      return study.comparison?.isOrderOpen === true ? 'open' : 'settled';
    case 'verdict':
      return study.conclusion ?? 'orderOpen';
    case 'repeats':
      return study.repeats;
    case 'recurrence':
      return (study.comparison?.days ?? 0) > 1 ? 'shown' : 'open';
    case 'period':
      return (study.period ?? bounds.usualPeriod) < bounds.shortestPeriod ? 'short' : 'free';
    default:
      return study.conclusion === 'same' ? 'second' : 'last';
  }
}

/**
 * The facts of a walk that compares a failure's time with a daily restart and moves a workflow's start behind it.
 *
 * @param bounds - From the walk's file.
 */
export function createRestartFacts(bounds: RestartBounds): FactSet {
  return {
    name: 'restart-clock',
    results: RESULTS,
    questions: new Map([
      ['logs', 'log'],
      ['zone', 'zone'],
      ['restart', 'restart'],
      ['dateOrder', 'choice'],
      ['everyRestart', 'choice'],
      ['period', 'minutes'],
      ['worked', 'choice'],
    ]),
    sentences: SENTENCES,
    study: (answers, now) => {
      const study = studyRestart(answers, bounds, now);
      const isZoneUsed = !study.isZoneWritten;
      const hasOpenDates = study.log?.failedAt.some((stamp) => stamp.dates.length > 1) === true;
      return {
        ask: (fact) => conclude(fact, study, bounds),
        findings: study.findings,
        used: new Set([...(isZoneUsed ? ['zone'] : []), ...(hasOpenDates ? ['dateOrder'] : [])]),
      };
    },
  };
}
