import { dailyMilliseconds } from './parse-daily-time.js';
import { localInstants, zoneOffset } from './zone-clock.js';

/** When a server restarts, on its own clock. */
export interface RestartTime {
  /** `HH:mm` or `HH:mm:ss` */
  readonly time: string;
  readonly zone: string;
  /** Day of a restart that happened once, `YYYY-MM-DD`; undefined for one that comes every day. */
  readonly date?: string | undefined;
}

const DAY = 86_400_000;

/**
 * Find the restart nearest to a moment: of the day before, the same day or the day after, each on the restart's own clock.
 *
 * A restart the clocks jump over happens after the jump; one whose time comes twice in a night counts both times.
 *
 * @param at - Epoch milliseconds.
 * @returns Epoch milliseconds.
 */
export function nearestRestart(at: number, restart: RestartTime): number {
  const time = dailyMilliseconds(restart.time);
  const shown = at + zoneOffset(at, restart.zone);
  const today = shown - (((shown % DAY) + DAY) % DAY);
  const days =
    restart.date === undefined ? [today - DAY, today, today + DAY] : [Date.parse(`${restart.date}T00:00Z`)];
  const [first = at, ...rest] = days.flatMap((day) => localInstants(day + time, restart.zone).instants);
  return rest.reduce((best, next) => (Math.abs(next - at) < Math.abs(best - at) ? next : best), first);
}
