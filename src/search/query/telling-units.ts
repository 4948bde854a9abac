import type { Unit } from '../analysis/analyzer.js';

/** A part of a name, and how much of the name's meaning it carries: the shares of all parts add up to 1. */
interface WeightedPart {
  readonly term: string;
  readonly share: number;
  /** Translations of the locale that hold it. */
  readonly count: number;
}

/** A unit of the query with what the library says of it in one locale. */
export interface WeightedUnit extends Unit {
  /** Translations of the locale that hold it whole. */
  readonly count: number;
  /** How much it tells: the rarer, the more; little for stop words. */
  readonly weight: number;
  readonly weightedParts: readonly WeightedPart[];
  /** Other terms that stand for it: compounds it is part of, or parts of the compound it is. */
  readonly alternatives: readonly string[];
}

/** A stop word tells this share of what its rarity would say. */
const STOP_SHARE = 0.15;

/** Inverse document frequency after BM25: how much a term held by `count` of `total` translations tells. */
function telling(count: number, total: number): number {
  return Math.log(1 + (total - count + 0.5) / (count + 0.5));
}

/**
 * Weigh the units of a query by how rare they are.
 *
 * A name the locale doesn't hold whole is weighed by its rarest part; a word it doesn't hold at all as one met once.
 *
 * @param counts - Translations that hold each term; a term left out is held by none.
 * @param total - Translations of the locale.
 */
export function weighUnits(
  units: readonly Unit[],
  counts: ReadonlyMap<string, number>,
  total: number,
): WeightedUnit[] {
  return units.map((unit) => {
    const count = counts.get(unit.term) ?? 0;
    const held = [unit.term, ...unit.parts].map((term) => counts.get(term) ?? 0).filter((met) => met > 0);
    const rarest = held.length === 0 ? 1 : Math.min(...held);
    const weight = telling(count === 0 ? rarest : count, total) * (unit.isStop ? STOP_SHARE : 1);
    return { ...unit, count, weight, weightedParts: weighParts(unit.parts, counts, total), alternatives: [] };
  });
}

function weighParts(
  parts: readonly string[],
  counts: ReadonlyMap<string, number>,
  total: number,
): WeightedPart[] {
  const weights = parts.map((part) => telling(counts.get(part) ?? 0.5, total));
  const sum = weights.reduce((all, weight) => all + weight, 0) || 1;
  return parts.map((term, i) => ({ term, share: (weights[i] ?? 0) / sum, count: counts.get(term) ?? 0 }));
}

/** Each unit once, the first place kept. */
export function distinctUnits(units: readonly Unit[]): Unit[] {
  const seen = new Set<string>();
  return units.filter(({ term }) => !seen.has(term) && seen.add(term).size > 0);
}

/**
 * The units of a log worth searching: those the locale holds, rarest first.
 *
 * @param most - So many are kept.
 */
export function mostTelling(units: readonly WeightedUnit[], most: number): WeightedUnit[] {
  const held = units.filter(({ count, isStop }) => count > 0 && !isStop);
  return held.toSorted((a, b) => b.weight - a.weight).slice(0, most);
}
