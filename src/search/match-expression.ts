import type { WeightedUnit } from './telling-units.js';

/** A term that more than this share of the translations hold chooses nothing. */
const TOO_COMMON = 0.3;
const MOST_TERMS = 28;

/** Write a term so that the full-text engine takes it as text, whatever it looks like. */
export function quoteTerm(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}

/** A name known whole needs no search for its parts. */
function termsFor({ term, count, parts, alternatives }: WeightedUnit): string[] {
  return count > 0 ? [term, ...alternatives] : [...parts, ...alternatives];
}

/**
 * The full-text expression that chooses candidates: any of the telling terms.
 *
 * @param total - Translations of the locale.
 * @returns Undefined when the locale holds none of the terms.
 */
export function matchExpression(units: readonly WeightedUnit[], total: number): string | undefined {
  const held = units.filter((unit) => unit.count > 0 || unit.parts.length > 0 || unit.alternatives.length > 0);
  const telling = held.filter((unit) => !unit.isStop && unit.count <= Math.max(TOO_COMMON * total, 3));
  const chosen = telling.length > 0 ? telling : held;
  const terms = new Set<string>();
  for (const unit of chosen.toSorted((a, b) => b.weight - a.weight)) {
    for (const term of termsFor(unit)) if (terms.size < MOST_TERMS) terms.add(term);
  }
  return terms.size === 0 ? undefined : [...terms].map(quoteTerm).join(' OR ');
}
