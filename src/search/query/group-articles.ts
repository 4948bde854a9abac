import type { LocaleTag } from '../../article/article.js';
import type { ArticleNumber } from '../../article/article-number.js';
import { countValues } from '../index/index-state.js';
import { productsOf } from '../index/segment.js';
import type { LocalePlan } from './plan-query.js';
import { judgeDocuments, type Candidate } from './score.js';
import type { SearchResult } from './search-query.js';

/** A found article with its best translation. */
export interface FoundArticle {
  readonly number: ArticleNumber;
  readonly best: Candidate;
  readonly score: number;
  /** Other found articles with the same title, oldest number first. */
  readonly similar: readonly ArticleNumber[];
}

/** Hits below this share of the best score are dropped. */
const LEAST_SHARE = 0.25;
/** Factor by which a translation in another language must be better to be chosen. */
const FOREIGN_SHARE = 0.84;
/** Articles with the same title are ranked by text only when one's score is below this share of the best. */
const CLEAR_DIFFERENCE = 0.85;

/**
 * Merge the hits of all locales: each article once, best first, articles with the same title grouped.
 *
 * The oldest number represents a group, unless another clearly matches better.
 *
 * @param home - Locales in the query's language.
 */
export function groupArticles(
  candidates: readonly Candidate[],
  home: ReadonlySet<LocaleTag>,
): FoundArticle[] {
  const articles = new Map<ArticleNumber, Omit<FoundArticle, 'similar'>>();
  for (const best of candidates) {
    const { index } = best.plan;
    const number = index.numbers[best.document] ?? '';
    const score = best.score * (home.size === 0 || home.has(index.locale) ? 1 : FOREIGN_SHARE);
    const known = articles.get(number);
    if (known === undefined || score > known.score) articles.set(number, { number, best, score });
  }
  const groups = new Map<string, Omit<FoundArticle, 'similar'>[]>();
  for (const article of articles.values()) {
    const { plan, document } = article.best;
    const key = `${plan.index.locale} ${plan.index.titles[document] ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [article]);
    else group.push(article);
  }
  const found = [...groups.values()].map((group): FoundArticle => {
    const score = Math.max(...group.map((article) => article.score));
    const ordered = group.toSorted((a, b) => (a.number < b.number ? -1 : 1));
    const first = ordered.find((article) => article.score >= CLEAR_DIFFERENCE * score) ?? ordered[0];
    if (first === undefined) throw new Error('a group has an article');
    const similar = ordered.filter((article) => article !== first).map(({ number }) => number);
    return { ...first, score, similar };
  });
  found.sort((a, b) => b.score - a.score || (a.number < b.number ? -1 : 1));
  const least = LEAST_SHARE * (found[0]?.score ?? 0);
  return found.filter(({ score }) => score >= least);
}

/** A placeholder hit for an article that was not found. */
function articleOf(
  number: ArticleNumber,
  found: readonly FoundArticle[],
  plans: readonly LocalePlan[],
): FoundArticle | undefined {
  const known = found.find((article) => article.number === number || article.similar.includes(number));
  if (known !== undefined) return known;
  const plan = plans.find(({ index }) => index.byNumber.has(number));
  const document = plan?.index.byNumber.get(number);
  if (plan === undefined || document === undefined || plan.isWanted?.(document) === false) return undefined;
  return judgeDocuments(plan, [document]).map((best) => ({ number, best, score: 0, similar: [] }))[0];
}

/** Put boosted articles first, in order, adding those that were not found. */
export function boostArticles(
  found: readonly FoundArticle[],
  numbers: readonly ArticleNumber[],
  plans: readonly LocalePlan[],
): readonly FoundArticle[] {
  const score = found[0]?.score ?? 1;
  const boosted = numbers.flatMap((number): FoundArticle[] => {
    const article = articleOf(number, found, plans);
    return article === undefined ? [] : [{ ...article, score }];
  });
  const taken = new Set(boosted.map(({ number }) => number));
  return [...boosted, ...found.filter(({ number }) => !taken.has(number))];
}

/** The usual constant of reciprocal rank fusion. */
const RANK_CONSTANT = 60;

/**
 * Fuse lexical and semantic results by reciprocal rank.
 *
 * @param near - Semantic results, nearest first.
 * @param plans - Plans in the question's language.
 * @see https://doi.org/10.1145/1571941.1572114
 */
export function fuseArticles(
  found: readonly FoundArticle[],
  near: readonly ArticleNumber[],
  plans: readonly LocalePlan[],
): readonly FoundArticle[] {
  const sums = new Map<FoundArticle, number>();
  const add = (article: FoundArticle, rank: number): void => {
    sums.set(article, (sums.get(article) ?? 0) + 1 / (RANK_CONSTANT + rank));
  };
  found.forEach(add);
  near.forEach((number, rank) => {
    const article = articleOf(number, found, plans);
    if (article !== undefined) add(article, rank);
  });
  const scored = [...sums].toSorted(([, a], [, b]) => b - a);
  const most = scored[0]?.[1] ?? 1;
  const best = found[0]?.score ?? 1;
  return scored.map(([article, sum]) => ({ ...article, score: (best * sum) / most }));
}

/** Count facets of the found articles, most frequent first. */
export function countFacets(found: readonly FoundArticle[]): SearchResult['facets'] {
  return {
    products: countValues(found.flatMap(({ best }) => productsOf(best.plan.index, best.document))),
    locales: countValues(found.map(({ best }) => best.plan.index.locale)),
  };
}
