import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { CanvasKit, Typeface, TypefaceFontProvider } from 'canvaskit-wasm';
import { z } from 'zod';

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

/** The fonts of the pictures; a font file is loaded by the first text that needs it. */
export class Fonts {
  readonly provider: TypefaceFontProvider;
  private readonly tables = new Map<Family, ReadonlyMap<number, string>>();
  private readonly typefaces = new Map<string, Typeface>();

  constructor(private readonly kit: CanvasKit) {
    this.provider = kit.TypefaceFontProvider.Make();
  }

  /** A text without the characters that no font has, and the fonts for the rest, in order of preference. */
  choose(given: string, locale: string): { readonly text: string; readonly families: string[] } {
    const order = familiesFor(locale);
    const used = order.map(() => new Set<string>());
    const isLegible = (character: string): boolean =>
      order.some((family, rank) => {
        const file = this.tableOf(family).get(character.codePointAt(0) ?? 0);
        const isFound = file !== undefined && (this.load(file).getGlyphIDs(character)[0] ?? 0) > 0;
        if (isFound) used[rank]?.add(file);
        return isFound;
      });
    isLegible('…');
    const visible = given.normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '');
    const text = Array.from(visible).filter(isLegible).join('').trim();
    return { text, families: used.flatMap((files) => [...files]) };
  }

  private tableOf(family: Family): ReadonlyMap<number, string> {
    const table = this.tables.get(family) ?? readTable(family);
    this.tables.set(family, table);
    return table;
  }

  private load(file: string): Typeface {
    const known = this.typefaces.get(file);
    if (known !== undefined) return known;
    const { buffer } = new Uint8Array(readFileSync(file));
    const typeface = this.kit.Typeface.MakeTypefaceFromData(buffer);
    if (typeface === null) throw new Error(`${path.basename(file)} is not a font`);
    this.provider.registerFont(buffer, file);
    this.typefaces.set(file, typeface);
    return typeface;
  }
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
