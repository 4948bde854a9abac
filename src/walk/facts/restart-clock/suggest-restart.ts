import { formatTime } from './clock/stamp.js';
import type { LogReading } from './log/log-reading.js';
import type { RestartAnswer } from './restart-answer.js';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Stops and starts of one restart lie this close together. */
const SPAN = 10 * MINUTE;

/** The minute of the day at which restarts in the log begin, in the log's own clock; the most frequent where there are several. */
function seenTime(log: LogReading): string | undefined {
  const counts = new Map<number, number>();
  let begun = -Infinity;
  for (const stamp of log.restartAt) {
    const at = (stamp.dates[0]?.day ?? 0) + stamp.time;
    if (at - begun < SPAN) continue;
    begun = at;
    const minute = Math.floor((at % DAY) / MINUTE) * MINUTE;
    counts.set(minute, (counts.get(minute) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best === undefined ? undefined : formatTime(best[0]).slice(0, 5);
}

/** A restart to offer, and where it is from. */
export interface SuggestedRestart {
  readonly restart: RestartAnswer;
  /** True when the log itself shows it; false for the product's default. */
  readonly isSeen: boolean;
}

/**
 * Offer a restart before it is known: the one the log shows, else the product's default.
 *
 * @param zone - The log's zone; undefined while not known.
 * @param usual - The default, `HH:mm`.
 */
export function suggestRestart(
  log: LogReading | undefined,
  zone: string | undefined,
  usual: string,
): SuggestedRestart {
  const seen = log === undefined ? undefined : seenTime(log);
  const time = seen ?? usual;
  return {
    restart: { time, zone, kind: 'daily', date: undefined },
    isSeen: seen !== undefined,
  };
}
