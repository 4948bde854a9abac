import { dailyMilliseconds } from './parse-daily-time.js';
import type { RestartTime } from './nearest-restart.js';
import { formatTime } from './stamp.js';
import { localInstants, zoneOffset } from './zone-clock.js';

/** A start for the workflow, on the restart's own clock so that daylight saving moves both together. */
export interface ProposedStart {
  /** `HH:mm`; with seconds where the restart has them. */
  readonly time: string;
  readonly zone: string;
  /** Next moment it comes, epoch milliseconds. */
  readonly nextAt: number;
}

const DAY = 86_400_000;

/**
 * Place a start some minutes after the daily restart.
 *
 * @param minutes - After the restart; may run past midnight.
 * @param now - Epoch milliseconds; `nextAt` lies after it.
 */
export function proposeStart(restart: RestartTime, minutes: number, now: number): ProposedStart {
  const time = (dailyMilliseconds(restart.time) + minutes * 60_000) % DAY;
  const shown = now + zoneOffset(now, restart.zone);
  const today = shown - (((shown % DAY) + DAY) % DAY);
  const coming = [today - DAY, today, today + DAY, today + 2 * DAY]
    .flatMap((day) => localInstants(day + time, restart.zone).instants.slice(0, 1))
    .find((instant) => instant > now);
  const written = formatTime(time);
  return {
    time: written.endsWith(':00') ? written.slice(0, 5) : written,
    zone: restart.zone,
    nextAt: coming ?? now,
  };
}
