import { refuse, type Parsed } from '../../../fact-set.js';
import { type DateOrder, type Stamp, formatStamp, type Evidence } from '../clock/stamp.js';
import type { Confidence, Fault, Signature } from './signatures.js';

export const LOG_NOTES = ['dateAssumed', 'someImpossible', 'someFuture', 'truncated'] as const;

type LogNote = (typeof LOG_NOTES)[number];

/** A parsed log: times and the fault's name, never its text. */
export interface LogReading {
  /** Failure times, newest first, deduplicated. */
  readonly failedAt: readonly Stamp[];
  readonly fault: Fault;
  readonly confidence: Confidence;
  /** Date order of the log; undefined when ambiguous, mixed or not stated. */
  readonly order: DateOrder | undefined;
  readonly restartAt: readonly Stamp[];
  readonly notes: readonly LogNote[];
}

export type LogParse = Parsed<{ reading: LogReading }>;

/** Most failures kept per log; the newest. */
export const MAX_FAILURES = 100;

/** Most restarts kept per log; the first. */
export const MAX_RESTARTS = 20;

export interface SeenStamp {
  readonly stamp: Stamp;
  readonly evidence: Evidence;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
const TOLERANCE = 5 * MINUTE;
/** Minutes of the zone farthest ahead of UTC. */
const LARGEST_OFFSET = 14 * 60;

/** Evidence for the date order of the text, strongest first. */
const STRENGTH: readonly Evidence[] = ['iso', 'part', 'dots', 'clock'];

/**
 * Determine the date order of a text.
 *
 * @param seen - Every time in the text.
 * @returns Undefined without evidence, or when lines contradict each other.
 */
export function commonOrder(seen: Iterable<SeenStamp>): DateOrder | undefined {
  const votes = new Map<Evidence, Set<DateOrder>>();
  for (const { stamp, evidence } of seen) {
    const [date] = stamp.dates;
    if (date === undefined || evidence === 'none') continue;
    const order = evidence === 'clock' ? 'MDY' : date.order;
    votes.set(evidence, (votes.get(evidence) ?? new Set()).add(order));
  }
  const strongest = STRENGTH.map((evidence) => votes.get(evidence)).find((orders) => orders !== undefined);
  const [order, ...others] = strongest ?? [];
  return others.length === 0 ? order : undefined;
}

/** Resolve an ambiguous date by order; other stamps are unchanged. */
function settleOrder(stamp: Stamp, order: DateOrder | undefined): Stamp {
  const date = stamp.dates.find((dated) => dated.order === order);
  return date === undefined || stamp.dates.length === 1 ? stamp : { ...stamp, dates: [date] };
}

/**
 * Drop dates that are in the future in every time zone.
 *
 * @param now - Epoch milliseconds.
 * @returns Undefined when nothing is left.
 */
function dropFuture(stamp: Stamp, now: number): Stamp | undefined {
  const { dates, time, offset = LARGEST_OFFSET } = stamp;
  if (dates.length === 0) return stamp;
  const past = dates.filter(({ day }) => day + time - offset * MINUTE <= now + TOLERANCE);
  return past.length === 0 ? undefined : { ...stamp, dates: past };
}

/** Assign a bare time to the last day on which it has passed. */
function assumeDay(stamp: Stamp, now: number): Stamp {
  const today = now - (now % DAY);
  const isPast = today + stamp.time - (stamp.offset ?? 0) * MINUTE <= now;
  return { ...stamp, dates: [{ order: 'YMD', day: isPast ? today : today - DAY }] };
}

/** Deduplicate, oldest first by local clock. */
function distinctOldestFirst(stamps: readonly Stamp[]): readonly Stamp[] {
  const clock = ({ dates, time, offset = 0 }: Stamp): number => (dates[0]?.day ?? 0) + time - offset * MINUTE;
  const distinct = new Map(stamps.map((stamp) => [formatStamp(stamp), stamp]));
  return [...distinct.values()].sort((a, b) => clock(a) - clock(b));
}

/** Raw findings from a text or a chatbot's list. */
interface RawReading extends Signature {
  readonly failures: readonly Stamp[];
  readonly restarts: readonly Stamp[];
  readonly order: DateOrder | undefined;
  readonly notes: readonly LogNote[];
}

function orderOf(stamps: readonly Stamp[]): DateOrder | undefined {
  const orders = new Set(
    stamps.map((stamp) => (stamp.dates.length === 1 ? stamp.dates[0]?.order : undefined)),
  );
  const [order, ...others] = orders;
  return others.length === 0 ? order : undefined;
}

/** A resolved date loses its order, which the reading states once. */
function asRead(stamp: Stamp): Stamp {
  const [date, other] = stamp.dates;
  return date === undefined || other !== undefined
    ? stamp
    : { ...stamp, dates: [{ order: 'YMD', day: date.day }] };
}

/**
 * Resolve a log's times: date order, missing days, no future, deduplicated, newest first.
 *
 * @param now - Epoch milliseconds.
 */
export function assembleReading(raw: RawReading, now: number): LogParse {
  const notes = new Set(raw.notes);
  const failures: Stamp[] = [];
  let future: Stamp | undefined;
  for (const seen of raw.failures) {
    const settled = dropFuture(settleOrder(seen, raw.order), now);
    if (settled === undefined) {
      future = seen;
    } else if (settled.dates.length === 0) {
      notes.add('dateAssumed');
      failures.push(assumeDay(settled, now));
    } else {
      failures.push(settled);
    }
  }
  if (future !== undefined) {
    if (failures.length === 0) return refuse('future', { written: formatStamp(future) });
    notes.add('someFuture');
  }
  const distinct = distinctOldestFirst(failures).toReversed();
  if (distinct.length > MAX_FAILURES) notes.add('truncated');
  const failedAt = distinct.slice(0, MAX_FAILURES);
  return {
    ok: true,
    reading: {
      failedAt: failedAt.map(asRead),
      fault: raw.fault,
      confidence: raw.confidence,
      order: notes.has('dateAssumed') ? undefined : orderOf(failedAt),
      restartAt: distinctOldestFirst(
        raw.restarts.map((stamp) => asRead(settleOrder(stamp, raw.order))),
      ).slice(0, MAX_RESTARTS),
      notes: [...notes].sort(),
    },
  };
}
