import { formatStamp, type DateOrder, type Stamp } from '../clock/stamp.js';
import type { LogNote, LogParse } from './log-reading.js';
import { MAX_FAILURES, MAX_RESTARTS } from './log-reading.js';
import {
  assumeDay,
  distinctNewestFirst,
  distinctOldestFirst,
  dropFuture,
  settleOrder,
} from './settle-stamps.js';
import type { Signature } from './signatures.js';

/** What a text or a chatbot's list gave. */
interface RawReading extends Signature {
  readonly failures: readonly Stamp[];
  readonly restarts: readonly Stamp[];
  /** How the whole text writes its dates. */
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

/** A settled day is a day; how the log wrote it is told once, by the reading's order. */
function asRead(stamp: Stamp): Stamp {
  const [date, other] = stamp.dates;
  return date === undefined || other !== undefined
    ? stamp
    : { ...stamp, dates: [{ order: 'YMD', day: date.day }] };
}

/**
 * Settle what a log's times can mean: order, days not written, nothing in the future, each once, newest first.
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
    if (failures.length === 0)
      return { ok: false, fault: { reason: 'future', written: formatStamp(future) } };
    notes.add('someFuture');
  }
  const distinct = distinctNewestFirst(failures);
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
