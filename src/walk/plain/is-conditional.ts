import type { WalkWords } from '../present/walk-words.js';

/** A condition stands at the beginning of a step; what follows may speak of others. */
const FIRST_CLAUSE = 60;

/**
 * Tell whether a step holds only for some readers, by how its language says so.
 *
 * @param text - The step's visible text.
 */
export function isConditional(text: string, words: WalkWords['conditions']): boolean {
  const begin = text.trimStart().slice(0, FIRST_CLAUSE).toLowerCase();
  if (words.starts.some((start) => begin.startsWith(start))) return true;
  const [clause = ''] = begin.split(/[。.!?！？]/, 1);
  return words.within.some((word) => clause.includes(word));
}
