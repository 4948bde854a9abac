import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { createTextTables, textFilesIn } from '../../../locale/text-tables.js';
import type english from './texts/en.json';
import { dailyMilliseconds } from './clock/daily-restart.js';
import { parseStamp } from './clock/stamp.js';

/** Texts of the fact set: `texts/<tag>.json`, each with the shape of the English file. */
export const RESTART_WORDS = createTextTables(z.custom<typeof english>(), () =>
  textFilesIn(new URL('./texts/', import.meta.url)),
);

const OFFSET_ZONE = /^([+-])(\d\d):(\d\d)$/;

/** Node 20's `Intl` does not accept offsets as zones, so the instant is shifted instead. */
function shiftFor(zone: string): number | undefined {
  const [, sign, hours, minutes] = OFFSET_ZONE.exec(zone) ?? [];
  if (sign === undefined) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

interface DurationPart {
  readonly unit: 'hour' | 'minute' | 'second';
  readonly value: number;
}

/** Seconds below a minute, minutes and seconds below an hour, else hours and minutes; zero parts are omitted. */
function splitDuration(minutes: number): readonly [DurationPart, ...DurationPart[]] {
  const seconds = Math.round(minutes * 60);
  if (seconds < 60) return [{ unit: 'second', value: seconds }];
  const [large, small, size] =
    seconds < 3600 ? (['minute', 'second', 60] as const) : (['hour', 'minute', 3600] as const);
  const rest = Math.floor((seconds % size) / (size / 60));
  const first = { unit: large, value: Math.floor(seconds / size) };
  return rest === 0 ? [first] : [first, { unit: small, value: rest }];
}

/** Formats of dates, times and numbers in one locale. */
function createFormats(locale: string) {
  const zones = new LRUCache<string, Intl.DateTimeFormat>({
    max: 100,
    memoMethod: (timeZone) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
  });
  const exact = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const unit = (name: string, signDisplay: 'auto' | 'exceptZero' = 'auto'): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long', signDisplay });
  const plain = unit('minute');
  const parts = new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' });
  const say = (minutes: number, signDisplay: 'auto' | 'exceptZero'): string => {
    const [first, ...rest] = splitDuration(Math.abs(minutes));
    const signed = first.value * (minutes < 0 && signDisplay !== 'auto' ? -1 : 1);
    const lead = unit(first.unit, signDisplay).format(signed);
    return parts.format([lead, ...rest.map((part) => unit(part.unit).format(part.value))]);
  };
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    /** A moment on a zone's clock: `19 Aug 2022, 06:05`. */
    instant: (at: number, zone: string): string => {
      const shift = shiftFor(zone);
      return shift === undefined ? zones.memo(zone).format(at) : zones.memo('UTC').format(at + shift);
    },
    /** A stamp from a log; left as written while its date is ambiguous. */
    stamp: (written: string): string => {
      const parsed = parseStamp(written);
      const [date, open] = parsed?.kind === 'stamp' ? parsed.stamp.dates : [];
      if (parsed?.kind !== 'stamp' || date === undefined || open !== undefined) return written;
      return exact.format(date.day + parsed.stamp.time);
    },
    /** A time of day: `06:05`, `6:05 AM`. */
    daily: (time: string): string => clock.format(dailyMilliseconds(time)),
    /** A signed duration in natural units: `+12 seconds`, `-1 hour 5 minutes`. */
    delta: (minutes: number): string => say(minutes, 'exceptZero'),
    duration: (minutes: number): string => say(minutes, 'auto'),
    minutes: (minutes: number): string => plain.format(minutes),
    list: (items: readonly string[]): string => list.format(items),
    /** A number with its sign: `+5`. */
    signed: (value: number): string => number.format(value),
  };
}

type RestartFormats = ReturnType<typeof createFormats>;
const formats = new LRUCache<string, RestartFormats>({ max: 200, memoMethod: createFormats });

/**
 * The formats of a locale, cached, since `Intl` objects are slow to create.
 *
 * @param locale - A locale the site serves.
 */
export function restartFormats(locale: string): RestartFormats {
  return formats.memo(locale);
}
