import { plainValue, textOf } from '../front-values.js';
import { naturalWords } from '../reading/wording.js';
import type { Rule } from '../rule.js';

/** A title of fewer words may be a product's and a feature's name. */
const FEWEST_WORDS = 5;

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
    const [here, there] = [bareWords(title), bareWords(original)];
    if (here !== there || here.split(' ').length < FEWEST_WORDS) return;
    // A quoted message stays as it is.
    const unquoted = plainValue(original).replace(/["“'‘][^"”'’]*["”'’]/g, '');
    if (naturalWords(unquoted).length < 3) return;
    yield {
      message: `the title is the source's: ${plainValue(title).slice(0, 80)}`,
      at: { line: translation.keyLines.get('title') ?? 1 },
      source: { line: source.keyLines.get('title') ?? 1 },
    };
  },
};

function bareWords(value: string): string {
  return plainValue(value)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
