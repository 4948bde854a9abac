import type { DateOrder, Stamp } from './stamp.js';
import { localInstants } from './zone-clock.js';

/** The moments a stamp may mean. */
interface StampInstants {
  /** Epoch milliseconds; two on the night the clocks go back. */
  readonly instants: readonly [number, ...number[]];
  readonly isSkipped: boolean;
}

/**
 * Turn a stamp into moments. An offset written in it wins over any zone given.
 *
 * @param order - Which of a stamp's dates to take where two are open; the first when it has no such.
 * @param zone - The log's zone.
 * @returns Undefined for a bare time, which has no day.
 */
export function stampInstants(
  stamp: Stamp,
  order: DateOrder | undefined,
  zone: string,
): StampInstants | undefined {
  const date = stamp.dates.find((dated) => dated.order === order) ?? stamp.dates[0];
  if (date === undefined) return undefined;
  const local = date.day + stamp.time;
  if (stamp.offset === undefined) return localInstants(local, zone);
  return { instants: [local - stamp.offset * 60_000], isSkipped: false };
}

/**
 * The earliest moment a stamp can mean anywhere on earth, by the earliest of its dates.
 *
 * @returns Epoch milliseconds; undefined for a bare time.
 */
export function earliestInstant(stamp: Stamp): number | undefined {
  const days = stamp.dates.map((dated) => dated.day);
  if (days.length === 0) return undefined;
  // The clocks furthest ahead of UTC run 14 hours early.
  return Math.min(...days) + stamp.time - (stamp.offset ?? 14 * 60) * 60_000;
}
