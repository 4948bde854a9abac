import type { Database } from 'libsql';
import type { ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import { typeaheadText } from '../analysis/fold.js';
import { analyzerOf, type NearTerm, type Token } from '../analysis/analyzer.js';
import { isBehind, type IndexState, type LocaleIndex } from '../index/index-state.js';
import { findPosting, findTerm, productsOf } from '../index/segment.js';
import { createReadText } from '../index/texts.js';
import { boostedArticles, synonymsOf, usedSynonyms, type UsedSynonyms } from '../own-words.js';
import { correctQuery, type Correction } from './correct-query.js';
import { boostArticles, fuseArticles, groupArticles, type FoundArticle } from './group-articles.js';
import { condenseQuery, parseQuery, type ParsedQuery } from './parse-query.js';
import {
  contentOf,
  dropUnknown,
  isHeld,
  planLocale,
  weighAsAtHome,
  type IsWanted,
  type LocalePlan,
} from './plan-query.js';
import { likelyLocales } from './query-language.js';
import { judgeChosen, type Candidate, type ChosenDocuments, type FirstStageAsk } from './score.js';
import type { SearchQuery } from './search-query.js';

const ANSWERED_COVERAGE = 0.85;
const KNOWN_SHARE = 0.85;
const SENTENCE = 4;
const MOST_LOG_LOCALES = 2;
/** Most texts read to verify a phrase. */
const MOST_READ = 200;

export interface Found {
  readonly articles: readonly FoundArticle[];
  readonly plans: readonly LocalePlan[];
  readonly isCapped: boolean;
  /** What is highlighted in hits. */
  readonly text: string;
  readonly correction: Correction | undefined;
  readonly home: ReadonlySet<LocaleTag>;
  readonly synonyms: readonly UsedSynonyms[];
  readonly boosted: readonly string[];
  /** True when no word of the query is known in any locale. */
  readonly isUnknown: boolean;
}

/** A question that one article in its language covers nearly completely; other languages are then not searched. */
function isAnswered(candidates: readonly Candidate[]): boolean {
  return candidates.some(
    ({ evidence, plan }) => evidence.coverage >= ANSWERED_COVERAGE && contentOf(plan).length >= SENTENCE,
  );
}

/** Whether a locale covers enough of a question to answer it. */
function mayAnswer(plan: LocalePlan): boolean {
  const held = plan.tokens.reduce((sum, token) => sum + (isHeld(token) ? token.weight : 0), 0);
  return held >= ANSWERED_COVERAGE * plan.weight && contentOf(plan).length >= SENTENCE;
}

/** A question whose words the locale knows. */
function isSentence(plan: LocalePlan): boolean {
  return plan.known >= KNOWN_SHARE && contentOf(plan).length > SENTENCE;
}

/** Matches only documents that contain the whole query as one term, such as a mentioned number. */
function withoutParts(plan: LocalePlan): LocalePlan {
  return { ...plan, tokens: plan.tokens.map((token) => ({ ...token, partTerms: [], otherTerms: [] })) };
}

/** A search as a generator that yields to the first stage, in memory or on a cluster. */
export type Finding = Generator<FirstStageAsk, Found, ChosenDocuments>;

/** Semantic results for a question, in its locale. */
export type Near = { readonly locale: LocaleTag; readonly numbers: readonly ArticleNumber[] } | undefined;

/**
 * Finds articles over one connection.
 *
 * @param isWhole - Match whole names only, such as mentions of an article number.
 */
export type FindArticles = (state: IndexState, query: SearchQuery, near?: Near, isWhole?: boolean) => Finding;

/** Run the first stage and score its candidates. */
function* score(
  ask: FirstStageAsk,
): Generator<FirstStageAsk, ReturnType<typeof judgeChosen>, ChosenDocuments> {
  return judgeChosen(ask, yield ask);
}

/** A filter over one locale's documents; undefined when all pass. */
function createFilter(
  state: IndexState,
  query: SearchQuery,
  { product = query.product, excluded }: Pick<ParsedQuery, 'product' | 'excluded'>,
): (index: LocaleIndex) => IsWanted | undefined {
  return (index) => {
    const filters: IsWanted[] = [];
    if (product !== undefined) filters.push((document) => productsOf(index, document).includes(product));
    if (query.isBug === true) filters.push((document) => index.bugs[document] === 1);
    const since = query.publishedSince;
    if (since !== undefined) filters.push((document) => (index.days[document] ?? 0) >= since);
    if (query.isCurrent === true) filters.push((document) => !isBehind(state, index, document));
    for (const word of excluded) {
      const ids = analyzerOf(index.locale)
        .tokens(word)
        .map(({ term }) => findTerm(index, term));
      filters.push((document) => !ids.some((id) => id >= 0 && findPosting(index, id, document) >= 0));
    }
    return filters.length === 0 ? undefined : (document) => filters.every((isWanted) => isWanted(document));
  };
}

/** Terms of a phrase's words and character pairs; a single character would form other pairs next to neighbours. */
function wholeTerms(index: LocaleIndex, phrase: string): number[] {
  return analyzerOf(index.locale)
    .tokens(phrase)
    .flatMap(({ kind, term, tail }) =>
      kind === 'characters' && term === tail ? [] : [findTerm(index, term)],
    );
}

/** Create a finder over one connection. */
export function createFindArticles(db: Database): FindArticles {
  const readText = createReadText(db);

  /** The candidates that contain every phrase literally; all candidates if none does. */
  const keepPhrases = (
    candidates: readonly Candidate[],
    phrases: readonly string[],
  ): readonly Candidate[] => {
    if (phrases.length === 0) return candidates;
    const wanted = phrases.map((phrase) => typeaheadText(phrase));
    const terms = new Map<LocaleIndex, readonly number[]>();
    /** Reading texts is expensive, so only documents that contain all the words are read. */
    const mayHold = ({ plan: { index }, document }: Candidate): boolean => {
      const ids = terms.get(index) ?? phrases.flatMap((phrase) => wholeTerms(index, phrase));
      terms.set(index, ids);
      return ids.every((id) => findPosting(index, id, document) >= 0);
    };
    const best = candidates
      .filter(mayHold)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, MOST_READ);
    const holding = best.filter(({ plan: { index }, document }) => {
      const { text } = readText(index.rows[document]);
      const folded = typeaheadText(`${index.titles[document] ?? ''} · ${text}`);
      return wanted.every((phrase) => folded.includes(phrase));
    });
    return holding.length > 0 ? holding : candidates;
  };

  const find: FindArticles = function* (state, query, near, isWhole = false) {
    const parsed = parseQuery(query.text, state.products);
    const { text, shared, isLog } = condenseQuery(parsed.text);
    const { home, isSure } = likelyLocales(text, query.locale, [...state.locales.keys()]);
    const synonyms = usedSynonyms(state.ownWords, text);
    const boosted = boostedArticles(state.ownWords, parsed.text, query.locale);
    const filterOf = createFilter(state, query, parsed);
    const isHome = ({ locale }: LocaleIndex): boolean => home.has(locale);
    const planIn = (index: LocaleIndex, correction?: Correction): LocalePlan => {
      const synonymsIn = synonymsOf(synonyms, index.locale);
      const nearOf = (token: Token): readonly NearTerm[] => [
        ...synonymsIn(token),
        ...(correction?.nearOf(token) ?? []),
      ];
      const isLikely = home.size === 0 || isHome(index);
      const options = { isLog, isHome: isLikely, isWanted: filterOf(index) };
      const plan = planLocale(index, isHome(index) ? text : shared, options, nearOf);
      return isWhole ? withoutParts(plan) : plan;
    };
    const answer = (
      plans: readonly LocalePlan[],
      { candidates, isCapped }: ReturnType<typeof judgeChosen>,
    ): Omit<Found, 'correction' | 'isUnknown'> => {
      const grouped = groupArticles(keepPhrases(candidates, parsed.phrases), home);
      const inItsLocale = plans.filter(({ index }) => index.locale === near?.locale);
      const fused = near === undefined ? grouped : fuseArticles(grouped, near.numbers, inItsLocale);
      const articles = boostArticles(fused, boosted, plans);
      return { articles, plans, isCapped, text, home, synonyms, boosted };
    };

    const searched = [...state.locales.values()].filter(
      ({ locale }) => query.foundIn === undefined || locale === query.foundIn,
    );
    const homePlans = searched.filter(isHome).map((index) => planIn(index));
    const isEnough = isSure && homePlans.some(isSentence);
    if (isEnough || homePlans.some(mayAnswer)) {
      const atHome = yield* score({ plans: homePlans, parsed });
      if (isAnswered(atHome.candidates) || (isEnough && atHome.candidates.length > 0)) {
        return { ...answer(homePlans, atHome), correction: undefined, isUnknown: false };
      }
    }
    // Names are the same in every language, so for a log the largest locales are enough.
    const bySize = searched.filter((index) => !isHome(index)).toSorted((a, b) => b.size - a.size);
    const others = isLog ? bySize.slice(0, MOST_LOG_LOCALES) : bySize;
    const plans = [...homePlans, ...others.map((index) => planIn(index))];
    const byKnown = plans.toSorted((a, b) => b.known - a.known);
    const main = byKnown.find(({ index }) => isHome(index)) ?? byKnown[0];
    const correction = isLog || main === undefined ? undefined : correctQuery(parsed.text, main, plans);
    const corrected = dropUnknown(
      plans.map((plan) => {
        if (plan === main) return correction === undefined ? plan : planIn(plan.index, correction);
        return main === undefined || isHome(plan.index) || !isHome(main.index)
          ? plan
          : weighAsAtHome(plan, main);
      }),
    );
    return {
      ...answer(corrected, yield* score({ plans: corrected, parsed })),
      correction,
      isUnknown: plans.every(({ known }) => known === 0),
    };
  };

  return find;
}
