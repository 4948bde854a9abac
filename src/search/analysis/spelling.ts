import { slipsBetween } from '../../article/compare-words.js';
import { foldMarks } from './fold.js';

/** The words of one locale, indexed for spelling correction. */
export interface WordList {
  readonly words: readonly string[];
  /** The same without diacritics. */
  readonly folded: readonly string[];
  /** Bit set of the letters in a word. */
  readonly letters: Int32Array;
}

const SHORTEST = 4;
const LONGEST = 32;

function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

function bitsOf(number: number): number {
  let rest = number - ((number >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Index words for spelling correction. */
export function arrangeWords(words: readonly string[]): WordList {
  const folded = words.map(foldMarks);
  return { words, folded, letters: Int32Array.from(folded, lettersOf) };
}

export interface NearWord {
  readonly word: string;
  /** Edit distance; 0 when only diacritics differ. */
  readonly slips: number;
}

/**
 * Find candidates for a misspelt word.
 *
 * @param word - In lower case; one edit is allowed up to seven letters, two beyond.
 * @returns Nearest first; ties prefer a common prefix.
 */
export function nearWords(word: string, { words, folded, letters }: WordList): NearWord[] {
  if (word.length < SHORTEST || word.length > LONGEST) return [];
  const plain = foldMarks(word);
  const most = plain.length < 8 ? 1 : 2;
  const own = lettersOf(plain);
  const near: NearWord[] = [];
  for (let i = 0; i < words.length; i++) {
    const other = folded[i] ?? '';
    if (Math.abs(other.length - plain.length) > most) continue;
    if (bitsOf((letters[i] ?? 0) ^ own) > 2 * most) continue;
    const slips = slipsBetween(plain, other, most);
    if (slips <= most) near.push({ word: words[i] ?? '', slips });
  }
  const first = plain.charAt(0);
  const strays = (other: string): number => (foldMarks(other).startsWith(first) ? 0 : 1);
  return near.sort((a, b) => a.slips - b.slips || strays(a.word) - strays(b.word));
}
