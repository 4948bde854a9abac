import type { Database } from 'libsql';
import type { LocaleTag } from '../../article/article.js';
import type { IndexState, LocaleIndex } from '../index/index-state.js';
import { createReadText, type PassageRange } from '../index/texts.js';
import { productsOf } from '../index/segment.js';
import type { FoundArticle } from './group-articles.js';
import { planLocale, type LocalePlan } from './plan-query.js';
import type { PassageHit, SearchHit, Snippet } from './search-query.js';
import { markText, marksOf, passageOf, type Marks } from './snippet.js';

/** Chooses the locale an article is served in: the site's fallback chain. */
export type ChooseLocale = (asked: LocaleTag, available: readonly LocaleTag[]) => LocaleTag;

export type ReadHits = (
  state: IndexState,
  found: readonly FoundArticle[],
  asked: { readonly locale: LocaleTag; readonly text: string; readonly plans: readonly LocalePlan[] },
) => SearchHit[];

/** Create a hit reader over one connection. */
export function createReadHits(db: Database, chooseLocale: ChooseLocale): ReadHits {
  const readText = createReadText(db);

  return (state, found, { locale: asked, text, plans }) => {
    const marks = new Map<LocaleTag, Marks>();
    const marksIn = (index: LocaleIndex): Marks => {
      const known = marks.get(index.locale);
      if (known !== undefined) return known;
      const plan =
        plans.find((other) => other.index === index) ??
        planLocale(index, text, { isLog: false, isHome: true, isWanted: undefined });
      const made = marksOf(plan, text);
      marks.set(index.locale, made);
      return made;
    };
    const snippetIn = (index: LocaleIndex, document: number): Snippet => {
      const { text, places } = readText(index.rows[document]);
      return { ...passageOf(text, places, marksIn(index)), locale: index.locale };
    };
    return found.map(({ number, best, score, similar }) => {
      const matched = best.plan.index;
      const available = [...state.locales.values()].filter(({ byNumber }) => byNumber.has(number));
      const servedLocale = chooseLocale(
        asked,
        available.map(({ locale }) => locale),
      );
      const served = available.find(({ locale }) => locale === servedLocale) ?? matched;
      const document = served.byNumber.get(number) ?? best.document;
      const title = served.titles[document] ?? '';
      const titleHighlights = markText(title, marksIn(served));
      const snippet = snippetIn(served, document);
      const hasWords = snippet.highlights.length > 0 || titleHighlights.length > 0 || matched === served;
      return {
        number,
        title,
        titleHighlights,
        matchedLocale: matched.locale,
        servedLocale: served.locale,
        snippet: hasWords ? snippet : snippetIn(matched, best.document),
        products: productsOf(served, document),
        similar,
        evidence: best.evidence,
        score: Math.round(score * 10_000) / 10_000,
      };
    });
  };
}

const MOST_OF_AN_ARTICLE = 2;
/** Score of a passage without query words, as a share of its article's. */
const ARTICLE_SHARE = 0.4;
/** Passages below this share of the query's weight are dropped. */
const LEAST_COVERAGE = 0.15;

/** Query weight of the terms between two offsets. */
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
 * Create a passage finder over one connection.
 *
 * @returns A function of the found articles, best first, and the number of passages.
 */
export function createReadPassages(
  db: Database,
): (found: readonly FoundArticle[], limit: number) => readonly PassageHit[] {
  const readText = createReadText(db);
  return (found, limit) => {
    const hits = found.flatMap(({ number, best: { plan, document }, score }) => {
      const { places, passages } = readText(plan.index.rows[document]);
      const weights = marksOf(plan).byHash;
      return passages
        .map((passage) => ({
          passage,
          coverage: Math.min(1, coverageOf(passage, places, weights) / plan.weight),
        }))
        .filter(({ coverage }) => coverage >= LEAST_COVERAGE)
        .toSorted((a, b) => b.coverage - a.coverage)
        .slice(0, MOST_OF_AN_ARTICLE)
        .map(({ passage: { anchor }, coverage }) => ({
          number,
          locale: plan.index.locale,
          anchor,
          score: Math.round(score * (ARTICLE_SHARE + (1 - ARTICLE_SHARE) * coverage) * 10_000) / 10_000,
        }));
    });
    return hits.toSorted((a, b) => b.score - a.score).slice(0, limit);
  };
}
