/** In which order a date's three numbers stand. */
export type DateOrder = 'YMD' | 'DMY' | 'MDY';

interface DatedAs {
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

/** Write an offset: `Z`, `+02:00`. */
export function formatOffset(minutes: number): string {
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

/** What a piece of text says about a time. */
export type StampParse =
  | {
      readonly kind: 'stamp';
      readonly stamp: Stamp;
      /** What settled the order of the date's numbers; `none` while it is open or there is no date. */
      readonly evidence: Evidence;
      /** Where the stamp begins, and where the text after it does. */
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'impossible';
      readonly part: 'date' | 'time';
      /** The numbers as written: `31/02/2022`, `25:61`. */
      readonly written: string;
      readonly start: number;
      readonly end: number;
    };

// Every quantifier is bounded, so that no text makes a search slow.
const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?!\d)(?:[ \u00a0\u202f]?(?<half>[AaPp])\.?[Mm]\b\.?)?`;
const OFFSET = String.raw`(?:[ ]?(?<utc>Z|UTC|GMT)\b|(?<tight>[+-]\d{2}(?::?\d{2})?)(?![\d:.-])|[ ](?<loose>[+-]\d{2}:?\d{2})(?![\d:.-]))?`;
const GAP = String.raw`(?:T|[ \t,\u00a0\u202f]{1,3})`;
const DATE = String.raw`(?:(?<year>\d{4})(?<between>[-/.])(?<month>\d{1,2})\k<between>(?<day>\d{1,2})|(?<first>\d{1,2})(?<mark>[./-])(?<next>\d{1,2})\k<mark>(?<last>\d{4}|\d{2}))`;
const DATED = new RegExp(String.raw`(?<![\d:.])${DATE}${GAP}${TIME}${OFFSET}`, 'g');
const CONSOLE = new RegExp(String.raw`^[ \t]{0,8}${TIME}${OFFSET}(?=[ \t]{0,4}>)`);
const BARE = new RegExp(String.raw`^[ \t]{0,8}${TIME}${OFFSET}[ \t]{0,8}$`);

const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

function dayOf(year: number, month: number, day: number): number | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  return new Date(midnight).getUTCDate() === day ? midnight : undefined;
}

/** What settled the order of a date's numbers. */
export type Evidence = 'iso' | 'part' | 'dots' | 'clock' | 'none';
interface Dated {
  readonly dates: readonly DatedAs[];
  readonly evidence: Evidence;
}

function datesAs(order: DateOrder, day: number | undefined, evidence: Evidence): Dated | undefined {
  return day === undefined ? undefined : { dates: [{ order, day }], evidence };
}

function readYearLast(
  a: number,
  b: number,
  year: number,
  separator: string,
  isTwelveHour: boolean,
): Dated | undefined {
  const asDmy = dayOf(year, b, a);
  const asMdy = dayOf(year, a, b);
  if (a > 12 || b > 12)
    return asDmy === undefined ? datesAs('MDY', asMdy, 'part') : datesAs('DMY', asDmy, 'part');
  if (separator === '.') return datesAs('DMY', asDmy, 'dots');
  if (asDmy === undefined || asMdy === undefined) return undefined;
  if (a === b) return { dates: [{ order: 'DMY', day: asDmy }], evidence: 'none' };
  // A twelve-hour clock speaks for the month first, but another line of the text may know better.
  const evidence = isTwelveHour ? 'clock' : 'none';
  return {
    dates: [
      { order: 'DMY', day: asDmy },
      { order: 'MDY', day: asMdy },
    ],
    evidence,
  };
}

/** What a match has by name; parts that are not written are undefined. */
type Parts = Readonly<Partial<Record<string, string>>>;

function readTime({ hour = '', minute = '', second = '0', fraction = '', half }: Parts): number | undefined {
  const written = Number(hour);
  if (half !== undefined && (written < 1 || written > 12)) return undefined;
  const hours = half === undefined ? written : (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const [minutes, seconds] = [Number(minute), Number(second)];
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
  // A leap second is the end of its minute to every clock we compare with.
  const whole = (hours * 3600 + minutes * 60 + Math.min(seconds, 59)) * 1000;
  return whole + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function readOffset({ utc, tight, loose }: Parts): number | undefined {
  if (utc !== undefined) return 0;
  const written = tight ?? loose;
  if (written === undefined) return undefined;
  const digits = written.slice(1).replace(':', '');
  const size = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0');
  if (size > 18 * 60) return undefined;
  return written.startsWith('-') && size > 0 ? -size : size;
}

function readDate({ year, month, day, first, next, last = '', mark = '', half }: Parts): Dated | undefined {
  if (year !== undefined) return datesAs('YMD', dayOf(Number(year), Number(month), Number(day)), 'iso');
  if (first === undefined) return { dates: [], evidence: 'none' };
  const full = Number(last) + (last.length === 2 ? 2000 : 0);
  return readYearLast(Number(first), Number(next), full, mark, half !== undefined);
}

function readMatch({ 0: text, index: start, groups: parts = {} }: RegExpExecArray): StampParse {
  const end = start + text.length;
  const dated = readDate(parts);
  if (dated === undefined) {
    const { year, month, day, between, first, next, last, mark } = parts;
    const written = year === undefined ? [first, next, last].join(mark) : [year, month, day].join(between);
    return { kind: 'impossible', part: 'date', written, start, end };
  }
  const time = readTime(parts);
  if (time === undefined) {
    const written = [parts['hour'], parts['minute'], parts['second']].filter((part) => part !== undefined);
    return { kind: 'impossible', part: 'time', written: written.join(':'), start, end };
  }
  const stamp = { dates: dated.dates, time, offset: readOffset(parts) };
  return { kind: 'stamp', stamp, evidence: dated.evidence, start, end };
}

/**
 * Find the next date and time in a line, or a bare time where the line begins with one as server consoles do, or is nothing else.
 *
 * Reads the clock's own writing only: which zone it means, and which of two open date orders, is for the caller to settle.
 *
 * @param line - One line; time spent grows with its length only.
 * @param from - Start position; a bare time is only recognized at 0.
 * @returns Undefined when there is no time.
 * @see docs/decisions/0021-log-reading.md
 */
export function parseStamp(line: string, from = 0): StampParse | undefined {
  DATED.lastIndex = from;
  const found = DATED.exec(line) ?? (from === 0 ? (CONSOLE.exec(line) ?? BARE.exec(line)) : null);
  return found === null ? undefined : readMatch(found);
}

/**
 * Every time in a line, from left to right.
 *
 * Each search starts after the previous match, so there are fewer matches than characters.
 */
export function* stampsIn(line: string): Generator<StampParse> {
  for (let found = parseStamp(line); found !== undefined; found = parseStamp(line, found.end)) yield found;
}
