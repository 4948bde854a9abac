import type { WeightedUnit } from './telling-units.js';

/** How much full text may have to do: it scores every translation that holds one of the terms. */
export interface MatchEffort {
  /** The rarest so many words are searched however many translations hold them. */
  readonly atLeast: number;
  /** So many translations may hold the searched terms, counted once a term. */
  readonly scored: number;
}

const MOST_TERMS = 28;

/** Write a term so that the full-text engine takes it as text, whatever it looks like. */
export function quoteTerm(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}

const ONLY_LETTERS = /^\p{L}+$/u;

/** A name known whole needs no search for its parts; a word with hyphens does. */
function termsFor({ term, count, parts, alternatives }: WeightedUnit): string[] {
  if (count === 0) return [...parts, ...alternatives];
  return ONLY_LETTERS.test(term) ? [term, ...parts, ...alternatives] : [term, ...alternatives];
}

/**
 * The full-text expression that chooses candidates: any of the telling words, rarest first, as many as time allows.
 *
 * @returns Undefined when the locale holds none of the words, or only words too common for the effort.
 */
export function matchExpression(
  units: readonly WeightedUnit[],
  { atLeast, scored: mostScored }: MatchEffort,
): string | undefined {
  const held = units.filter((unit) => termsFor(unit).length > 0);
  const telling = held.filter((unit) => !unit.isStop);
  const chosen = (telling.length > 0 ? telling : held).toSorted((a, b) => b.weight - a.weight);
  const terms = new Set<string>();
  let scored = 0;
  for (const [i, unit] of chosen.entries()) {
    scored += unit.count + unit.weightedParts.reduce((sum, part) => sum + part.count, 0);
    if (i >= atLeast && scored > mostScored) break;
    for (const term of termsFor(unit)) if (terms.size < MOST_TERMS) terms.add(term);
  }
  return terms.size === 0 ? undefined : [...terms].map(quoteTerm).join(' OR ');
}
