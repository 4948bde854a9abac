/** In which order a date's three numbers stand. */
export type DateOrder = 'YMD' | 'DMY' | 'MDY';

/** One way to read a date. */
export interface DatedAs {
  readonly order: DateOrder;
  /** Midnight of the day as if it were UTC, epoch milliseconds. */
  readonly day: number;
}

/** A date and time as a log shows it, its zone perhaps not written. */
export interface Stamp {
  /** None for a bare time; two (`DMY`, then `MDY`) when the text allows both. */
  readonly dates: readonly DatedAs[];
  /** Milliseconds since midnight on the clock that wrote it. */
  readonly time: number;
  /** Minutes ahead of UTC, when written. */
  readonly offset: number | undefined;
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** Write milliseconds since midnight: `06:00:12`, with `.640` only where there are some. */
export function formatTime(time: number): string {
  const seconds = Math.floor(time / 1000);
  const clock = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return time % 1000 === 0 ? clock : `${clock}.${pad(time % 1000, 3)}`;
}

function formatOffset(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/**
 * Write a stamp so that {@link parseStamp} reads the same again: ISO 8601 where the date is settled (`2022-08-19T06:00:12+02:00`),
 * the numbers as they stood where it is not (`03/11/2021 06:01:29`).
 */
export function formatStamp(stamp: Stamp): string {
  const [first, second] = stamp.dates;
  const zone = stamp.offset === undefined ? '' : formatOffset(stamp.offset);
  const time = formatTime(stamp.time);
  if (first === undefined) return `${time}${zone}`;
  const day = new Date(first.day);
  if (second === undefined) return `${day.toISOString().slice(0, 10)}T${time}${zone}`;
  return `${pad(day.getUTCDate())}/${pad(day.getUTCMonth() + 1)}/${day.getUTCFullYear()} ${time}${zone}`;
}
