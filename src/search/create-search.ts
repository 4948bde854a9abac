import type { Database } from 'libsql';
import { z } from 'zod';
import { parseArticleNumber, type ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { Problem } from '../problem.js';
import { analyzerOf } from './analysis/analyzer.js';
import { typeaheadText } from './analysis/typeahead-text.js';
import { createIndexState, type IndexState, type LocaleIndex } from './index/index-state.js';
import { findPosting, findTerm } from './index/segment.js';
import { condenseQuery } from './query/condense-query.js';
import { correctQuery, type Correction } from './query/correct-query.js';
import { countFacets, groupArticles, type FoundArticle } from './query/group-articles.js';
import { nearestProducts } from './query/nearest-products.js';
import { parseQuery, type ParsedQuery } from './query/parse-query.js';
import { dropUnknown, planLocale, type LocalePlan } from './query/plan-query.js';
import { likelyLocales } from './query/query-language.js';
import { createReadHits, type ChooseLocale } from './query/read-hits.js';
import { scorePlans, type Candidate, type IsWanted } from './query/score.js';
import type { SearchQuery, SearchResult, TitleSuggestion } from './query/search-query.js';
import { suggestTitles } from './query/suggest.js';

/** Answers searches over one connection; synchronous, a few milliseconds each. */
export interface Search {
  /**
   * Find articles.
   *
   * @throws Problem `invalid-parameter` (400) naming the known ones when the product or the `foundIn` locale is unknown.
   */
  search: (query: SearchQuery) => SearchResult;
  /**
   * Titles and numbers that go on as typed, those of one locale first.
   *
   * @param limit - 1 to 20; 8 when not given.
   */
  suggest: (typed: string, locale: LocaleTag, limit?: number) => readonly TitleSuggestion[];
  /** Read the index and search a little in every locale, so that the first reader waits for nothing. */
  warm: () => void;
}

/** What the search room needs of its surroundings. */
export interface SearchOptions {
  readonly chooseLocale: ChooseLocale;
}

const DEFAULT_LIMIT = 10;
const MOST_ITEMS = 50;
const ANSWERED_COVERAGE = 0.85;
const SENTENCE = 4;
/** Texts read to see whether a phrase stands in them. */
const MOST_READ = 200;

/** Searches of each locale that make the first reader's as fast as the tenth's. */
const WARMING_SEARCHES = 6;
const LONGEST_WARMING = 80;

const textRow = z.object({ text: z.string() });

/** What was found, and how. */
interface Found {
  readonly articles: readonly FoundArticle[];
  readonly plans: readonly LocalePlan[];
  readonly isCapped: boolean;
  /** What is marked in hits. */
  readonly text: string;
  readonly correction: Correction | undefined;
  /** Nothing of the query as typed is known anywhere. */
  readonly isUnknown: boolean;
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

/** A sentence whose words one article in its language holds nearly all: other languages have nothing nearer. */
function isAnswered(candidates: readonly Candidate[]): boolean {
  return candidates.some(
    ({ evidence, plan }) =>
      evidence.coverage >= ANSWERED_COVERAGE &&
      plan.tokens.filter(({ isStop }) => !isStop).length >= SENTENCE,
  );
}

/** Only what holds the whole query as one term: a number that is mentioned. */
function withoutParts(plan: LocalePlan): LocalePlan {
  return { ...plan, tokens: plan.tokens.map((token) => ({ ...token, partTerms: [], otherTerms: [] })) };
}

/** A filter over one locale's documents; undefined where all pass. */
function createFilter(
  state: IndexState,
  query: SearchQuery,
  { product = query.product, excluded }: Pick<ParsedQuery, 'product' | 'excluded'>,
): (plan: LocalePlan) => IsWanted | undefined {
  const source = state.sourceLocale === undefined ? undefined : state.locales.get(state.sourceLocale);
  return ({ index }) => {
    const filters: IsWanted[] = [];
    if (product !== undefined) {
      const { products, productIds, productStarts } = index;
      const id = products.indexOf(product);
      filters.push((document) =>
        productIds.subarray(productStarts[document], productStarts[document + 1]).includes(id),
      );
    }
    if (query.isBug === true) filters.push((document) => index.bugs[document] === 1);
    const since = query.publishedSince;
    if (since !== undefined) filters.push((document) => (index.days[document] ?? 0) >= since);
    if (query.isCurrent === true) filters.push((document) => !isBehind(index, document, source));
    for (const word of excluded) {
      const ids = analyzerOf(index.locale)
        .tokens(word)
        .map(({ term }) => findTerm(index, term));
      filters.push((document) => !ids.some((id) => id >= 0 && findPosting(index, id, document) >= 0));
    }
    return filters.length === 0 ? undefined : (document) => filters.every((isWanted) => isWanted(document));
  };
}

/** Whether the source has a newer version of a document. */
function isBehind(index: LocaleIndex, document: number, source: LocaleIndex | undefined): boolean {
  const number = index.numbers[document] ?? '';
  const version = index.versions[document] ?? 0;
  const newest = source?.versions[source.byNumber.get(number) ?? -1] ?? 0;
  return version > 0 && version < newest;
}

/**
 * Open the index for searching.
 *
 * @param db - A connection to the library file; reading is enough.
 */
export function createSearch(db: Database, { chooseLocale }: SearchOptions): Search {
  const readState = createIndexState(db);
  const readHits = createReadHits(db, chooseLocale);
  const selectText = db.prepare('SELECT text FROM search_text WHERE id = ?');

  /** The candidates that hold every phrase as it is; all of them where none does. */
  const keepPhrases = (
    candidates: readonly Candidate[],
    phrases: readonly string[],
  ): readonly Candidate[] => {
    if (phrases.length === 0) return candidates;
    const wanted = phrases.map((phrase) => typeaheadText(phrase));
    const best = candidates.toSorted((a, b) => b.score - a.score).slice(0, MOST_READ);
    const holding = best.filter(({ plan: { index }, document }) => {
      const { text } = textRow.parse(selectText.get(index.rows[document] ?? 0));
      const folded = typeaheadText(`${index.titles[document] ?? ''} · ${text}`);
      return wanted.every((phrase) => folded.includes(phrase));
    });
    return holding.length > 0 ? holding : candidates;
  };

  const find = (state: IndexState, query: SearchQuery, parsed: ParsedQuery): Found => {
    const condensed = condenseQuery(parsed.text);
    const locales = [...state.locales.keys()];
    const home = likelyLocales(condensed.text, query.locale, locales);
    const searched = [...state.locales.values()].filter(
      ({ locale }) => query.foundIn === undefined || locale === query.foundIn,
    );
    const isHome = ({ locale }: LocaleIndex): boolean => home.has(locale);
    const planIn = (index: LocaleIndex): LocalePlan =>
      planLocale(index, isHome(index) ? condensed.text : condensed.shared, condensed.isLog);
    const filterOf = createFilter(state, query, parsed);
    const homePlans = searched.filter(isHome).map(planIn);
    const atHome = scorePlans(homePlans, filterOf);
    if (isAnswered(atHome.candidates)) {
      const articles = groupArticles(keepPhrases(atHome.candidates, parsed.phrases), home);
      const { isCapped } = atHome;
      return {
        articles,
        plans: homePlans,
        isCapped,
        text: condensed.text,
        correction: undefined,
        isUnknown: false,
      };
    }
    const plans = [...homePlans, ...searched.filter((index) => !isHome(index)).map(planIn)];
    const byKnown = plans.toSorted((a, b) => b.known - a.known);
    const main = byKnown.find(({ index }) => home.has(index.locale)) ?? byKnown[0];
    const correction =
      condensed.isLog || main === undefined ? undefined : correctQuery(parsed.text, main, plans);
    const corrected = dropUnknown(
      plans.map((plan) =>
        plan === main && correction !== undefined
          ? planLocale(plan.index, condensed.text, false, correction.nearOf)
          : plan,
      ),
    );
    const { candidates, isCapped } = scorePlans(corrected, filterOf);
    return {
      articles: groupArticles(keepPhrases(candidates, parsed.phrases), home),
      plans: corrected,
      isCapped,
      text: condensed.text,
      correction,
      isUnknown: plans.every(({ known }) => known === 0),
    };
  };

  const findMentions = (state: IndexState, query: SearchQuery, number: string): Found => {
    const plans = [...state.locales.values()].map((index) => withoutParts(planLocale(index, number, false)));
    const { candidates, isCapped } = scorePlans(
      plans,
      createFilter(state, query, { product: undefined, excluded: [] }),
    );
    const articles = groupArticles(candidates, new Set([query.locale]));
    return { articles, plans, isCapped, text: number, correction: undefined, isUnknown: false };
  };

  const search = (query: SearchQuery): SearchResult => {
    const state = readState();
    checkKnown('product', query.product, state.products);
    checkKnown('foundIn', query.foundIn, [...state.locales.keys()]);
    const typed = readTypedNumber(query.text);
    const isKnownNumber =
      typed !== undefined && [...state.locales.values()].some(({ byNumber }) => byNumber.has(typed));
    // A number nobody has is looked for as a mention only: its digits and its prefix would find anything.
    const { articles, plans, isCapped, text, correction, isUnknown } =
      typed !== undefined && !isKnownNumber
        ? findMentions(state, query, typed)
        : find(state, query, parseQuery(query.text, state.products));
    const sorted = query.sort === 'newest' ? articles.toSorted((a, b) => dayOf(b) - dayOf(a)) : articles;
    const offset = Math.max(0, Math.trunc(query.offset ?? 0));
    const limit = Math.min(MOST_ITEMS, Math.max(1, Math.trunc(query.limit ?? DEFAULT_LIMIT)));
    const suggestion = correction === undefined || correction.isSilent ? undefined : correction.text;
    return {
      items: readHits(state, sorted.slice(offset, offset + limit), { locale: query.locale, text, plans }),
      total: sorted.length,
      isTotalCapped: isCapped,
      facets: countFacets(sorted),
      direct: isKnownNumber ? typed : undefined,
      suggestion,
      isSuggestionUsed: suggestion !== undefined && isUnknown && sorted.length > 0,
      nearestProducts: sorted.length === 0 ? nearestProducts(query.text, state.products) : [],
      next: offset + limit < sorted.length ? offset + limit : undefined,
      revision: state.revision,
    };
  };

  const suggest = (typed: string, asked: LocaleTag, limit?: number): readonly TitleSuggestion[] => {
    const state = readState();
    const locales = [...state.locales.keys()];
    return locales.length === 0 ? [] : suggestTitles(state, typed, chooseLocale(asked, locales), limit);
  };

  const warm = (): void => {
    for (const { locale, titles } of readState().locales.values()) {
      for (const title of titles.slice(0, WARMING_SEARCHES)) {
        search({ text: `${title.slice(0, LONGEST_WARMING)} qwxz`, locale });
        suggest(title.slice(0, 2), locale);
      }
    }
  };

  return { search, suggest, warm };
}

function dayOf({ best }: FoundArticle): number {
  return best.plan.index.days[best.document] ?? 0;
}
