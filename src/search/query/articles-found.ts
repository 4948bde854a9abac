import type { LocaleTag } from '../../article/article.js';
import type { ArticleNumber } from '../../article/article-number.js';
import type { Candidate } from './candidates.js';

/** An article found, by the translation that answers best. */
export interface FoundArticle {
  readonly number: ArticleNumber;
  readonly best: Candidate;
  readonly score: number;
}

/** What is farther off than this share of the best is not shown. */
const LEAST_SHARE = 0.25;
/** Another locale than the asker's must be this much better to be the one that answers. */
const FOREIGN_SHARE = 0.9;
/** Articles of one title are told apart by their text only when one's is below this share of the best one's. */
const TELLING_DIFFERENCE = 0.67;

/**
 * Let articles of the same title share the evidence of the middle one of them, unless the text clearly speaks for one.
 *
 * A copy whose wording happens to repeat a word of the query is no better an answer: among equals the oldest number stands first.
 */
function settleCopies(candidates: readonly Candidate[]): Candidate[] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = `${candidate.locale} ${candidate.title}`;
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  return [...groups.values()].flatMap((group) => {
    const sorted = group.toSorted((a, b) => b.score - a.score);
    const best = Math.max(...sorted.map(({ evidence }) => evidence.text));
    const alike = sorted.filter(({ evidence }) => evidence.text >= TELLING_DIFFERENCE * best);
    const middle = alike[(alike.length - 1) >> 1];
    if (middle === undefined) return sorted;
    return sorted.map((candidate) =>
      alike.includes(candidate)
        ? { ...candidate, evidence: middle.evidence, score: middle.score }
        : candidate,
    );
  });
}

/**
 * Bring the translations found in all locales together: each article once, best first.
 *
 * @param locale - The asker's.
 */
export function gatherArticles(candidates: readonly Candidate[], locale: LocaleTag): FoundArticle[] {
  const articles = new Map<ArticleNumber, FoundArticle>();
  for (const candidate of settleCopies(candidates)) {
    const score = candidate.score * (candidate.locale === locale ? 1 : FOREIGN_SHARE);
    const known = articles.get(candidate.number);
    if (known === undefined || score > known.score) {
      articles.set(candidate.number, { number: candidate.number, best: candidate, score });
    }
  }
  const sorted = [...articles.values()].sort((a, b) => b.score - a.score || (a.number < b.number ? -1 : 1));
  const least = LEAST_SHARE * (sorted[0]?.score ?? 0);
  return sorted.filter(({ score }) => score >= least);
}
