import { formatStamp } from '../clock/stamp.js';
import type { Answer } from '../engine/answer.js';
import { UNKNOWN, type QuestionInput } from '../engine/question-input.js';
import type { WalkState } from '../engine/walk-state.js';
import type { LogReading } from '../log/log-reading.js';
import type { Walk } from '../walk.js';

/** The query parameter that carries the walk's version. */
const VERSION_PARAMETER = 'v';

/** A date whose order is open is written with a space; in an address a `T` reads the same. */
function writeTimes(log: LogReading['failedAt']): string {
  return log.map((stamp) => formatStamp(stamp).replace(' ', 'T')).join(',');
}

function writeLog(reading: LogReading): string {
  return [
    writeTimes(reading.failedAt),
    ...(reading.fault === 'unstated' ? [] : [`fault.${reading.fault}`]),
    ...(reading.confidence === 'probable' ? [`confidence.${reading.confidence}`] : []),
    ...(reading.order === undefined ? [] : [`order.${reading.order}`]),
    ...(reading.restartAt.length === 0 ? [] : [`restartAt.${writeTimes(reading.restartAt)}`]),
    ...(reading.notes.length === 0 ? [] : [`notes.${reading.notes.join(',')}`]),
  ].join(';');
}

function writeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'unknown':
      return UNKNOWN;
    case 'choice':
      return answer.option;
    case 'minutes':
      return String(answer.minutes);
    case 'zone':
      return answer.zone;
    case 'restart': {
      const day = answer.date === undefined ? [] : [answer.date];
      return [answer.time, answer.zone ?? '', answer.repeats, ...day].join(',');
    }
    case 'log':
      return writeLog(answer.reading);
  }
}

/** Keep the signs an address can show as they are, so that people can read it. */
function escapeValue(text: string): string {
  return encodeURIComponent(text).replace(/%(?:3A|2F|2C|3B)/g, (code) => decodeURIComponent(code));
}

/**
 * Write the answers of a state as a query string: `v=1&logs=2022-08-19T06:00:12;fault.logon&zone=Europe/Berlin`.
 *
 * The same answers always give the same string; it holds times and names, never a log's text.
 *
 * @returns Without the question mark.
 */
export function encodeAnswers(state: Pick<WalkState, 'walk' | 'answers'>): string {
  const pairs = [...state.answers].map(
    ([id, answer]) => `${encodeURIComponent(id)}=${escapeValue(writeAnswer(answer))}`,
  );
  return [`${VERSION_PARAMETER}=${state.walk.version}`, ...pairs].join('&');
}

function readLog(text: string): unknown {
  const [times = '', ...rest] = text.split(';');
  const list = (part: string): readonly string[] => (part === '' ? [] : part.split(','));
  const members = rest.map((part): [string, unknown] => {
    const at = part.indexOf('.');
    const name = part.slice(0, at === -1 ? undefined : at);
    const value = at === -1 ? '' : part.slice(at + 1);
    return [name, name === 'restartAt' || name === 'notes' ? list(value) : value];
  });
  return Object.fromEntries([['failedAt', list(times)], ...members]);
}

function readRestart(text: string): unknown {
  const [time = '', zone = '', kind = 'daily', date, ...more] = text.split(',');
  if (more.length > 0) return text;
  return {
    time,
    ...(zone === '' ? {} : { zone }),
    kind,
    ...(date === undefined ? {} : { date }),
  };
}

function readValue(input: QuestionInput, text: string): unknown {
  if (text === UNKNOWN) return text;
  if (input.type === 'log') return readLog(text);
  return input.type === 'restart' ? readRestart(text) : text;
}

/** What a query string holds, to be handed to `advance`. */
export interface DecodedQuery {
  readonly submission: { readonly answers: Readonly<Record<string, unknown>>; readonly version?: string };
  /** Parameters that are no question of this walk, the version left out. */
  readonly unknown: readonly string[];
}

/**
 * Read what {@link encodeAnswers} wrote; anything else becomes an answer that `advance` refuses with a reason.
 *
 * @param ignored - Parameters that belong to the page, not to the walk.
 */
export function decodeAnswers(
  walk: Walk,
  query: URLSearchParams,
  ignored: readonly string[] = [],
): DecodedQuery {
  const answers = new Map<string, unknown>();
  const unknown: string[] = [];
  for (const [name, text] of query) {
    const node = walk.nodes.get(name);
    if (node?.kind === 'question') answers.set(name, readValue(node.input, text));
    else if (name !== VERSION_PARAMETER && !ignored.includes(name)) unknown.push(name);
  }
  const version = query.get(VERSION_PARAMETER);
  return {
    submission: { answers: Object.fromEntries(answers), ...(version === null ? {} : { version }) },
    unknown,
  };
}
