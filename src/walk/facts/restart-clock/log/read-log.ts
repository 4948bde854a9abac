import type { StampParse } from '../clock/parse-stamp.js';
import { formatStamp, type Stamp } from '../clock/stamp.js';
import { assembleReading } from './assemble-reading.js';
import type { LogParse } from './log-reading.js';
import { logRecords } from './log-records.js';
import { commonOrder, type SeenStamp } from './settle-stamps.js';
import { findSignature, showsError, showsRestart, type Fault, type Signature } from './signatures.js';

type Impossible = Extract<StampParse, { kind: 'impossible' }>;

/** What one pass over the text gathers. */
interface Gathered {
  readonly seen: SeenStamp[];
  readonly bySignature: Map<Fault, { signature: Signature; stamps: Stamp[]; impossible: Impossible[] }>;
  readonly errors: Stamp[];
  readonly plain: Stamp[];
  readonly restarts: Stamp[];
  readonly impossible: Impossible[];
}

/** Times without any sign of an error are taken as failures only while a person may have typed them. */
const MAX_TYPED = 5;

function gather(text: string): Gathered {
  const got: Gathered = {
    seen: [],
    bySignature: new Map(),
    errors: [],
    plain: [],
    restarts: [],
    impossible: [],
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

function impossibleFault({ part, written }: Impossible): LogParse {
  return { ok: false, fault: { reason: part === 'time' ? 'badTime' : 'badDate', written } };
}

/** A log that shows the article's fault and a neighbour's is about the article's. */
function chooseFault(
  got: Gathered,
): { signature: Signature; stamps: Stamp[]; impossible: Impossible[] } | undefined {
  const own = got.bySignature.get('logon');
  if (own !== undefined) return own;
  const [first, ...others] = got.bySignature.values();
  return others.reduce(
    (best, next) => (next.stamps.length > (best?.stamps.length ?? 0) ? next : best),
    first,
  );
}

const SHORT = 200;
const ODD_TIME = /(?<![\d:])(\d{1,2}:\d{2}(?::\d{2})?)(?!\d)/;
const ODD_DATE = /(?<![\d./])(\d{1,2})[./-](\d{1,2})(?:[./-]\d{2,4})?(?![\d./])/;

/** Somebody typed a few words that hold no whole time: say what is wrong with them rather than that nothing was found. */
function explainShort(text: string): LogParse | undefined {
  if (text.length > SHORT) return undefined;
  const time = ODD_TIME.exec(text)?.[1];
  if (time !== undefined) {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    if (hours > 23 || minutes > 59) return { ok: false, fault: { reason: 'badTime', written: time } };
  }
  const date = ODD_DATE.exec(text);
  if (date === null) return undefined;
  const parts = [Number(date[1]), Number(date[2])];
  const [day, month] = [Math.max(...parts), Math.min(...parts)];
  const isPossible =
    month >= 1 && month <= 12 && day >= 1 && new Date(Date.UTC(2024, month - 1, day)).getUTCDate() === day;
  return isPossible ? undefined : { ok: false, fault: { reason: 'badDate', written: date[0] } };
}

/**
 * Read a pasted log: when it failed, with which fault, on which clock, and which restarts it shows.
 *
 * Nothing of the text is kept but times and the fault's name. Takes time in proportion to the text's length, whatever it holds.
 *
 * @param text - A quarter of a megabyte at most; the caller has checked.
 * @param now - Epoch milliseconds; a failure later than this is refused.
 * @see docs/decisions/0021-log-reading.md
 */
export function readLog(text: string, now: number): LogParse {
  const got = gather(text);
  const order = commonOrder(got.seen);
  const found = chooseFault(got);
  const { restarts } = got;
  if (found !== undefined) {
    const [impossible] = found.impossible;
    if (found.stamps.length === 0 && impossible !== undefined) return impossibleFault(impossible);
    if (found.stamps.length === 0 && found.signature.fault === 'logon')
      return { ok: false, fault: { reason: 'noTime' } };
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
  if (odd !== undefined) return impossibleFault(odd);
  const [restart] = restarts;
  if (restart !== undefined)
    return { ok: false, fault: { reason: 'onlyRestart', written: formatStamp(restart) } };
  return explainShort(text) ?? { ok: false, fault: { reason: got.plain.length > 0 ? 'noFault' : 'noTime' } };
}
