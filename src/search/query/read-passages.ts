import type { Database } from 'libsql';
import { createReadText, type PassageRange } from '../index/texts.js';
import type { FoundArticle } from './group-articles.js';
import type { PassageHit } from './search-query.js';
import { marksOf } from './snippet.js';

const MOST_OF_AN_ARTICLE = 2;
const LONGEST = 1_800;
/** A passage without any of the query's words counts this share of its article. */
const ARTICLE_SHARE = 0.4;
/** What is below this share of the query's weight answers nothing by itself. */
const LEAST_COVERAGE = 0.15;

/** Share of the query's weight whose terms stand between two offsets. */
function coverageOf(
  { start, end }: PassageRange,
  places: Uint16Array,
  weights: ReadonlyMap<number, number>,
): number {
  const met = new Set<number>();
  for (let i = 0; i < places.length; i += 2) {
    const at = places[i + 1] ?? 0;
    if (at >= start && at < end && weights.has(places[i] ?? 0)) met.add(places[i] ?? 0);
  }
  return [...met].reduce((sum, hash) => sum + (weights.get(hash) ?? 0), 0);
}

/**
 * Prepare to find the sections and steps that answer best, over one connection.
 *
 * @returns A function of the articles found, best first, and how many passages are wanted.
 */
export function createReadPassages(
  db: Database,
): (found: readonly FoundArticle[], limit: number) => readonly PassageHit[] {
  const readText = createReadText(db);
  return (found, limit) => {
    const hits = found.flatMap(({ number, best: { plan, document }, score }) => {
      const { text, places, passages } = readText(plan.index.rows[document]);
      const weights = marksOf(plan, '').byHash;
      return passages
        .map((passage) => ({
          passage,
          coverage: Math.min(1, coverageOf(passage, places, weights) / plan.weight),
        }))
        .filter(({ coverage }) => coverage >= LEAST_COVERAGE)
        .toSorted((a, b) => b.coverage - a.coverage)
        .slice(0, MOST_OF_AN_ARTICLE)
        .map(({ passage: { anchor, start, end }, coverage }) => ({
          number,
          locale: plan.index.locale,
          anchor,
          text: text.slice(start, Math.min(end, start + LONGEST)).replace(/ · $/, ''),
          score: Math.round(score * (ARTICLE_SHARE + (1 - ARTICLE_SHARE) * coverage) * 10_000) / 10_000,
        }));
    });
    return hits.toSorted((a, b) => b.score - a.score).slice(0, limit);
  };
}
