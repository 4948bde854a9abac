import { foldMarks, lower } from './fold.js';

const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/gu;

/**
 * A title, or what is being typed, as type-ahead compares them: lower case, without marks, one space between words. Not stemmed,
 * since half a word has no stem.
 */
export function typeaheadText(text: string): string {
  return foldMarks(lower(text)).replace(BETWEEN_WORDS, ' ').trim();
}
