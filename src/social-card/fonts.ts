import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { CanvasKit, Typeface, TypefaceFontProvider } from 'canvaskit-wasm';
import { z } from 'zod';

/** A text without the characters that no font has, and the fonts for the rest. */
interface FontChoice {
  readonly text: string;
  /** Names for `provider`, in order of preference. */
  readonly families: string[];
}

/** The fonts of the pictures; a font file is loaded by the first text that needs it. */
export interface Fonts {
  readonly provider: TypefaceFontProvider;
  readonly choose: (text: string, locale: string) => FontChoice;
}

/** Typefaces by the end of their package's name. */
const FAMILIES = ['', '-jp', '-sc', '-tc', '-kr', '-arabic', '-hebrew', '-thai'] as const;
type Family = (typeof FAMILIES)[number];

/** Han glyphs differ between these locales, so each prefers its own typeface. */
const OWN_FAMILY: Readonly<Record<string, Family>> = {
  Jpan: '-jp',
  Hans: '-sc',
  Hant: '-tc',
  Kore: '-kr',
};

/** Invisible characters: controls, joiners, variation selectors, directional marks. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\uFE00-\uFE0F]/gu;

const RANGES = z.record(z.string(), z.string());
const require = createRequire(import.meta.url);

/** Create the fonts; nothing is loaded yet. */
export function createFonts(kit: CanvasKit): Fonts {
  const provider = kit.TypefaceFontProvider.Make();
  const tables = new Map<Family, ReadonlyMap<number, string>>();
  const typefaces = new Map<string, Typeface>();
  const tableOf = (family: Family): ReadonlyMap<number, string> => {
    const table = tables.get(family) ?? readTable(family);
    tables.set(family, table);
    return table;
  };
  const load = (file: string): Typeface => {
    const known = typefaces.get(file);
    if (known !== undefined) return known;
    const { buffer } = new Uint8Array(readFileSync(file));
    const typeface = kit.Typeface.MakeTypefaceFromData(buffer);
    if (typeface === null) throw new Error(`${path.basename(file)} is not a font`);
    provider.registerFont(buffer, file);
    typefaces.set(file, typeface);
    return typeface;
  };
  const hasGlyph = (file: string, character: string): boolean =>
    (load(file).getGlyphIDs(character)[0] ?? 0) > 0;
  return {
    provider,
    choose: (given, locale) => {
      const order = familiesFor(locale);
      const used = order.map(() => new Set<string>());
      const isLegible = (character: string): boolean =>
        order.some((family, rank) => {
          const file = tableOf(family).get(character.codePointAt(0) ?? 0);
          const isFound = file !== undefined && hasGlyph(file, character);
          if (isFound) used[rank]?.add(file);
          return isFound;
        });
      isLegible('…');
      const visible = given.normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '');
      const text = Array.from(visible).filter(isLegible).join('').trim();
      return { text, families: used.flatMap((files) => [...files]) };
    },
  };
}

function familiesFor(locale: string): readonly Family[] {
  const own = OWN_FAMILY[new Intl.Locale(locale).maximize().script ?? ''];
  return own === undefined ? FAMILIES : [own, ...FAMILIES.filter((family) => family !== own)];
}

/** Which file of a typeface holds a character, by code point. */
function readTable(family: Family): ReadonlyMap<number, string> {
  const name = `noto-sans${family}`;
  const table = require.resolve(`@fontsource-variable/${name}/unicode.json`);
  const subsets = RANGES.parse(JSON.parse(readFileSync(table, 'utf8')));
  const files = new Map<number, string>();
  for (const [subset, ranges] of Object.entries(subsets)) {
    const part = subset.replace(/[[\]]/g, '');
    const file = path.join(path.dirname(table), 'files', `${name}-${part}-wght-normal.woff2`);
    for (const range of ranges.split(',')) {
      const [first = 0, last = first] = range
        .replace('U+', '')
        .split('-')
        .map((end) => Number.parseInt(end, 16));
      // The Latin files come last and take precedence, so that a word uses one file.
      for (let codePoint = first; codePoint <= last; codePoint += 1) files.set(codePoint, file);
    }
  }
  return files;
}
