import type { WeightedUnit } from './telling-units.js';

/** How near a candidate's texts are to the query, each from 0 to 1. */
export interface Closeness {
  /** Share of the query's weight that the title (or the heading, which was translated apart from it) holds. */
  readonly titleCoverage: number;
  /** Share of the title's words that the query holds. */
  readonly titlePrecision: number;
  /** Share of the query's neighbours that are neighbours there. */
  readonly titleOrder: number;
  readonly keywordCoverage: number;
  readonly descriptionCoverage: number;
  /** Share of the query's weight that any of these texts holds. */
  readonly coverage: number;
}

/** The texts that are compared, as the index stores them: terms separated by spaces. */
export interface ComparedTexts {
  readonly title: string;
  readonly heading: string;
  readonly keywords: string;
  readonly description: string;
}

const PART_SHARE = 0.85;
const ALTERNATIVE_SHARE = 0.75;
const SIMILAR_SHARE = 0.6;
const SHORTEST_SIMILAR = 5;

type Terms = ReadonlySet<string>;

/** Same beginning, other end: `rundung` and `runden`, which no stemmer brings together. */
function isSimilar(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < SHORTEST_SIMILAR || a.slice(0, 4) !== b.slice(0, 4)) return false;
  let same = 4;
  while (same < shorter && a[same] === b[same]) same++;
  return same >= SHORTEST_SIMILAR && same >= 0.7 * Math.max(a.length, b.length);
}

/** How well a text holds a unit, from 0 to 1. */
function holds(unit: WeightedUnit, terms: Terms): number {
  if (terms.has(unit.term)) return 1;
  let met = 0;
  for (const { term, share } of unit.weightedParts) if (terms.has(term)) met += share;
  if (met > 0) return PART_SHARE * met;
  if (unit.alternatives.length > 0) {
    if (unit.alternatives.some((alternative) => terms.has(alternative))) return ALTERNATIVE_SHARE;
  }
  return 0;
}

function holdsNearly(unit: WeightedUnit, terms: Terms): number {
  const exactly = holds(unit, terms);
  if (exactly > 0 || unit.isStop) return exactly;
  for (const term of terms) if (isSimilar(unit.term, term)) return SIMILAR_SHARE;
  return 0;
}

interface TextCloseness {
  readonly held: readonly number[];
  readonly coverage: number;
  readonly precision: number;
  readonly order: number;
}

/** Compares many candidates with one query; equal texts are compared once. */
export function createCloseness(units: readonly WeightedUnit[]): (texts: ComparedTexts) => Closeness {
  const total = units.reduce((sum, unit) => sum + unit.weight, 0) || 1;
  const own = new Set(units.flatMap((unit) => [unit.term, ...unit.parts, ...unit.alternatives]));
  const ownTerms = units.map((unit) => unit.term);
  const neighbours = Math.max(1, units.length - 1);
  const known = new Map<string, TextCloseness>();

  const share = (held: readonly number[]): number =>
    units.reduce((sum, unit, i) => sum + unit.weight * (held[i] ?? 0), 0) / total;

  const compare = (text: string, isTitle: boolean): TextCloseness => {
    const list = text === '' ? [] : text.split(' ');
    const terms = new Set(list);
    const held = units.map((unit) => (isTitle ? holdsNearly(unit, terms) : holds(unit, terms)));
    if (!isTitle) return { held, coverage: share(held), precision: 0, order: 0 };
    const pairs = new Set(list.slice(1).map((term, i) => `${list[i] ?? ''} ${term}`));
    const inOrder = ownTerms.slice(1).filter((term, i) => pairs.has(`${ownTerms[i] ?? ''} ${term}`)).length;
    let met = 0;
    for (const term of terms) if (own.has(term)) met++;
    return { held, coverage: share(held), precision: met / Math.max(1, terms.size), order: inOrder / neighbours };
  };

  const compareOnce = (text: string, isTitle: boolean): TextCloseness => {
    const key = isTitle ? `t${text}` : `o${text}`;
    const found = known.get(key) ?? compare(text, isTitle);
    known.set(key, found);
    return found;
  };

  return ({ title, heading, keywords, description }) => {
    const titles = [compareOnce(title, true), compareOnce(heading, true)];
    const others = [compareOnce(keywords, false), compareOnce(description, false)];
    const best = units.map((_, i) => Math.max(...[...titles, ...others].map(({ held }) => held[i] ?? 0)));
    const [shown, said] = titles;
    const better = (said?.coverage ?? 0) > (shown?.coverage ?? 0) ? said : shown;
    return {
      titleCoverage: better?.coverage ?? 0,
      titlePrecision: better?.precision ?? 0,
      titleOrder: better?.order ?? 0,
      keywordCoverage: others[0]?.coverage ?? 0,
      descriptionCoverage: others[1]?.coverage ?? 0,
      coverage: share(best),
    };
  };
}
