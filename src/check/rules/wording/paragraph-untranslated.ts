import { eachPair } from '../../reading/each-passage.js';
import { naturalWords, oncePerPassage } from '../../reading/wording.js';
import type { Passage } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';

/** Shorter passages may be a name, a menu or a quoted message. */
const FEWEST_WORDS = 6;
/** Share of a paragraph's characters in ordinary words; logs have less. */
const LETTERS = 0.28;
/** Share of the source's words still present. */
const LEFT = 0.9;

/** The ordinary words of a prose passage; empty for other passages. */
const wordsToTranslate = oncePerPassage((passage) =>
  passage.kind === 'code' || passage.level === 1 || !isProse(passage) ? [] : naturalWords(passage.plain),
);

export const paragraphUntranslated: Rule = {
  id: 'paragraph-untranslated',
  severity: 'warning',
  summary: 'A paragraph is still in the source language.',
  looksAt: 'aligned',
  check: eachPair(({ source, translation: { plain } }, { source: original, translation: file }) => {
    const words = original.language === file.language ? [] : wordsToTranslate(source);
    if (words.length < FEWEST_WORDS) return undefined;
    const here = new Set(naturalWords(plain));
    const left = words.filter((word) => here.has(word)).length;
    return left < words.length * LEFT
      ? undefined
      : { message: `still in the source language: ${plain.slice(0, 80)}` };
  }),
};

/** Messages, logs and code rightly stay untranslated: emphasized or quoted throughout, or mostly symbols. */
function isProse(passage: Passage): boolean {
  const text = passage.plain.replace(/\$?\{+[\w.]{1,40}\}+/g, '');
  const { prose } = passage;
  if (/^[\s\uFFF9]*["'“*]/.test(prose) || prose.startsWith('\uFFF9')) return false;
  const words = naturalWords(text).join('').length;
  return words > text.length * LETTERS && !/[{}=;\\]|\d:\d\d:\d|\bat [\w.]+\(/.test(text);
}
