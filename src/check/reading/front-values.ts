import { decodeReferences } from '../../article/html.js';
import { unescapeText } from '../../content/markdown/export-code.js';
import { stripUiControls } from '../../content/markdown/ui-control.js';
import type { ArticleDocument } from './document.js';
import type { ComparisonInput, Hit, RuleInput } from '../rule.js';

const TRANSLATED_KEYS = ['title', 'description', 'keywords'] as const;

interface FrontValue {
  readonly key: (typeof TRANSLATED_KEYS)[number];
  readonly value: string;
}

/** The translated front matter values of a file. */
export function frontValues(document: ArticleDocument): readonly FrontValue[] {
  return TRANSLATED_KEYS.flatMap((key) => {
    const value = textOf(document, key);
    return value === undefined ? [] : [{ key, value }];
  });
}

/** Judge each translated value, beside the source's where it has one. */
export function eachValue(
  judge: (
    value: FrontValue & { readonly original: string | undefined },
    input: RuleInput,
  ) => Omit<Hit, 'at'> | undefined,
): (input: RuleInput) => Generator<Hit> {
  return function* (input) {
    for (const { key, value } of frontValues(input.translation)) {
      const original = input.source && textOf(input.source, key);
      const hit = judge({ key, value, original }, input);
      if (hit) yield { at: { key }, source: original === undefined ? undefined : { key }, ...hit };
    }
  };
}

/** A front matter value, if it is a string. */
export function textOf(document: ArticleDocument, key: string): string | undefined {
  const value = document.data[key];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A value without dialect marks, for comparison. */
export function plainValue(value: string): string {
  return unescapeText(decodeReferences(stripUiControls(value)))
    .replace(/[\\`*\u200B]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where a finding about titles points. */
export const AT_TITLE = { at: { key: 'title' }, source: { key: 'title' } };

/** The plain titles of both files; empty if one has none. */
export function titlesOf({ translation, source }: ComparisonInput): readonly [string, string] {
  const [here, there] = [textOf(translation, 'title'), textOf(source, 'title')];
  return here === undefined || there === undefined ? ['', ''] : [plainValue(here), plainValue(there)];
}

/** A text for comparison: lower case, words only. */
export function foldWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Double quotes of all languages. */
const DOUBLE = /["“”„‟«»「」『』＂〝〞]/g;

/** Not quotes: inch marks, and the gershayim in Hebrew abbreviations (`דוא"ל`). */
const NO_QUOTE =
  /(?<![\p{L}\p{N}-])\d{1,2}(?:[.,]\d{1,2})?"(?=\s|$|[xX×])|(?<=\p{Script=Hebrew})"(?=\p{Script=Hebrew})/gu;

/** How many double quotes a text has. */
export function countDoubleQuotes(text: string): number {
  // Most texts have none, and this runs for every passage.
  if (text.search(DOUBLE) === -1) return 0;
  return (text.replace(NO_QUOTE, '').match(DOUBLE) ?? []).length;
}
