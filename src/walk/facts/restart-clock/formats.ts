import { dailyMilliseconds } from './clock/daily-time.js';
import { parseStamp } from './clock/parse-stamp.js';

/** Dates, times and numbers as people of one locale write them. */
export interface RestartFormats {
  /** A moment on a zone's clock: `19 Aug 2022, 06:05`. */
  readonly instant: (at: number, zone: string) => string;
  /** A stamp as a log has it; kept as written while its date is open. */
  readonly stamp: (written: string) => string;
  /** A time of day: `06:05`, `6:05 AM`. */
  readonly daily: (time: string) => string;
  /** Minutes with their sign: `+0.2 minutes`. */
  readonly delta: (minutes: number) => string;
  /** Minutes: `60 minutes`. */
  readonly minutes: (minutes: number) => string;
  readonly list: (items: readonly string[]) => string;
  /** A number with its sign: `+5`. */
  readonly signed: (value: number) => string;
}

const OFFSET_ZONE = /^([+-])(\d\d):(\d\d)$/;

/** Node 20's `Intl` takes no offsets for zones: move the moment instead. */
function shiftFor(zone: string): number | undefined {
  const [, sign, hours, minutes] = OFFSET_ZONE.exec(zone) ?? [];
  if (sign === undefined) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function createFormats(locale: string): RestartFormats {
  const zones = new Map<string, Intl.DateTimeFormat>();
  const zoned = (timeZone: string): Intl.DateTimeFormat => {
    const known = zones.get(timeZone);
    if (known !== undefined) return known;
    if (zones.size > 100) zones.clear();
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    zones.set(timeZone, format);
    return format;
  };
  const exact = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
  const unit = { style: 'unit', unit: 'minute', unitDisplay: 'long', maximumFractionDigits: 2 } as const;
  const signed = new Intl.NumberFormat(locale, { ...unit, signDisplay: 'exceptZero' });
  const plain = new Intl.NumberFormat(locale, unit);
  const number = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    instant: (at, zone) => {
      const shift = shiftFor(zone);
      return shift === undefined ? zoned(zone).format(at) : zoned('UTC').format(at + shift);
    },
    stamp: (written) => {
      const parsed = parseStamp(written);
      const [date, open] = parsed?.kind === 'stamp' ? parsed.stamp.dates : [];
      if (parsed?.kind !== 'stamp' || date === undefined || open !== undefined) return written;
      return exact.format(date.day + parsed.stamp.time);
    },
    daily: (time) => clock.format(dailyMilliseconds(time)),
    delta: (minutes) => signed.format(minutes),
    minutes: (minutes) => plain.format(minutes),
    list: (items) => list.format(items),
    signed: (value) => number.format(value),
  };
}

const cache = new Map<string, RestartFormats>();

/**
 * The formats of a locale; made once each, since `Intl` takes long to begin with.
 *
 * @param locale - A locale the site serves.
 */
export function restartFormats(locale: string): RestartFormats {
  const known = cache.get(locale);
  if (known !== undefined) return known;
  const formats = createFormats(locale);
  if (cache.size < 200) cache.set(locale, formats);
  return formats;
}
