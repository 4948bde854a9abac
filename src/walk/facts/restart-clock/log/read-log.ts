import { refuse, type AnswerRefusal } from '../../../fact-set.js';
import { type StampParse, formatStamp, type Stamp, stampsIn } from '../clock/stamp.js';
import { assembleReading, type LogParse, commonOrder, type SeenStamp } from './log-reading.js';
import {
  findSignature,
  showsError,
  showsRestart,
  type Fault,
  type Signature,
  foldText,
} from './signatures.js';

interface LogRecord {
  /** Undefined for text before the first timestamp. */
  readonly when: StampParse | undefined;
  /** Folded for matching, a thousand characters at most. */
  readonly text: string;
}

const MAX_TEXT = 1000;
const MAX_FOLLOWING = 4;
const FULL_WIDTH_DIGIT = /[\uff10-\uff19]/;

/** A second timestamp in a line starts a new record if it looks like a lost line break rather than part of a sentence. */
function beginsRecord(line: string, at: number): boolean {
  return (
    at > 0 && /[\s|]/.test(line.charAt(at - 1)) && !/[(:=]\s?$/.test(line.slice(Math.max(0, at - 3), at))
  );
}

/** Split a line into records; text before the first timestamp (list marks, quotes) belongs to it. */
function splitLine(line: string): readonly LogRecord[] {
  const times = [...stampsIn(line)].filter(({ start }, i) => i === 0 || beginsRecord(line, start));
  const [first] = times;
  const lead = line.slice(0, Math.min(first?.start ?? line.length, MAX_TEXT));
  if (first === undefined) return [{ when: undefined, text: lead }];
  return times.map((when, i) => {
    const before = i === 0 ? lead : '';
    const end = Math.min(times[i + 1]?.start ?? line.length, when.end + MAX_TEXT - before.length);
    return { when, text: before + line.slice(when.end, end) };
  });
}

function narrow(line: string): string {
  return line
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}

function* lines(text: string): Generator<string> {
  let from = 0;
  while (from <= text.length) {
    const found = text.indexOf('\n', from);
    const end = found === -1 ? text.length : found;
    const line = text.slice(from, end).trimEnd();
    if (line !== '') yield FULL_WIDTH_DIGIT.test(line.slice(0, 200)) ? narrow(line.slice(0, MAX_TEXT)) : line;
    from = end + 1;
  }
}

/**
 * Split a log into records: each timestamp with its text; lines without one continue the previous record.
 *
 * Linear time for any input.
 *
 * @param text - A log as pasted, a quarter of a megabyte at most.
 */
export function* logRecords(text: string): Generator<LogRecord> {
  let held: LogRecord = { when: undefined, text: '' };
  let following = 0;
  for (const line of lines(text.replaceAll('\r', '\n'))) {
    for (const part of splitLine(line)) {
      if (part.when === undefined && following < MAX_FOLLOWING) {
        held = { when: held.when, text: `${held.text}\n${part.text}`.slice(0, MAX_TEXT) };
        following++;
        continue;
      }
      if (held.when !== undefined || held.text !== '') yield { when: held.when, text: foldText(held.text) };
      held = part;
      following = 0;
    }
  }
  yield { when: held.when, text: foldText(held.text) };
}

type Impossible = Extract<StampParse, { kind: 'impossible' }>;

interface FaultTimes {
  readonly signature: Signature;
  readonly stamps: Stamp[];
  readonly impossible: Impossible[];
}

/** Most bare times, without signs of an error, that are taken as failures typed by a person. */
const MAX_TYPED = 5;

function gather(text: string) {
  const got = {
    seen: new Array<SeenStamp>(),
    bySignature: new Map<Fault, FaultTimes>(),
    errors: new Array<Stamp>(),
    plain: new Array<Stamp>(),
    restarts: new Array<Stamp>(),
    impossible: new Array<Impossible>(),
  };
  for (const { when, text: said } of logRecords(text)) {
    const stamp = when?.kind === 'stamp' ? when.stamp : undefined;
    if (when?.kind === 'stamp') got.seen.push({ stamp: when.stamp, evidence: when.evidence });
    const signature = findSignature(said);
    if (signature !== undefined) {
      const found = got.bySignature.get(signature.fault) ?? { signature, stamps: [], impossible: [] };
      if (stamp !== undefined) found.stamps.push(stamp);
      if (when?.kind === 'impossible') found.impossible.push(when);
      const isSurer = signature.confidence === 'certain';
      got.bySignature.set(signature.fault, isSurer ? { ...found, signature } : found);
    } else if (when?.kind === 'impossible') {
      got.impossible.push(when);
    } else if (stamp !== undefined) {
      if (showsRestart(said)) got.restarts.push(stamp);
      else if (showsError(said)) got.errors.push(stamp);
      else got.plain.push(stamp);
    }
  }
  return got;
}

function refuseStamp({ part, written }: Impossible): AnswerRefusal {
  return refuse(part === 'time' ? 'badTime' : 'badDate', { written });
}

/** The article's own fault takes precedence over related ones. */
function chooseFault(bySignature: ReadonlyMap<Fault, FaultTimes>): FaultTimes | undefined {
  const own = bySignature.get('logon');
  if (own !== undefined) return own;
  const [first, ...others] = bySignature.values();
  return others.reduce(
    (best, next) => (next.stamps.length > (best?.stamps.length ?? 0) ? next : best),
    first,
  );
}

/**
 * Read a pasted log: when it failed, with which fault, on which clock, and which restarts it shows.
 *
 * Only times and the fault's name are kept. Linear time for any input.
 *
 * @param text - At most 256 KB, checked by the caller.
 * @param now - Epoch milliseconds; later failures are rejected.
 * @see docs/decisions/0021-log-reading.md
 */
export function readLog(text: string, now: number): LogParse {
  const got = gather(text);
  const order = commonOrder(got.seen);
  const found = chooseFault(got.bySignature);
  const { restarts } = got;
  if (found !== undefined) {
    const [impossible] = found.impossible;
    if (found.stamps.length === 0 && impossible !== undefined) return refuseStamp(impossible);
    if (found.stamps.length === 0 && found.signature.fault === 'logon') return refuse('noTime');
    const notes = impossible === undefined ? [] : (['someImpossible'] as const);
    return assembleReading({ ...found.signature, failures: found.stamps, restarts, order, notes }, now);
  }
  const [odd] = got.impossible;
  const isTyped = got.plain.length <= MAX_TYPED;
  const failures = got.errors.length > 0 ? got.errors : isTyped ? got.plain : [];
  if (failures.length > 0) {
    const signature = { fault: 'unstated', confidence: 'stated' } as const;
    const notes = odd === undefined ? [] : (['someImpossible'] as const);
    return assembleReading({ ...signature, failures, restarts, order, notes }, now);
  }
  if (odd !== undefined) return refuseStamp(odd);
  const [restart] = restarts;
  if (restart !== undefined) return refuse('onlyRestart', { written: formatStamp(restart) });
  return refuse(got.plain.length > 0 ? 'noFault' : 'noTime');
}
