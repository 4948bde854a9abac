import { countKeys } from '../../group-by.js';
import type { Word } from './identifiers.js';

/** Most words and pairs examined. */
const MOST_WORDS = 2000;

/**
 * Find the most similar word, to locate what a name turned into.
 *
 * @returns Undefined when none shares half of its bigrams.
 */
export function nearestWord(wanted: string, words: Iterable<Word>): Word | undefined {
  const pairs = lettersInPairs(wanted);
  let best: Word | undefined;
  let [bestScore, left] = [0.5, MOST_WORDS];
  for (const word of words) {
    left -= 1;
    if (left < 0) break;
    if (word.text.length > wanted.length * 2 || word.text.length * 2 < wanted.length) continue;
    const score = likeness(pairs, lettersInPairs(word.text));
    if (score > bestScore) [best, bestScore] = [word, score];
  }
  return best;
}

/** Similarity of two texts from 0 to 1 (Dice coefficient of bigrams). */
export function textLikeness(a: string, b: string): number {
  return likeness(lettersInPairs(a), lettersInPairs(b));
}

function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let [shared, total] = [0, 0];
  for (const [pair, count] of a) {
    shared += Math.min(count, b.get(pair) ?? 0);
    total += count;
  }
  for (const count of b.values()) total += count;
  return total === 0 ? 0 : (2 * shared) / total;
}

function lettersInPairs(text: string): ReadonlyMap<string, number> {
  const folded = text.toLowerCase();
  return countKeys(Array.from({ length: folded.length - 1 }, (_, at) => folded.slice(at, at + 2)));
}
