import { readFile } from 'node:fs/promises';
import { Blob, Buffer, Direction, Face, Font, shape, Variation } from 'harfbuzzjs';
import { decompress } from 'wawoff2';
import { direction } from '../locale/tag.js';
import type { FontCatalog, FontFile } from './font-catalog.js';
import { splitRuns } from './text-runs.js';

/** How a text is set. */
export interface TextStyle {
  /** Pixels an em. */
  readonly size: number;
  /** 100 to 900. */
  readonly weight: number;
  readonly locale: string;
}

/** A line as outlines, its baseline at 0, its left edge at 0. */
interface SetLine {
  readonly width: number;
  /** SVG path elements. */
  readonly outlines: string;
}

/** Turns text into outlines. */
export interface Typesetter {
  /** Open the fonts of a text; what is set later must have been opened. */
  readonly open: (text: string, locale: string) => Promise<void>;
  readonly set: (line: string, style: TextStyle) => SetLine;
  /** A text without what no font has; opened before. */
  readonly legible: (text: string, locale: string) => string;
}

/** Controls, joiners, variation selectors and marks of direction: nothing to be seen, and no font has them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\uFE00-\uFE0F]/gu;
/** Goes with the letter before it. */
const MARK = /^\p{M}$/u;

/** Write a text as it is set: composed, without what cannot be seen. */
export function visibleCharacters(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '');
}

/** Set text with HarfBuzz, from the fonts of a catalog. Fonts that were opened are kept. */
export function createTypesetter(catalog: FontCatalog): Typesetter {
  const faces = new Map<FontFile, Face>();
  const fonts = new Map<string, Font>();
  const bare = new Map<FontFile, Font>();

  const open = async (file: FontFile): Promise<Font> => {
    const known = bare.get(file);
    if (known !== undefined) return known;
    const face = new Face(new Blob(await decompress(await readFile(file.path))));
    const font = new Font(face);
    faces.set(file, face);
    bare.set(file, font);
    return font;
  };
  const fileOf = (character: string, locale: string): FontFile | undefined => {
    const codePoint = character.codePointAt(0) ?? 0;
    return catalog.filesFor(codePoint, locale).find((file) => bare.get(file)?.nominalGlyph(codePoint));
  };
  const fontOf = (file: FontFile, weight: number): Font | undefined => {
    const key = `${weight} ${file.path}`;
    const face = faces.get(file);
    if (face === undefined) return undefined;
    const font = fonts.get(key) ?? new Font(face);
    font.setVariations([new Variation('wght', weight)]);
    fonts.set(key, font);
    return font;
  };
  return {
    open: async (text, locale) => {
      for (const character of new Set(`${text}… `)) {
        const codePoint = character.codePointAt(0) ?? 0;
        for (const file of catalog.filesFor(codePoint, locale)) {
          if ((await open(file)).nominalGlyph(codePoint)) break;
        }
      }
    },
    set: (line, { size, weight, locale }) => {
      const base = direction(locale);
      const runs = splitRuns(line, (character) => fileOf(character, locale), base);
      const outlines: string[] = [];
      let x = 0;
      for (const run of runs) {
        const font = fontOf(run.font, weight);
        const face = faces.get(run.font);
        if (font === undefined || face === undefined) continue;
        const scale = size / face.upem;
        for (const glyph of shapeRun(font, run.text, run.direction, locale)) {
          if (glyph.path !== '') outlines.push(outline(glyph, x, scale));
          x += glyph.advance * scale;
        }
      }
      return { width: x, outlines: outlines.join('') };
    },
    legible: (text, locale) =>
      Array.from(text)
        .filter((character) => MARK.test(character) || fileOf(character, locale) !== undefined)
        .join(''),
  };
}

interface Glyph {
  readonly path: string;
  readonly advance: number;
  readonly dx: number;
  readonly dy: number;
}

function shapeRun(font: Font, text: string, run: 'ltr' | 'rtl', locale: string): readonly Glyph[] {
  const buffer = new Buffer();
  buffer.addText(text);
  buffer.setDirection(run === 'rtl' ? Direction.RTL : Direction.LTR);
  buffer.setLanguage(locale);
  buffer.guessSegmentProperties();
  shape(font, buffer);
  const positions = buffer.getGlyphPositions();
  return buffer.getGlyphInfos().map(({ codepoint }, i) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[i] ?? {};
    // Glyph 0 is the box of what a font lacks.
    return {
      path: codepoint === 0 ? '' : font.glyphToPath(codepoint),
      advance: xAdvance,
      dx: xOffset,
      dy: yOffset,
    };
  });
}

function outline({ path, dx, dy }: Glyph, x: number, scale: number): string {
  const place = `translate(${round(x + dx * scale)} ${round(-dy * scale)})`;
  return `<path transform="${place} scale(${round(scale)} ${round(-scale)})" d="${path}"/>`;
}

function round(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}
