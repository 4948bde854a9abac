import { plainValue, textOf } from '../../front-values.js';
import { naturalWords } from '../../reading/wording.js';
import type { Rule } from '../../rule.js';

/** Fewest ordinary words of a title that is a sentence; a shorter one may consist of product and feature names. */
const FEWEST_WORDS = 3;
/** Share of the source's ordinary words still present. */
const LEFT = 0.8;
const OTHER_SCRIPT: ReadonlySet<string> = new Set(['ja', 'zh', 'ko']);

/** A title left in the source language. */
export const titleUntranslated: Rule = {
  id: 'title-untranslated',
  severity: 'warning',
  summary: 'The title is still in the source language.',
  looksAt: 'pair',
  *check({ translation, source }) {
    if (translation.language === source.language) return;
    const [title, original] = [textOf(translation, 'title'), textOf(source, 'title')];
    if (title === undefined || original === undefined) return;
    // A quoted message stays untranslated.
    const unquoted = plainValue(original).replace(/["“'‘][^"”'’]*["”'’]/g, '');
    const words = naturalWords(unquoted);
    if (words.length < (isTheSame(title, original) ? 2 : FEWEST_WORDS)) return;
    const here = new Set(naturalWords(plainValue(title)));
    const left = words.filter((word) => here.has(word)).length;
    const isOwnScript =
      OTHER_SCRIPT.has(translation.language) && /[\u3040-\u9FFF\uAC00-\uD7FF]{2}/.test(title);
    if (left < words.length * LEFT || isOwnScript) return;
    yield {
      message: `the title is in the source language: ${plainValue(title).slice(0, 80)}`,
      at: { key: 'title' },
      source: { key: 'title' },
    };
  },
};

function isTheSame(title: string, original: string): boolean {
  return bareWords(title) === bareWords(original);
}

function bareWords(value: string): string {
  return plainValue(value)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
