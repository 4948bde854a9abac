import type { Step, TranslationSummary } from './article.js';

type Marks = readonly (readonly string[])[];

/**
 * Find which steps of the source a shorter translation lacks.
 *
 * Both have the same order, so the surplus source steps are dropped, choosing those that share the
 * least with the remaining steps. If the marks do not decide, the last ones are missing.
 *
 * @param own - Marks of the translation's steps; empty when unknown.
 * @param source - Marks of the source's steps, more than `own` has.
 * @returns Numbers of the source's steps, from 1, in order.
 */
export function findMissingSteps(own: Marks, source: Marks): readonly number[] {
  const spare = source.length - own.length;
  // best[i]: the highest total for the first i own steps with `left` source steps dropped before the i-th.
  let best: Placing[] = Array.from({ length: spare + 1 }, (_, left) => ({
    shared: 0,
    missing: range(0, left),
  }));
  own.forEach((marks, i) => {
    const placed = best.map(({ shared, missing }, left) => ({
      shared: shared + likeness(marks, source[i + left] ?? []),
      missing,
    }));
    // Dropping one more source step after this one, only if that scores higher.
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

/** Score of the steps aligned so far, and the source steps dropped. */
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

/** The marks of each of a translation's steps. */
export function marksOf({ stepCount, stepMarks = [] }: TranslationSummary): Marks {
  return Array.from({ length: stepCount }, (_, i) => stepMarks[i] ?? []);
}

/** Marks kept per step; more add nothing. */
const MOST_MARKS = 12;

const ADDRESS = /(?:href|src)="([^"]+)"/g;
/** A Latin word that translation usually leaves unchanged: a code, path, name or key. */
const WORD = /[A-Za-z0-9_](?:[A-Za-z0-9_./:\\-]*[A-Za-z0-9_])?/g;
const IS_TELLING = /[A-Z0-9_./:\\]/;

/**
 * Language-independent parts of a step (identifiers, numbers, names, URLs) as short hashes.
 *
 * They identify the same step in two translations without understanding either language.
 */
export function stepMarks({ html, text }: Pick<Step, 'html' | 'text'>): readonly string[] {
  const addresses = [...html.matchAll(ADDRESS)].map(([, address = '']) => address);
  const words = (text.match(WORD) ?? []).filter((word) => word.length > 1 && IS_TELLING.test(word));
  return [...new Set([...words, ...addresses].map(shortPrint))].slice(0, MOST_MARKS);
}

/** 32-bit FNV-1a: collisions among a dozen marks are negligible. @see https://www.rfc-editor.org/rfc/rfc9923 */
function shortPrint(text: string): string {
  let print = 0x811c9dc5;
  for (const char of text) print = Math.imul(print ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (print >>> 0).toString(36);
}
