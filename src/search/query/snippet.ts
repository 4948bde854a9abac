import { analyzerOf, type Token } from '../analysis/analyzer.js';
import { unspacedRuns } from '../analysis/chunks.js';
import { hashTerm } from '../index/texts.js';
import { termOf } from '../index/segment.js';
import type { LocalePlan } from './plan-query.js';
import type { Range, Snippet } from './search-query.js';

/** Length of a snippet in characters, about two lines. */
const LENGTH = 220;
const LEAD = 40;
const MOST_PLACES = 400;
const MOST_RANGES = 60;

/** What a query highlights in one locale's texts. */
export interface Marks {
  /** Weights by term, and by the terms' hashes. */
  readonly weights: ReadonlyMap<string, number>;
  readonly byHash: ReadonlyMap<number, number>;
  /** Words in unspaced scripts, highlighted only as a whole. */
  readonly strings: readonly string[];
  readonly locale: string;
}

/**
 * Determine what to highlight.
 *
 * @param query - The condensed query; its unspaced words are only needed to mark texts.
 */
export function marksOf({ index, tokens }: LocalePlan, query = ''): Marks {
  const weights = new Map<string, number>();
  const add = (term: string, weight: number): void => {
    weights.set(term, Math.max(weights.get(term) ?? 0, weight));
  };
  for (const { term, weight, partTerms, otherTerms, isStop } of tokens) {
    if (isStop && tokens.length > 1) continue;
    add(term, weight);
    for (const { id, share } of [...partTerms, ...otherTerms]) add(termOf(index, id), weight * share);
  }
  return {
    weights,
    byHash: new Map([...weights].map(([term, weight]) => [hashTerm(term), weight])),
    strings: tokens.some(({ kind }) => kind === 'characters') ? unspacedWords(query, index.locale) : [],
    locale: index.locale,
  };
}

const HANGUL = /^\p{sc=Hangul}+$/u;
const LONGEST_SEGMENTED = 500;
const MOST_STRINGS = 24;
const segmenters = new Map<string, Intl.Segmenter>();

/** The words of unspaced text; Korean ones also without their final particle. */
function unspacedWords(query: string, locale: string): readonly string[] {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, segmenter);
  const runs = unspacedRuns(query.slice(0, LONGEST_SEGMENTED));
  const words = runs.flatMap((run) => {
    const parts = [...segmenter.segment(run)].map(({ segment }) => segment);
    return [run, ...parts.filter((part) => part.length > 1)];
  });
  const stems = words.flatMap((word) =>
    HANGUL.test(word) && word.length > 2
      ? [word.slice(0, -1), word.slice(0, -2)].filter((stem) => stem.length > 1)
      : [],
  );
  return [...new Set([...words, ...stems])].slice(0, MOST_STRINGS);
}

/** Adjacent ranges are merged. */
function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else result.push({ start, end });
  }
  return result;
}

function isMarked({ term, parts, kind }: Token, { weights }: Marks): boolean {
  return kind !== 'characters' && (weights.has(term) || parts.some((part) => weights.has(part)));
}

function rangesOfStrings(text: string, strings: readonly string[]): Range[] {
  const ranges: Range[] = [];
  for (const string of strings) {
    for (
      let at = text.indexOf(string);
      at >= 0 && ranges.length < MOST_RANGES;
      at = text.indexOf(string, at + 1)
    )
      ranges.push({ start: at, end: at + string.length });
  }
  return ranges;
}

/** Highlight the query's words in a short text. */
export function markText(text: string, marks: Marks): Range[] {
  const ranges = rangesOfStrings(text, marks.strings);
  analyzerOf(marks.locale).visit(text, (token, start, end) => {
    if (ranges.length < MOST_RANGES && isMarked(token, marks)) ranges.push({ start, end });
  });
  return joined(ranges);
}

/** Start of the window that covers most of the query, by the stored positions. */
function bestStart(places: Uint16Array, byHash: ReadonlyMap<number, number>): number | undefined {
  const found: { readonly hash: number; readonly weight: number; readonly start: number }[] = [];
  for (let i = 0; i < places.length && found.length < MOST_PLACES; i += 2) {
    const weight = byHash.get(places[i] ?? 0);
    if (weight !== undefined) found.push({ hash: places[i] ?? 0, weight, start: places[i + 1] ?? 0 });
  }
  let best: number | undefined;
  let most = 0;
  found.forEach((first, i) => {
    const seen = new Set<number>();
    let sum = 0;
    for (let j = i; j < found.length; j++) {
      const place = found[j];
      if (place === undefined || place.start > first.start + LENGTH - LEAD) break;
      sum += seen.has(place.hash) ? 0 : place.weight;
      seen.add(place.hash);
    }
    if (sum > most + 1e-9) [most, best] = [sum, first.start];
  });
  return best;
}

/** Move a cut to the next space if one is near; never into a surrogate pair. */
function atWord(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return Math.max(0, Math.min(at, text.length));
  const space = text.indexOf(' ', at);
  const moved = space >= 0 && space - at < 25 ? space + 1 : at;
  return /[\uDC00-\uDFFF]/.test(text[moved] ?? '') ? moved + 1 : moved;
}

/**
 * Extract the excerpt that covers most of the query.
 *
 * @param places - Stored term positions.
 * @returns The beginning of the text without highlights when nothing matches.
 */
export function passageOf(text: string, places: Uint16Array, marks: Marks): Omit<Snippet, 'locale'> {
  const first = bestStart(places, marks.byHash);
  const start = first === undefined ? 0 : atWord(text, Math.max(0, first - LEAD));
  const end = atWord(text, start + LENGTH);
  const before = start > 0 ? '… ' : '';
  const cut = `${before}${text.slice(start, end).trimEnd()}`;
  return {
    text: `${cut}${end < text.length ? ' …' : ''}`,
    highlights: first === undefined ? [] : markText(cut, marks),
  };
}
