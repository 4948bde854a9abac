import { formatStamp, type DateOrder, type Stamp } from '../clock/stamp.js';
import type { Evidence } from '../clock/parse-stamp.js';

/** A stamp with what settled its order. */
export interface SeenStamp {
  readonly stamp: Stamp;
  readonly evidence: Evidence;
}

const DAY = 86_400_000;
/** Clocks go wrong by some minutes. */
const TOLERANCE = 5 * 60_000;

/** What settles the order of the whole text, strongest first. */
const STRENGTH: readonly Evidence[] = ['iso', 'part', 'dots', 'clock'];

/**
 * Find the one order in which a text writes its dates.
 *
 * @param seen - Every time in the text.
 * @returns Undefined when nothing tells, or lines contradict each other.
 */
export function commonOrder(seen: Iterable<SeenStamp>): DateOrder | undefined {
  const votes = new Map<Evidence, Set<DateOrder>>();
  for (const { stamp, evidence } of seen) {
    const [date] = stamp.dates;
    if (date === undefined || evidence === 'none') continue;
    const order = evidence === 'clock' ? 'MDY' : date.order;
    const orders = votes.get(evidence);
    if (orders === undefined) votes.set(evidence, new Set([order]));
    else orders.add(order);
  }
  const strongest = STRENGTH.map((evidence) => votes.get(evidence)).find((orders) => orders !== undefined);
  const [order, ...others] = strongest ?? [];
  return others.length === 0 ? order : undefined;
}

/** Take the one of two open dates that has this order; a stamp without such stays as it is. */
export function settleOrder(stamp: Stamp, order: DateOrder | undefined): Stamp {
  const date = stamp.dates.find((dated) => dated.order === order);
  return date === undefined || stamp.dates.length === 1 ? stamp : { ...stamp, dates: [date] };
}

/**
 * Drop the dates that lie in the future wherever on earth the log was written.
 *
 * @param now - Epoch milliseconds.
 * @returns Undefined when nothing is left.
 */
export function dropFuture(stamp: Stamp, now: number): Stamp | undefined {
  if (stamp.dates.length === 0) return stamp;
  const dates = stamp.dates.filter(
    (date) => (earliestInstant({ ...stamp, dates: [date] }) ?? 0) <= now + TOLERANCE,
  );
  return dates.length === 0 ? undefined : { ...stamp, dates };
}

/** Give a bare time the last day on which it was past. */
export function assumeDay(stamp: Stamp, now: number): Stamp {
  const today = now - (now % DAY);
  const isPast = today + stamp.time - (stamp.offset ?? 0) * 60_000 <= now;
  return { ...stamp, dates: [{ order: 'YMD', day: isPast ? today : today - DAY }] };
}

function clock(stamp: Stamp): number {
  return (stamp.dates[0]?.day ?? 0) + stamp.time - (stamp.offset ?? 0) * 60_000;
}

function distinct(stamps: readonly Stamp[]): Stamp[] {
  return [...new Map(stamps.map((stamp) => [formatStamp(stamp), stamp])).values()];
}

/** Each stamp once, oldest first by its own clock. */
export function distinctOldestFirst(stamps: readonly Stamp[]): readonly Stamp[] {
  return distinct(stamps).sort((a, b) => clock(a) - clock(b));
}

/** Each stamp once, newest first by its own clock. */
export function distinctNewestFirst(stamps: readonly Stamp[]): readonly Stamp[] {
  return distinct(stamps).sort((a, b) => clock(b) - clock(a));
}

/**
 * The earliest moment a stamp can mean anywhere on earth, by the earliest of its dates.
 *
 * @returns Epoch milliseconds; undefined for a bare time.
 */
function earliestInstant(stamp: Stamp): number | undefined {
  const days = stamp.dates.map((dated) => dated.day);
  if (days.length === 0) return undefined;
  // The clocks furthest ahead of UTC run 14 hours early.
  return Math.min(...days) + stamp.time - (stamp.offset ?? 14 * 60) * 60_000;
}
