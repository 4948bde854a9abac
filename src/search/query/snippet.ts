import type { Analyzer } from '../analysis/analyzer.js';
import { visitChunks } from '../analysis/chunks.js';
import type { Range } from './search-query.js';
import type { WeightedUnit } from './telling-units.js';

/** Characters of a snippet, about two lines. */
const LENGTH = 220;
/** A snippet is looked for in so much of the text. */
const SEARCHED = 8_000;
const LEAD = 40;

/** A place in the text where a word of the query stands. */
interface Place extends Range {
  readonly term: string;
  readonly weight: number;
}

/** A stretch of text and the query's words in it. */
export interface Passage {
  readonly text: string;
  readonly highlights: readonly Range[];
}

/** Terms that are worth marking, and how much each tells. */
export function markedTerms(units: readonly WeightedUnit[]): Map<string, number> {
  const terms = new Map<string, number>();
  for (const { term, weight, weightedParts, alternatives, isStop } of units) {
    if (isStop && units.length > 1) continue;
    for (const part of weightedParts)
      terms.set(part.term, Math.max(terms.get(part.term) ?? 0, weight * part.share));
    for (const alternative of alternatives) terms.set(alternative, weight * 0.7);
    terms.set(term, weight);
  }
  return terms;
}

function placesOf(text: string, analyzer: Analyzer, terms: ReadonlyMap<string, number>): Place[] {
  const places: Place[] = [];
  visitChunks(text, (chunk) => {
    analyzer.analyze(chunk).forEach((unit, i) => {
      const weight = terms.get(unit.term) ?? Math.max(0, ...unit.parts.map((part) => terms.get(part) ?? 0));
      if (weight === 0) return;
      const start = chunk.isCjk ? chunk.start + i : chunk.start;
      const end = chunk.isCjk ? Math.min(start + 2, chunk.end) : chunk.end;
      places.push({ term: unit.term, weight, start, end });
    });
  });
  return places;
}

/** Ranges that touch become one. */
function joined(places: readonly Range[]): Range[] {
  const ranges: Range[] = [];
  for (const { start, end } of places) {
    const last = ranges.at(-1);
    if (last !== undefined && start <= last.end)
      ranges[ranges.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else ranges.push({ start, end });
  }
  return ranges;
}

/**
 * Mark the query's words in a short text.
 *
 * @param terms - From `markedTerms`.
 */
export function markText(text: string, analyzer: Analyzer, terms: ReadonlyMap<string, number>): Range[] {
  return joined(placesOf(text, analyzer, terms));
}

function bestStart(places: readonly Place[]): number {
  let best = 0;
  let most = -1;
  places.forEach((first, i) => {
    const seen = new Set<string>();
    let sum = 0;
    for (let j = i; j < places.length; j++) {
      const place = places[j];
      if (place === undefined || place.end > first.start + LENGTH - LEAD) break;
      sum += seen.has(place.term) ? 0 : place.weight;
      seen.add(place.term);
    }
    if (sum > most + 1e-9) {
      most = sum;
      best = first.start;
    }
  });
  return best;
}

/** Move a cut to the nearest space behind it, as long as there is one near; never into a pair of surrogates. */
function atWord(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return Math.max(0, Math.min(at, text.length));
  const space = text.indexOf(' ', at);
  const moved = space >= 0 && space - at < 25 ? space + 1 : at;
  return /[\uDC00-\uDFFF]/.test(text[moved] ?? '') ? moved + 1 : moved;
}

/**
 * Cut the stretch out of a text that holds the most of the query.
 *
 * @returns The text's beginning without highlights when it holds nothing of it.
 */
export function passageOf(text: string, analyzer: Analyzer, terms: ReadonlyMap<string, number>): Passage {
  const places = placesOf(text.slice(0, SEARCHED), analyzer, terms).slice(0, 400);
  const start = places.length === 0 ? 0 : atWord(text, Math.max(0, bestStart(places) - LEAD));
  const end = atWord(text, start + LENGTH);
  const before = start > 0 ? '… ' : '';
  const shift = before.length - start;
  const inside = places.filter((place) => place.start >= start && place.end <= end);
  return {
    text: `${before}${text.slice(start, end).trimEnd()}${end < text.length ? ' …' : ''}`,
    highlights: joined(inside).map((range) => ({ start: range.start + shift, end: range.end + shift })),
  };
}
