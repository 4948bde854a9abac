import { analyzerOf, type NearTerm, type Token } from '../analysis/analyzer.js';
import type { LocaleIndex } from '../index/index-state.js';
import { countOf, findPrefix, findTerm, termOf } from '../index/segment.js';

/** An index term that matches a token, with its weight: 1 for the token itself. */
export interface PlannedTerm {
  readonly id: number;
  readonly share: number;
}

/** A query token as resolved in one locale. */
export interface PlannedToken extends Omit<Token, 'tail'> {
  /** Id of the token's own term, or -1. */
  readonly id: number;
  /** Its document frequency. */
  readonly count: number;
  /** Inverse document frequency; low for stop words. */
  readonly weight: number;
  /** Parts of a name or compound; their weights add up to less than 1. */
  readonly partTerms: readonly PlannedTerm[];
  /** Alternatives, of which one is enough: compounds, near words, synonyms. */
  readonly otherTerms: readonly PlannedTerm[];
}

export type IsWanted = (document: number) => boolean;

export interface LocalePlan {
  readonly index: LocaleIndex;
  /** Whether the locale is in the query's (likely) language. */
  readonly isHome: boolean;
  /** The query's filters; undefined when all documents pass. */
  readonly isWanted: IsWanted | undefined;
  readonly tokens: readonly PlannedToken[];
  readonly weight: number;
  /** Share of the query's words known to the locale, 0 to 1. */
  readonly known: number;
}

/** Factor on the IDF of stop words. */
const STOP_SHARE = 0.15;
const PART_SHARE = 0.85;
/** Weight of `6.5` as a part of `6.5.17`. */
const VERSION_PART_SHARE = 0.4;
const VERSION = /^\d+\.\d/;
const COMPOUND_SHARE = 0.75;
const SIMILAR_SHARE = 0.6;
const MOST_TOKENS = 64;
const MOST_LOG_TOKENS = 28;
const MOST_COMPOUNDS = 6;
const MOST_SIMILAR = 6;
/** Most terms expanded from a single character. */
const MOST_BEGINNING = 400;
/** Words more frequent than this need no expansion, in a library of more than a few articles. */
const MOST_EXPANDED_SHARE = 0.1;
const MOST_EXPANDED_COUNT = 20;
const SHORTEST_SIMILAR = 5;
/** Two words are similar when their common prefix is this share of the longer one. */
const SIMILAR_BEGINNING = 0.7;

/** BM25's IDF of a term in `count` of `total` documents. */
function idf(count: number, total: number): number {
  return Math.log(1 + (total - count + 0.5) / (count + 0.5));
}

/** Same prefix, different ending: `rundung` and `runden`, which no stemmer conflates. */
function similarTerms(index: LocaleIndex, term: string): PlannedTerm[] {
  if (term.length < SHORTEST_SIMILAR) return [];
  const begin = term.slice(0, Math.max(SHORTEST_SIMILAR, Math.ceil(SIMILAR_BEGINNING * term.length)));
  const [from, to] = findPrefix(index, begin);
  const found: PlannedTerm[] = [];
  for (let id = from; id < to && found.length < MOST_SIMILAR; id++) {
    const length = (index.termStarts[id + 1] ?? 0) - (index.termStarts[id] ?? 0);
    if (begin.length >= SIMILAR_BEGINNING * length && termOf(index, id) !== term) {
      found.push({ id, share: SIMILAR_SHARE });
    }
  }
  return found;
}

/** A single character matches every pair that begins with it. */
function beginningTerms(index: LocaleIndex, term: string): PlannedTerm[] {
  const [from, to] = findPrefix(index, term);
  return Array.from({ length: Math.min(to - from, MOST_BEGINNING) }, (_, i) => ({ id: from + i, share: 1 }));
}

/** Compounds of a part that is not everywhere: `serverneustart` of `neustart`. */
function compoundsOf(index: LocaleIndex, term: string, count: number): readonly string[] {
  const isCommon = count > Math.max(MOST_EXPANDED_COUNT, MOST_EXPANDED_SHARE * index.size);
  return isCommon ? [] : (index.compounds.get(term) ?? []).slice(0, MOST_COMPOUNDS);
}

function planToken(
  index: LocaleIndex,
  token: Token,
  near: readonly NearTerm[],
  isHome: boolean,
): PlannedToken {
  const { term, isStop, kind, word, tail } = token;
  const id = findTerm(index, term);
  const count = countOf(index, id);
  const isWord = kind === 'word' && !isStop && isHome;
  const parts = isWord ? index.split(word).map(analyzerOf(index.locale).stem) : token.parts;
  const compounds = isWord ? compoundsOf(index, term, count) : [];
  const partIds = parts.map((part) => findTerm(index, part));
  const partWeights = partIds.map((part) => idf(countOf(index, part) || 0.5, index.size));
  const partShare = VERSION.test(term) ? VERSION_PART_SHARE : PART_SHARE;
  const sum = partWeights.reduce((all, weight) => all + weight, 0) || 1;
  const held = [count, ...partIds.map((part) => countOf(index, part))].filter((met) => met > 0);
  const lookUp = (terms: readonly NearTerm[]): PlannedTerm[] =>
    terms.flatMap(({ term: other, share }) => {
      const found = findTerm(index, other);
      return found < 0 || found === id ? [] : [{ id: found, share }];
    });
  const others = lookUp([
    ...compounds.map((compound) => ({ term: compound, share: COMPOUND_SHARE })),
    ...near.filter(({ isPart }) => isPart !== true),
  ]);
  const nearParts = lookUp(near.filter(({ isPart }) => isPart === true));
  if (isWord && count === 0 && others.length === 0) others.push(...similarTerms(index, term));
  if (kind === 'characters' && tail === term) others.push(...beginningTerms(index, term));
  // Written out, since spreading an object dominates the cost here.
  return {
    term,
    parts: token.parts,
    kind,
    isStop,
    word,
    id,
    count,
    weight:
      idf(count > 0 ? count : held.length > 0 ? Math.min(...held) : 1, index.size) *
      (isStop ? STOP_SHARE : 1),
    partTerms: [
      ...partIds.flatMap((part, i) =>
        part < 0 ? [] : [{ id: part, share: (partShare * (partWeights[i] ?? 0)) / sum }],
      ),
      ...nearParts,
    ],
    otherTerms: others,
  };
}

