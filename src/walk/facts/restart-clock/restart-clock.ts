import { type FactSet, type FactSetModule, UNKNOWN, type AnswerValue } from '../../fact-set.js';
import { BOUNDS, type Bounds, CONCLUSIONS } from './compare-failures.js';
import { evaluateRestart, RESTART_WARNINGS, type RestartEvaluation } from './evaluate.js';
import { RESTART_INPUTS } from './inputs.js';
import { FAULTS } from './log/signatures.js';
import { presentRestart, RESTART_MEMBERS } from './present.js';
import { RESTART_ANSWER_MEMBERS, restartValue, parseRestartAnswer, parseZoneName } from './restart-answer.js';
import { RESTART_WORDS } from './formats.js';
import { LOG_MEMBERS, logValue, parseLogAnswer } from './log-answer.js';

/** A word for a restart in the UI's languages, followed by a time. */
const RESTART =
  /(?:restart|reboot|neustart|neu start|redémarr|rein[ií]ci|riavvi|herstart|opnieuw|omstart|startas om|再起動|재시작|재부팅|重启|重新启动|重啟|重新啟動)[^.\n\d]{0,40}?(\d{1,2}:\d{2}(?::\d{2})?)/i;
const ZONE =
  /\b((?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[A-Z][A-Za-z_]{1,30}(?:\/[A-Z][A-Za-z_]{1,30})?|UTC)\b/;
const PERIOD =
  /(?:every|alle|toutes les|cada|ogni|elke|varje|var)\s{1,3}(\d{1,4})\s{0,3}(?:min)|(\d{1,4})\s{0,3}(?:分ごと|분마다|分钟|分鐘)/i;
const HOURLY =
  /\b(?:hourly|every hour|stündlich|toutes les heures|cada hora|ogni ora|elk uur|varje timme)\b|1\s?時間ごと|매시간|每小时|每小時/i;

/**
 * Extract answers from a ticket's text; a log only if it shows a known fault.
 *
 * @param text - As pasted; only times and names are returned.
 * @param now - Epoch milliseconds.
 */
function readTicket(text: string, now: number): Readonly<Record<string, AnswerValue>> {
  const log = parseLogAnswer(text, Infinity, now);
  if (!log.ok || log.reading.fault === 'unstated') return {};
  const zone = ZONE.exec(text)?.[1];
  const named = zone === undefined ? undefined : parseZoneName(zone);
  const time = RESTART.exec(text)?.[1];
  const restart = time === undefined ? undefined : parseRestartAnswer({ time, zone: zone ?? UNKNOWN });
  const [, minutes, east] = PERIOD.exec(text) ?? [];
  const period = HOURLY.test(text) ? 60 : Number(minutes ?? east ?? 0);
  return {
    logs: logValue(log.reading),
    ...(named?.ok === true && { zone: named.zone }),
    ...(restart?.ok === true && { restart: restartValue(restart.restart) }),
    ...(period > 0 && { period }),
  };
}

const NAME = 'restart-clock';

/** Each fact: its possible results, and the one the answers give. */
const FACTS: Readonly<
  Record<
    string,
    { readonly results: readonly string[]; readonly conclude: (found: RestartEvaluation) => string }
  >
> = {
  fault: { results: FAULTS, conclude: ({ log }) => log?.fault ?? 'unstated' },
  zone: {
    results: ['written', 'open'],
    conclude: ({ isZoneWritten }) => (isZoneWritten ? 'written' : 'open'),
  },
  order: {
    results: ['settled', 'open'],
    conclude: ({ comparison }) => (comparison?.isOrderOpen === true ? 'open' : 'settled'),
  },
  verdict: { results: CONCLUSIONS, conclude: ({ conclusion }) => conclusion ?? 'orderOpen' },
  repeats: { results: ['daily', 'once'], conclude: ({ repeats }) => repeats },
  recurrence: {
    results: ['shown', 'open'],
    conclude: ({ comparison }) => ((comparison?.days ?? 0) > 1 ? 'shown' : 'open'),
  },
  period: {
    results: ['free', 'short'],
    conclude: ({ period, bounds }) =>
      (period ?? bounds.usualPeriod) < bounds.shortestPeriod ? 'short' : 'free',
  },
  tries: {
    results: ['second', 'last'],
    conclude: ({ conclusion }) => (conclusion === 'same' ? 'second' : 'last'),
  },
};

const QUESTIONS: ReadonlyMap<string, string> = new Map([
  ['logs', 'log'],
  ['zone', 'zone'],
  ['restart', 'restart'],
  ['dateOrder', 'choice'],
  ['everyRestart', 'choice'],
  ['period', 'minutes'],
  ['worked', 'choice'],
]);

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

function createFactSet(bounds: Bounds): FactSet {
  return {
    name: NAME,
    results: new Map(Object.entries(FACTS).map(([fact, { results }]) => [fact, results])),
    questions: QUESTIONS,
    sentences: SENTENCES,
    placeholders: PLACEHOLDERS,
    reasons: (language) => RESTART_WORDS.in(language).reasons,
    evaluate: (answers, now) => {
      const found = evaluateRestart(answers, bounds, now);
      const hasOpenDates = found.log?.failedAt.some((stamp) => stamp.dates.length > 1) === true;
      return {
        conclude: (fact) => FACTS[fact]?.conclude(found) ?? '',
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

/** The fact set of walks that compare failures with a server's daily restart and propose a later start. */
export const restartClock: FactSetModule = {
  name: NAME,
  facts: BOUNDS.transform(createFactSet),
  inputs: RESTART_INPUTS,
  members: RESTART_MEMBERS,
  readText: readTicket,
  answerMembers: { ...LOG_MEMBERS, ...RESTART_ANSWER_MEMBERS },
  uploads: ['logs'],
};
