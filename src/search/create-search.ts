import type { Database } from 'libsql';
import { parseArticleNumber, type ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { createIndexState, type IndexState } from './index/index-state.js';
import { termOf } from './index/segment.js';
import { ClusterFailure } from './opensearch/ask-cluster.js';
import type { Meaning } from './meaning/meaning.js';
import type { SearchCluster } from './opensearch/search-cluster.js';
import { createFindArticles, type Finding, type Found, type Near } from './query/find-articles.js';
import { chooseDocuments, type ChosenDocuments } from './query/score.js';
import { countFacets, type FoundArticle } from './query/group-articles.js';
import { questionLocale } from './query/query-language.js';
import { createReadHits, createReadPassages, type ChooseLocale } from './query/read-hits.js';
import type { Explanation, SearchQuery, SearchResult, TitleSuggestion } from './query/search-query.js';
import { contentOf, type LocalePlan } from './query/plan-query.js';
import { createSearchTicket } from './query/search-ticket.js';
import { nearestProducts, suggestTitles } from './query/suggest.js';

export interface Search {
  /** Find articles; none for an unknown product or `foundIn` locale. */
  search: (query: SearchQuery) => Promise<SearchResult>;
  /**
   * Completions of titles and numbers, those of one locale first.
   *
   * @param limit - 1 to 20; default 8.
   */
  suggest: (typed: string, locale: LocaleTag, limit?: number) => readonly TitleSuggestion[];
  /** Load the index and run searches in every locale, so that the first request is fast. */
  warm: () => Promise<void>;
}

export interface SearchOptions {
  readonly chooseLocale: ChooseLocale;
  /** Cluster for the first stage; the index in memory without one. */
  readonly cluster?: SearchCluster | undefined;
  /** Semantic search; undefined without a model. */
  readonly meaning?: Meaning | undefined;
}

/** Runs the first stage on a cluster; undefined: in memory. */
type Choose = SearchCluster['choose'] | undefined;

const DEFAULT_LIMIT = 10;
const MOST_ITEMS = 50;
/** Warm-up searches per locale. */
const WARMING_SEARCHES = 2;
const LONGEST_WARMING = 80;

/** A query that is an article number, as people write it: `ka 05406`, `KA–05406`. */
function readTypedNumber(text: string): ArticleNumber | undefined {
  return parseArticleNumber(text.slice(0, 40).replace(/^(\s*k[at])[\s‐‑–]*(?=\d)/i, '$1-'));
}

function isKnown({ locales }: IndexState, number: ArticleNumber): boolean {
  return [...locales.values()].some(({ byNumber }) => byNumber.has(number));
}

/**
 * Create a search engine.
 *
 * @param db - A read connection to the library file.
 */
export function createSearch(db: Database, { chooseLocale, cluster, meaning }: SearchOptions): Search {
  const readState = createIndexState(db);
  const readHits = createReadHits(db, chooseLocale);
  const readPassages = createReadPassages(db);
  const find = createFindArticles(db);

  /** Texts are read from the revision being searched, despite concurrent commits. */
  const inSnapshot = <Result>(run: (state: IndexState) => Result): Result => {
    db.exec('BEGIN');
    try {
      return run(readState());
    } finally {
      db.exec('COMMIT');
    }
  };

  const begin = (state: IndexState, query: SearchQuery, near: Near): Finding => {
    const typed = readTypedNumber(query.text);
    // An unknown number is searched for only as a whole, since its digits and prefix would match anything.
    return typed !== undefined && !isKnown(state, typed)
      ? find(state, { ...query, text: typed }, undefined, true)
      : find(state, query, near);
  };

  /** The model is queried in the question's own language; if it fails, the results are those without it. */
  const findNear = async ({ text, locale }: SearchQuery): Promise<Near> => {
    const state = readState();
    const asked = meaning === undefined ? undefined : questionLocale(text, locale, [...state.locales.keys()]);
    if (meaning === undefined || asked === undefined) return undefined;
    const numbers = await meaning.nearest(state, asked, text);
    return { locale: asked, numbers };
  };

  const present = (state: IndexState, query: SearchQuery, found: Found): SearchResult => {
    const typed = readTypedNumber(query.text);
    const { articles, plans, isCapped, text, correction, isUnknown } = found;
    const sorted = query.sort === 'newest' ? articles.toSorted((a, b) => dayOf(b) - dayOf(a)) : articles;
    const offset = Math.max(0, Math.trunc(query.offset ?? 0));
    const limit = Math.min(MOST_ITEMS, Math.max(1, Math.trunc(query.limit ?? DEFAULT_LIMIT)));
    const suggestion = correction === undefined || correction.isSilent ? undefined : correction.text;
    return {
      items: readHits(state, sorted.slice(offset, offset + limit), { locale: query.locale, text, plans }),
      total: sorted.length,
      isTotalCapped: isCapped,
      facets: countFacets(sorted),
      direct: typed !== undefined && isKnown(state, typed) ? typed : undefined,
      suggestion,
      isSuggestionUsed: suggestion !== undefined && isUnknown && sorted.length > 0,
      nearestProducts: sorted.length === 0 ? nearestProducts(query.text, state.products) : [],
      passages: query.unit === 'passage' ? readPassages(sorted.slice(0, MOST_ITEMS), limit) : [],
      explanation: query.isExplained === true ? explain(found) : undefined,
      next: offset + limit < sorted.length ? offset + limit : undefined,
      degraded: undefined,
      revision: state.revision,
    };
  };

  /** @throws ClusterFailure when the cluster cannot run the first stage. */
  const run = async (query: SearchQuery, near: Near, choose: Choose): Promise<SearchResult> => {
    let [begun, finding]: [IndexState?, Finding?] = [];
    let chosen: ChosenDocuments = [];
    for (;;) {
      const progress = inSnapshot((state) => {
        if (begun !== undefined && state !== begun) throw new ClusterFailure('no-index');
        begun = state;
        finding ??= begin(state, query, near);
        let step = finding.next(chosen);
        // In memory, everything is read from one snapshot.
        while (choose === undefined && step.done !== true) step = finding.next(chooseDocuments(step.value));
        return step.done === true
          ? { result: present(state, query, step.value) }
          : { ask: step.value, state };
      });
      if ('result' in progress) return progress.result;
      if (choose !== undefined) chosen = await choose(progress.state, progress.ask, query);
    }
  };

  const search = async (query: SearchQuery): Promise<SearchResult> => {
    const near = await findNear(query);
    try {
      return await run(query, near, cluster?.choose);
    } catch (error) {
      if (!(error instanceof ClusterFailure)) throw error;
      return { ...(await run(query, near, undefined)), degraded: error.reason };
    }
  };

  const suggest = (typed: string, asked: LocaleTag, limit?: number): readonly TitleSuggestion[] => {
    const state = readState();
    const locales = [...state.locales.keys()];
    return locales.length === 0 ? [] : suggestTitles(state, typed, chooseLocale(asked, locales), limit);
  };

  const warm = async (): Promise<void> => {
    const state = readState();
    void cluster?.prepare(state);
    void meaning?.update(state);
    for (const { locale, titles } of state.locales.values()) {
      for (const title of titles.slice(0, WARMING_SEARCHES)) {
        await run({ text: `${title.slice(0, LONGEST_WARMING)} qwxz`, locale }, undefined, undefined);
        suggest(title.slice(0, 2), locale);
      }
    }
  };

  const searchTicket = createSearchTicket(readState, search);

  return {
    search: (query) => (query.isTicket === true ? searchTicket(query) : search(query)),
    suggest,
    warm,
  };
}

function explain({ text, home, plans, synonyms, boosted }: Found): Explanation {
  const main = plans.find(({ index }) => home.has(index.locale)) ?? plans[0];
  return {
    text,
    home: [...home],
    searched: plans.map(({ index }) => index.locale),
    tokens: (main?.tokens ?? []).map(({ term, weight, count, partTerms, otherTerms }) => ({
      term,
      weight: Math.round(weight * 1000) / 1000,
      count,
      standIns: [...partTerms, ...otherTerms].flatMap(({ id }) =>
        main === undefined ? [] : [termOf(main.index, id)],
      ),
    })),
    information: informationOf(main),
    synonyms: synonyms.map(({ word, others }) => `${word}: ${others.join(', ')}`),
    boosted,
  };
}

/** Number of words, unknown to all translations, whose combined weight is enough information. */
const ENOUGH_WORDS = 5;
/** Words of real articles occur in at least this share of translations. */
const USUAL_SHARE = 0.01;
/** Minimum information of a match on codes and names only, squared. */
const LEAST_USUAL = 0.1;

function informationOf(plan: LocalePlan | undefined): number {
  if (plan === undefined) return 0;
  const { index, weight } = plan;
  const content = contentOf(plan);
  const usual = content.filter(({ count }) => count > 0 && count >= USUAL_SHARE * index.size);
  const share = usual.length / Math.max(1, content.length);
  return (
    Math.min(1, weight / (ENOUGH_WORDS * Math.log(2 * index.size + 1))) *
    Math.sqrt(Math.min(1, LEAST_USUAL + share))
  );
}

function dayOf({ best }: FoundArticle): number {
  return best.plan.index.days[best.document] ?? 0;
}
