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
  if (shorter < SHORTEST_SIMILAR) return false;
  let same = 0;
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
  const knownTitles = new Map<string, TextCloseness>();
  const knownTexts = new Map<string, TextCloseness>();

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
    return {
      held,
      coverage: share(held),
      precision: met / Math.max(1, terms.size),
      order: inOrder / neighbours,
    };
  };

  const compareOnce = (text: string, isTitle: boolean): TextCloseness => {
    const known = isTitle ? knownTitles : knownTexts;
    const found = known.get(text) ?? compare(text, isTitle);
    known.set(text, found);
    return found;
  };

  return ({ title, heading, keywords, description }) => {
    const shown = compareOnce(title, true);
    const said = compareOnce(heading, true);
    const better = said.coverage > shown.coverage ? said : shown;
    const keyed = compareOnce(keywords, false);
    const described = compareOnce(description, false);
    const best = units.map((_, i) =>
      Math.max(shown.held[i] ?? 0, said.held[i] ?? 0, keyed.held[i] ?? 0, described.held[i] ?? 0),
    );
    return {
      titleCoverage: better.coverage,
      titlePrecision: better.precision,
      titleOrder: better.order,
      keywordCoverage: keyed.coverage,
      descriptionCoverage: described.coverage,
      coverage: share(best),
    };
  };
}
