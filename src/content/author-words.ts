import { z } from 'zod';
import type { SectionName } from '../article/article.js';
import { createTextTables, textFilesIn } from '../locale/text-tables.js';
import type { AdmonitionKind } from './markdown/nodes.js';

/** The two parts every article has. */
export type Part = 'description' | 'resolution';

/** Meaning of a label: a section, or an admonition in place. */
export type LabelMeaning = Exclude<SectionName, 'summary' | 'description'> | AdmonitionKind;

const MEANINGS = [
  'environment',
  'issue',
  'steps-to-reproduce',
  'cause',
  'resolution',
  'workaround',
  'additional',
  'note',
  'tip',
  'important',
  'caution',
  'warning',
] as const satisfies readonly LabelMeaning[];

const TEXTS = z.array(z.string());

/**
 * The words that authors and translators of one language write, `words/<tag>.json`, whether the UI speaks it or not: a file more is a
 * language more. Headings of the two parts and labels, in all forms
 * found, including singular and plural, misspellings and wrong-sense translations (`해상도`, a screen's resolution).
 *
 * The label `resolution` covers solution, answer, fix and steps to resolve, which mean the same to a reader.
 */
const TABLES = createTextTables(
  z.strictObject({
    headings: z.strictObject({ description: TEXTS, resolution: TEXTS }),
    labels: z.partialRecord(z.enum(MEANINGS), TEXTS),
  }),
  () => textFilesIn(new URL('./words/', import.meta.url)),
);

let words: ReturnType<typeof readWords> | undefined;

/** The words of all languages, normalized, since an article may use those of another. */
function readWords() {
  const tables = TABLES.locales().map((tag) => TABLES.in(tag));
  const headings = (part: Part): ReadonlySet<string> =>
    new Set(tables.flatMap((table) => table.headings[part].map(normalizeLabel)));
  return {
    headings: { description: headings('description'), resolution: headings('resolution') },
    labels: new Map(
      tables.flatMap(({ labels }) =>
        MEANINGS.flatMap((meaning) =>
          (labels[meaning] ?? []).map((text) => [normalizeLabel(text), meaning] as const),
        ),
      ),
    ),
  };
}

/** What changes no word: direction marks, zero-width characters, vowel points, the tatweel, strays of the export. */
const SILENT = /[\u200B-\u200F\u061C\u2060\u2066-\u2069\uFEFF\u0640`>]|\p{Mn}/gu;

/** Normalize a label: width, case, spaces around `/`, trailing colons and full stops, silent letters. */
function normalizeLabel(text: string): string {
  return text
    .normalize('NFKC')
    .replace(SILENT, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?\/ ?/g, '/')
    .trim()
    .replace(/[\s:.]+$/, '')
    .toLowerCase();
}

/**
 * Whether a second-level heading names a part, in any language.
 *
 * @see docs/decisions/0007-sections-by-anchor-text-position.md
 */
export function isPartHeading(text: string, part: Part): boolean {
  words ??= readWords();
  return words.headings[part].has(normalizeLabel(text));
}

/**
 * Find the meaning of a label, in any language.
 *
 * @param text - The label as written.
 */
export function labelMeaning(text: string): LabelMeaning | undefined {
  if (text.length > 60) return undefined;
  const { labels } = (words ??= readWords());
  const label = normalizeLabel(text);
  const known = labels.get(label);
  if (known !== undefined) return known;
  // `Probleme/Symptome`: the common meaning of all parts.
  const [meaning, ...others] = label.split('/').map((part) => labels.get(part));
  return others.length > 0 && others.every((other) => other === meaning) ? meaning : undefined;
}

/** Whether a description is only the word itself, a placeholder the author never replaced. */
export function isPlaceholderDescription(text: string): boolean {
  return isPartHeading(text, 'description');
}
