import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';

/** One file of a typeface: some of its characters, in every weight. */
export interface FontFile {
  readonly path: string;
}

/** Finds the files that may hold a character. */
export interface FontCatalog {
  /** @returns The likeliest first; empty when no typeface of the house has the character. */
  readonly filesFor: (codePoint: number, locale: string) => readonly FontFile[];
}

/** Typefaces by the end of their package's name. */
const FAMILIES = ['', '-jp', '-sc', '-tc', '-kr', '-arabic', '-hebrew', '-thai'] as const;
type Family = (typeof FAMILIES)[number];

/** Han characters are written differently in each of these: its own typeface goes first. */
const OWN_FAMILY: Readonly<Record<string, Family>> = {
  Jpan: '-jp',
  Hans: '-sc',
  Hant: '-tc',
  Kore: '-kr',
};

const RANGES = z.record(z.string(), z.string());
const require = createRequire(import.meta.url);

/** Reads of each typeface which file holds which character, once it is needed. */
export function createFontCatalog(): FontCatalog {
  const families = new Map<Family, ReadonlyMap<number, FontFile>>();
  const read = (family: Family): ReadonlyMap<number, FontFile> => {
    const known = families.get(family) ?? readFamily(family);
    families.set(family, known);
    return known;
  };
  return {
    filesFor: (codePoint, locale) =>
      familiesFor(locale).flatMap((family) => read(family).get(codePoint) ?? []),
  };
}

function familiesFor(locale: string): readonly Family[] {
  const own = OWN_FAMILY[new Intl.Locale(locale).maximize().script ?? ''];
  return own === undefined ? FAMILIES : [own, ...FAMILIES.filter((family) => family !== own)];
}

function readFamily(family: Family): ReadonlyMap<number, FontFile> {
  const name = `noto-sans${family}`;
  const table = require.resolve(`@fontsource-variable/${name}/unicode.json`);
  const subsets = RANGES.parse(JSON.parse(readFileSync(table, 'utf8')));
  const files = new Map<number, FontFile>();
  for (const [subset, ranges] of Object.entries(subsets)) {
    const part = subset.replace(/[[\]]/g, '');
    const file = { path: path.join(path.dirname(table), 'files', `${name}-${part}-wght-normal.woff2`) };
    for (const [first, last] of readRanges(ranges)) {
      // The Latin files stand last and win: what a word is made of should come from one file.
      for (let codePoint = first; codePoint <= last; codePoint += 1) files.set(codePoint, file);
    }
  }
  return files;
}

/** `U+0301,U+0400-045F` as pairs of first and last. */
function readRanges(ranges: string): (readonly [number, number])[] {
  return ranges.split(',').map((range) => {
    const [first = '', last = first] = range.replace('U+', '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}
