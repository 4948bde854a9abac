import type { Step } from './article.js';

/** What tells the steps of one translation from each other, in order: the marks of each. */
type Marks = readonly (readonly string[])[];

/**
 * Find which steps of the source a shorter translation lacks.
 *
 * Both keep one order, so as many steps of the source are left out as there are too many, and those are taken that share the
 * least with the steps that remain. Where the marks do not tell, the last ones are missing.
 *
 * @param own - Marks of the translation's steps; empty ones where nothing is known.
 * @param source - Marks of the source's steps, more than `own` has.
 * @returns Numbers of the source's steps, from 1, in order.
 */
export function findMissingSteps(own: Marks, source: Marks): readonly number[] {
  const spare = source.length - own.length;
  // best[i]: the most that the first i own steps can share when `left` steps of the source were left out before the i-th.
  let best: Placing[] = Array.from({ length: spare + 1 }, (_, left) => ({
    shared: 0,
    missing: range(0, left),
  }));
  own.forEach((marks, i) => {
    const placed = best.map(({ shared, missing }, left) => ({
      shared: shared + likeness(marks, source[i + left] ?? []),
      missing,
    }));
    // Leaving out one more source step behind this one; only worth it where it brings more.
    for (let left = 1; left <= spare; left++) {
      const before = placed[left - 1];
      const here = placed[left];
      if (before && here && before.shared >= here.shared)
        placed[left] = { shared: before.shared, missing: [...before.missing, i + left + 1] };
    }
    best = placed;
  });
  return best[spare]?.missing ?? range(own.length, spare);
}

/** How far the own steps seen so far share marks with the source's, and which of those were left out. */
interface Placing {
  readonly shared: number;
  readonly missing: readonly number[];
}

function range(after: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => after + 1 + i);
}

/** Share of the marks that two steps have in common, 0 to 1. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const common = a.filter((mark) => b.includes(mark)).length;
  return common === 0 ? 0 : common / (a.length + b.length - common);
}

/** Marks kept of a step; more tell no more. */
const MOST_MARKS = 12;

const ADDRESS = /(?:href|src)="([^"]+)"/g;
/** A word in Latin letters that translating tends to leave alone: a code, a path, a name, a key of the keyboard. */
const WORD = /[A-Za-z0-9_](?:[A-Za-z0-9_./:\\-]*[A-Za-z0-9_])?/g;
const IS_TELLING = /[A-Z0-9_./:\\]/;

/**
 * What of a step stays the same in every language (identifiers, numbers, names, addresses), as short prints.
 *
 * By them the steps of two translations can be told to be one, without reading either language.
 */
export function stepMarks({ html, text }: Pick<Step, 'html' | 'text'>): readonly string[] {
  const addresses = [...html.matchAll(ADDRESS)].map(([, address = '']) => address);
  const words = (text.match(WORD) ?? []).filter((word) => word.length > 1 && IS_TELLING.test(word));
  return [...new Set([...words, ...addresses].map(shortPrint))].slice(0, MOST_MARKS);
}

/** FNV-1a in 32 bits: two of a dozen marks are not mistaken for each other. @see https://www.rfc-editor.org/rfc/rfc9923 */
function shortPrint(text: string): string {
  let print = 0x811c9dc5;
  for (const char of text) print = Math.imul(print ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (print >>> 0).toString(36);
}
