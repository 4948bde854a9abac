import type { Database } from 'libsql';
import { Problem } from '../problem.js';
import type { LocaleTag } from '../article/article.js';
import { parseArticleNumber, type ArticleNumber } from '../article/article-number.js';
import { gatherArticles, type FoundArticle } from './query/articles-found.js';
import { boilDown } from './query/condense-query.js';
import { createFindCandidates, OTHER_EFFORT, OWN_EFFORT, type Effort } from './query/candidates.js';
import { createCountFacets } from './query/facets.js';
import { createReadHit, type ChooseLocale } from './query/hit-reader.js';
import { createIndexState, type IndexState } from './index/index-state.js';
import { createCountTerms } from './analysis/locale-terms.js';
import { createMendQuery } from './query/correct-query.js';
import { nearestProducts } from './query/nearest-products.js';
import { phraseOf } from './query/phrase.js';
import { createPlanQuery, type LocalePlan } from './query/query-plan.js';
import type { SearchQuery, SearchResult, TitleSuggestion } from './query/search-query.js';
import { createSuggestTitles } from './query/suggest-titles.js';
import { createReadWords } from './analysis/word-list.js';

/** Answers searches over one connection; synchronous, some milliseconds each. */
export interface Search {
  /**
   * Find articles.
   *
   * @throws Problem `invalid-parameter` (400) naming the known ones when the product or the `foundIn` locale is unknown.
   */
  search: (query: SearchQuery) => SearchResult;
  /**
   * Titles and numbers in one locale that go on as typed.
   *
   * @param limit - 1 to 20; 8 when not given.
   */
  suggest: (typed: string, locale: LocaleTag, limit?: number) => readonly TitleSuggestion[];
}

/** What the search room needs of its surroundings. */
export interface SearchOptions {
  readonly chooseLocale: ChooseLocale;
}

const DEFAULT_LIMIT = 10;
const MOST_ITEMS = 50;

/** What one way of reading the query found. */
interface Found {
  readonly plans: readonly LocalePlan[];
  readonly articles: readonly FoundArticle[];
  readonly isCapped: boolean;
  /** The query is a pasted log: its words are not looked at for spelling. */
  readonly isLog: boolean;
}

/** The article number that is the whole query, as people write it: `ka 05406`, `KA–05406`. */
function readTypedNumber(text: string): ArticleNumber | undefined {
  return parseArticleNumber(text.slice(0, 40).replace(/^(\s*k[at])[\s‐‑–]*(?=\d)/i, '$1-'));
}

function checkKnown(name: 'product' | 'foundIn', value: string | undefined, known: readonly string[]): void {
  if (value === undefined || known.includes(value)) return;
  const detail = known.join(', ');
  throw new Problem('invalid-parameter', {
    values: { name, value, known: detail },
    errors: [{ pointer: `/query/${name}`, detail }],
    extensions: { known },
  });
}

/**
 * Open the index for searching.
 *
 * @param db - A connection to the library file; reading is enough. Statements are prepared as locales are met.
 */
export function createSearch(db: Database, { chooseLocale }: SearchOptions): Search {
  const readState = createIndexState(db);
  const planQuery = createPlanQuery(db);
  const findCandidates = createFindCandidates(db);
  const readHit = createReadHit(db, chooseLocale);
  const countFacets = createCountFacets(db);
  const mendQuery = createMendQuery(createReadWords(db), createCountTerms(db));
  const suggestTitles = createSuggestTitles(db);
  const findNumber = db.prepare('SELECT number FROM search_document WHERE number = ? LIMIT 1');

  const find = (state: IndexState, text: string, query: SearchQuery, isNumber = false): Found => {
    const boiled = boilDown(text);
    const plans = planQuery(state, boiled, query.locale, query.foundIn);
    const likely = plans.find(({ known }) => known > 0);
    const effortIn = (locale: LocaleTag): Effort => (locale === likely?.locale ? OWN_EFFORT : OTHER_EFFORT);
    const run = (phrase: boolean): Found => {
      const perLocale = plans.map(({ locale, units }) =>
        findCandidates({
          locale,
          units,
          product: query.product,
          effort: effortIn(locale),
          phrase: phrase ? phraseOf(text, locale) : undefined,
        }),
      );
      return {
        plans,
        isLog: boiled.isLog,
        articles: gatherArticles(perLocale.flat(), query.locale),
        isCapped: plans.some(({ locale }, i) => (perLocale[i]?.length ?? 0) >= effortIn(locale).compared),
      };
    };
    if (phraseOf(text, query.locale) === undefined) return run(false);
    const strictly = run(true);
    return strictly.articles.length > 0 || isNumber ? strictly : run(false);
  };

  const search = (query: SearchQuery): SearchResult => {
    const state = readState();
    checkKnown('product', query.product, state.products);
    checkKnown('foundIn', query.foundIn, [...state.documents.keys()]);
    const typed = readTypedNumber(query.text);
    const direct = typed !== undefined && findNumber.get(typed) !== undefined ? typed : undefined;
    // A number nobody has is looked for as a mention only: its digits and its prefix would find anything.
    const isUnknownNumber = typed !== undefined && direct === undefined;
    const asTyped = isUnknownNumber ? find(state, `"${typed}"`, query, true) : find(state, query.text, query);
    const isPlain = !asTyped.isLog && !isUnknownNumber;
    const mended = isPlain ? mendQuery(state, query.text, asTyped.plans) : undefined;
    const isMendUsed = mended !== undefined && (mended.isSilent || asTyped.articles.length === 0);
    const { plans, articles, isCapped } = isMendUsed ? find(state, mended.text, query) : asTyped;
    const offset = Math.max(0, Math.trunc(query.offset ?? 0));
    const limit = Math.min(MOST_ITEMS, Math.max(1, Math.trunc(query.limit ?? DEFAULT_LIMIT)));
    const page = articles.slice(offset, offset + limit);
    return {
      items: page.map((found) => readHit(found, query.locale, plans)),
      total: articles.length,
      isTotalCapped: isCapped,
      facets: countFacets(articles),
      direct,
      suggestion: mended === undefined || mended.isSilent ? undefined : mended.text,
      isSuggestionUsed: isMendUsed && !mended.isSilent,
      nearestProducts: articles.length === 0 ? nearestProducts(query.text, state.products) : [],
      next: offset + limit < articles.length ? offset + limit : undefined,
      revision: state.revision,
    };
  };

  const suggest = (typed: string, asked: LocaleTag, limit?: number): readonly TitleSuggestion[] => {
    const locales = [...readState().documents.keys()];
    return locales.length === 0 ? [] : suggestTitles(typed, chooseLocale(asked, locales), limit);
  };

  return { search, suggest };
}
