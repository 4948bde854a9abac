import { naturalWords } from '../../reading/wording.js';
import type { Rule } from '../../rule.js';
import { foldWords, titlesOf, AT_TITLE } from '../../reading/front-values.js';

/** Fewest ordinary words of a title that is a sentence; a shorter one may consist of product and feature names. */
const FEWEST_WORDS = 3;

/** Share of the source's ordinary words still present. */
const LEFT = 0.8;

const OTHER_SCRIPT: ReadonlySet<string> = new Set(['ja', 'zh', 'ko']);

export const titleUntranslated: Rule = {
  id: 'title-untranslated',
  severity: 'warning',
  summary: 'The title is still in the source language.',
  looksAt: 'pair',
  *check(input) {
    const { language } = input.translation;
    const [title, original] = titlesOf(input);
    if (title === '' || language === input.source.language) return;
    // A quoted message stays untranslated.
    const words = naturalWords(original.replace(/["“'‘][^"”'’]*["”'’]/g, ''));
    if (words.length < (foldWords(title) === foldWords(original) ? 2 : FEWEST_WORDS)) return;
    const here = new Set(naturalWords(title));
    const left = words.filter((word) => here.has(word)).length;
    const isOwnScript = OTHER_SCRIPT.has(language) && /[\u3040-\u9FFF\uAC00-\uD7FF]{2}/.test(title);
    if (left < words.length * LEFT || isOwnScript) return;
    yield { message: `the title is in the source language: ${title.slice(0, 80)}`, ...AT_TITLE };
  },
};
