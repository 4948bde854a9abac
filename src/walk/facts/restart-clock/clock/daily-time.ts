import { parseStamp } from './parse-stamp.js';
import { formatTime } from './stamp.js';

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
  const written = formatTime(parsed.stamp.time - (parsed.stamp.time % 1000));
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