/** Two words of the query may be written as one in the texts. */
function joinNeighbours(index: LocaleIndex, tokens: readonly PlannedToken[]): PlannedToken[] {
  const { stem } = analyzerOf(index.locale);
  const joined = tokens.map(({ word, kind }, i) => {
    const next = tokens[i + 1];
    if (kind !== 'word' || next?.kind !== 'word') return -1;
    return findTerm(index, stem(word + next.word));
  });
  return tokens.map((token, i) => {
    const ids = [joined[i - 1] ?? -1, joined[i] ?? -1].filter((id) => id >= 0);
    if (ids.length === 0) return token;
    return {
      ...token,
      otherTerms: [...token.otherTerms, ...ids.map((id) => ({ id, share: COMPOUND_SHARE }))],
    };
  });
}

/** The tokens of a query without its stop words. */
export function contentOf({ tokens }: Pick<LocalePlan, 'tokens'>): readonly PlannedToken[] {
  return tokens.filter(({ isStop }) => !isStop);
}

/** Whether a locale knows a token or an alternative. */
export function isHeld({ count, partTerms, otherTerms }: PlannedToken): boolean {
  return count > 0 || partTerms.length > 0 || otherTerms.length > 0;
}

/** A word's tokens in all locales, whose stems differ. */
function wordKey({ word, term }: PlannedToken): string {
  return word === '' ? term : word;
}

/** Deduplicate tokens, keeping the first position. */
function distinct(tokens: readonly Token[]): Token[] {
  const seen = new Set<string>();
  return tokens.filter(({ term }) => !seen.has(term) && seen.add(term).size > 0);
}

/**
 * Plan a search in one locale.
 *
 * @param text - The condensed query.
 * @param options - For a log only known words count, rarest first. Words are expanded (compounds, other endings) only in the
 * query's language.
 * @param nearOf - Corrections of a token unknown to the locale.
 */
export function planLocale(
  index: LocaleIndex,
  text: string,
  { isLog, isHome, isWanted }: Pick<LocalePlan, 'isHome' | 'isWanted'> & { readonly isLog: boolean },
  nearOf: (token: Token) => readonly NearTerm[] = () => [],
): LocalePlan {
  const tokens = distinct(analyzerOf(index.locale).tokens(text)).slice(0, isLog ? undefined : MOST_TOKENS);
  const each = tokens.map((token) => planToken(index, token, nearOf(token), isHome));
  const all = isHome ? joinNeighbours(index, each) : each;
  const planned = isLog
    ? all
        .filter(({ count, isStop }) => count > 0 && !isStop)
        .toSorted((a, b) => b.weight - a.weight)
        .slice(0, MOST_LOG_TOKENS)
    : all;
  return totalOf({ index, isHome, isWanted }, planned);
}

function totalOf(
  { index, isHome, isWanted }: Pick<LocalePlan, 'index' | 'isHome' | 'isWanted'>,
  tokens: readonly PlannedToken[],
): LocalePlan {
  const contentTokens = contentOf({ tokens });
  const asked = contentTokens.length > 0 ? contentTokens : tokens;
  const counted = asked.filter(({ count, partTerms }) => count > 0 || partTerms.length > 0);
  return {
    index,
    isHome,
    isWanted,
    tokens,
    weight: tokens.reduce((sum, { weight }) => sum + weight, 0) || 1,
    known: asked.length === 0 ? 0 : counted.length / asked.length,
  };
}

/**
 * Take the IDF of words from the query's own language, since in another an unknown word looks like the rarest.
 *
 * @param home - Locales in the query's language.
 */
export function weighAsAtHome(plan: LocalePlan, home: LocalePlan): LocalePlan {
  const known = new Map(home.tokens.map((token) => [wordKey(token), token.weight]));
  const tokens = plan.tokens.map((token) => {
    const weight =
      token.kind !== 'word' || isHeld(token)
        ? token.weight
        : Math.min(token.weight, known.get(wordKey(token)) ?? token.weight);
    return weight === token.weight ? token : { ...token, weight };
  });
  return totalOf(plan, tokens);
}

/** Drop tokens unknown to every locale, which would only lower all scores. */
export function dropUnknown(plans: readonly LocalePlan[]): LocalePlan[] {
  const held = new Set(plans.flatMap(({ tokens }) => tokens.filter(isHeld).map(wordKey)));
  return plans.map((plan) =>
    totalOf(
      plan,
      plan.tokens.filter((token) => held.has(wordKey(token))),
    ),
  );
}
