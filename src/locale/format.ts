import { LRUCache } from 'lru-cache';

/** More than any site has locales; `Intl` objects are expensive to create and to keep. */
const MOST_KEPT = 64;

const formats = new LRUCache<string, Format>({ max: MOST_KEPT, memoMethod: createFormat });
const nativeNames = new LRUCache<string, string>({ max: MOST_KEPT, memoMethod: nameInItself });

/**
 * The formats of a locale, created once.
 *
 * @param locale - A well-formed tag.
 */
export function formatFor(locale: string): Format {
  return formats.memo(locale);
}

/** A language's own name, capitalized: `Português (Brasil)`. */
export function nativeLanguageName(tag: string): string {
  return nativeNames.memo(tag);
}

function nameInItself(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  const [first = ''] = name;
  return first.toLocaleUpperCase(tag) + name.slice(first.length);
}

function createFormat(locale: string) {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return {
    locale,
    /** `19. August 2022`, for an ISO 8601 instant; the day is that of UTC, the zone articles are dated in. */
    date: (instant: string): string => date.format(new Date(instant)),
    number: (value: number): string => number.format(value),
    /** `12 %`, for 0.12; rounded to whole percent. */
    percent: (ratio: number): string => percent.format(ratio),
    /** `A, B und C` */
    list: (items: readonly string[]): string => list.format(items),
    /** A language's name in this locale, as it stands within a sentence: `Portugiesisch (Brasilien)`. */
    languageName: (tag: string): string => names.of(tag) ?? tag,
  };
}

/** Dates, numbers and names as readers of one locale write them. */
export type Format = Readonly<ReturnType<typeof createFormat>>;
