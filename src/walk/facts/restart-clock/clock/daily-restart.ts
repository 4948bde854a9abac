import { formatTime, parseStamp } from './stamp.js';
import { localInstants, zoneOffset } from './zone-clock.js';

/**
 * Read a time of day as people write it: `6:00`, `06:00:00`, `6:00 AM`.
 *
 * @returns `06:00`, or `06:00:30` where it holds seconds; undefined for anything else, a time with a date or a zone included.
 */
export function parseDailyTime(text: string): string | undefined {
  if (text.length > 20) return undefined;
  const parsed = parseStamp(text.trim());
  if (parsed?.kind !== 'stamp' || parsed.stamp.dates.length > 0 || parsed.stamp.offset !== undefined)
    return undefined;
  return writeDaily(parsed.stamp.time);
}

/** @param time - Milliseconds since midnight. */
function writeDaily(time: number): string {
  const written = formatTime(time - (time % 1000));
  return written.endsWith(':00') ? written.slice(0, 5) : written;
}

/**
 * Milliseconds since midnight of a time {@link parseDailyTime} gave.
 *
 * @param time - `HH:mm` or `HH:mm:ss`.
 */
export function dailyMilliseconds(time: string): number {
  const [hours = '0', minutes = '0', seconds = '0'] = time.split(':');
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

/** When a server restarts, on its own clock. */
export interface RestartTime {
  /** `HH:mm` or `HH:mm:ss` */
  readonly time: string;
  readonly zone: string;
  /** Day of a restart that happened once, `YYYY-MM-DD`; undefined for one that comes every day. */
  readonly date?: string | undefined;
}

const DAY = 86_400_000;

/** Midnight of the day that a zone's clocks show, as if it were UTC. */
function shownDay(at: number, zone: string): number {
  return Math.floor((at + zoneOffset(at, zone)) / DAY) * DAY;
}

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
  const today = shownDay(at, restart.zone);
  const days =
    restart.date === undefined ? [today - DAY, today, today + DAY] : [Date.parse(`${restart.date}T00:00Z`)];
  const [first = at, ...rest] = days.flatMap((day) => localInstants(day + time, restart.zone).instants);
  return rest.reduce((best, next) => (Math.abs(next - at) < Math.abs(best - at) ? next : best), first);
}

/** A start for the workflow, on the restart's own clock so that daylight saving moves both together. */
export interface ProposedStart {
  /** `HH:mm`; with seconds where the restart has them. */
  readonly time: string;
  readonly zone: string;
  /** Next moment it comes, epoch milliseconds. */
  readonly nextAt: number;
}

/**
 * Place a start some minutes after the daily restart.
 *
 * @param minutes - After the restart; may run past midnight.
 * @param now - Epoch milliseconds; `nextAt` lies after it.
 */
export function proposeStart(restart: RestartTime, minutes: number, now: number): ProposedStart {
  const time = (dailyMilliseconds(restart.time) + minutes * 60_000) % DAY;
  const today = shownDay(now, restart.zone);
  const coming = [today - DAY, today, today + DAY, today + 2 * DAY]
    .flatMap((day) => localInstants(day + time, restart.zone).instants.slice(0, 1))
    .find((instant) => instant > now);
  return { time: writeDaily(time), zone: restart.zone, nextAt: coming ?? now };
}
