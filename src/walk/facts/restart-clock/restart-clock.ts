import type { FactSet, FactSetModule } from '../../fact-set.js';
import { BOUNDS, type Bounds } from './bounds.js';
import { CONCLUSIONS } from './compare-failures.js';
import { evaluateRestart, type RestartEvaluation } from './evaluate.js';
import { RESTART_INPUTS } from './inputs.js';
import { FAULTS } from './log/signatures.js';
import { presentRestart, RESTART_MEMBERS } from './present.js';
import { readTicket } from './read-text.js';
import { restartValue } from './restart-answer.js';
import { RESTART_WARNINGS } from './warnings.js';
import { RESTART_WORDS } from './words.js';

const NAME = 'restart-clock';

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

const QUESTIONS: ReadonlyMap<string, string> = new Map([
  ['logs', 'log'],
  ['zone', 'zone'],
  ['restart', 'restart'],
  ['dateOrder', 'choice'],
  ['everyRestart', 'choice'],
  ['period', 'minutes'],
  ['worked', 'choice'],
]);

/** What a walk about restarts takes for granted where it was not told. */
const ASSUMPTIONS = ['logZone', 'restartSeen', 'restartUsual', 'restartZone', 'date', 'period'] as const;

const SENTENCES: readonly string[] = [
  ...['same', 'near', 'different'].map((name) => `verdict.${name}`),
  ...ASSUMPTIONS.map((name) => `assumption.${name}`),
  ...RESTART_WARNINGS.map((name) => `warning.${name}`),
];

const PLACEHOLDERS: readonly string[] = [
  'failedAt',
  'delta',
  'distance',
  'restart',
  'restartZone',
  'logZone',
  'start',
  'startZone',
  'nextAt',
  'proposed',
  'alternative',
  'period',
];

function conclude(fact: string, { log, comparison, ...found }: RestartEvaluation, bounds: Bounds): string {
  switch (fact) {
    case 'fault':
      return log?.fault ?? 'unstated';
    case 'zone':
      return found.isZoneWritten ? 'written' : 'open';
    case 'order':
      return comparison?.isOrderOpen === true ? 'open' : 'settled';
    case 'verdict':
      return found.conclusion ?? 'orderOpen';
    case 'repeats':
      return found.repeats;
    case 'recurrence':
      return (comparison?.days ?? 0) > 1 ? 'shown' : 'open';
    case 'period':
      return (found.period ?? bounds.usualPeriod) < bounds.shortestPeriod ? 'short' : 'free';
    default:
      return found.conclusion === 'same' ? 'second' : 'last';
  }
}

function createFactSet(bounds: Bounds): FactSet {
  return {
    name: NAME,
    results: RESULTS,
    questions: QUESTIONS,
    sentences: SENTENCES,
    placeholders: PLACEHOLDERS,
    reasons: (language) => RESTART_WORDS.in(language).reasons,
    evaluate: (answers, now) => {
      const found = evaluateRestart(answers, bounds, now);
      const hasOpenDates = found.log?.failedAt.some((stamp) => stamp.dates.length > 1) === true;
      return {
        conclude: (fact) => conclude(fact, found, bounds),
        used: new Set([...(found.isZoneWritten ? [] : ['zone']), ...(hasOpenDates ? ['dateOrder'] : [])]),
        assumptions: found.assumptions,
        warnings: found.warnings,
        suggest: (question) => {
          if (question === 'restart') return [restartValue(found.suggestedRestart)];
          return question === 'zone' && found.restart !== undefined ? [found.restart.zone] : [];
        },
        present: (voice) => presentRestart(found, voice),
      };
    },
  };
}

/** For walks that compare a failure's time with a server's daily restart and move a workflow's start behind it. */
export const restartClock: FactSetModule = {
  name: NAME,
  facts: BOUNDS.transform(createFactSet),
  inputs: RESTART_INPUTS,
  members: RESTART_MEMBERS,
  readText: readTicket,
  uploads: ['logs'],
};
