import { analyzerOf, type NearTerm, type Token } from '../analysis/analyzer.js';
import { visitChunks } from '../analysis/chunks.js';
import { lower } from '../analysis/fold.js';
import { countOf, findTerm } from '../index/segment.js';
import type { LocalePlan } from './plan-query.js';
import { nearWords } from '../analysis/spelling.js';

/** So many unknown words are looked up: a query with more is in a language the library doesn't have. */
const MOST_CORRECTED = 3;
const MOST_UNKNOWN = 6;
const MOST_CHOICES = 8;
const MOST_NEAR = 3;
const SHORTEST_SPLIT = 7;
const SHORTEST_PART = 3;

/** How well a word stands for one it differs from by so many slips. */
const NEAR_SHARES = [0.98, 0.85, 0.7];

/** What was made of a query's unknown words. */
export interface Correction {
  /** The query with its words put right. */
  readonly text: string;
  /** True when only accents and umlauts were put right: nothing to ask the reader about. */
  readonly isSilent: boolean;
  /** Terms that the unknown words may stand for. */
  readonly nearOf: (token: Token) => readonly NearTerm[];
}

interface Choice {
  readonly word: string;
  readonly slips: number;
  readonly term: string;
  readonly count: number;
}

function choicesFor({ index }: LocalePlan, word: string): Choice[] {
  const { tokens } = analyzerOf(index.locale);
  const choices = nearWords(word, index.wordList)
    .slice(0, MOST_CHOICES)
    .map((near) => {
      const term = tokens(near.word)[0]?.term ?? '';
      return { ...near, term, count: countOf(index, findTerm(index, term)) };
    })
    // Words of removed articles stay in the list.
    .filter(({ count }) => count > 0);
  return choices.filter(({ slips }) => slips === choices[0]?.slips).toSorted((a, b) => b.count - a.count);
}

/** Two words written as one: the cut that leaves two known words, the less common of them as common as can be. */
function splitWord({ index }: LocalePlan, word: string): readonly string[] {
  if (word.length < SHORTEST_SPLIT) return [];
  const { stem } = analyzerOf(index.locale);
  let [best, most]: [readonly string[], number] = [[], 0];
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
    const parts = [stem(word.slice(0, at)), stem(word.slice(at))];
    const count = Math.min(...parts.map((part) => countOf(index, findTerm(index, part))));
    if (count > most) [best, most] = [parts, count];
  }
  return best;
}

/**
 * Look for what misspelt words stand for, by the words of one locale.
 *
 * @param text - As typed.
 * @param main - The locale that is likely the query's.
 * @param plans - Of all locales: a word any of them holds is no mistake.
 */
export function correctQuery(
  text: string,
  main: LocalePlan,
  plans: readonly LocalePlan[],
): Correction | undefined {
  const known = new Set(
    plans.flatMap(({ tokens }) => tokens.filter(({ count }) => count > 0).map(({ word }) => word)),
  );
  const unknown = main.tokens.filter(
    ({ count, kind, isStop, partTerms, word }) =>
      kind === 'word' && count === 0 && !isStop && partTerms.length === 0 && !known.has(word),
  );
  if (unknown.length === 0 || unknown.length > MOST_UNKNOWN) return undefined;
  const corrected = new Map<string, Choice>();
  const near = new Map<string, readonly NearTerm[]>();
  for (const { word, term } of unknown.slice(0, MOST_CORRECTED)) {
    const choices = choicesFor(main, word).slice(0, MOST_NEAR);
    const [best] = choices;
    if (best === undefined) {
      near.set(
        term,
        splitWord(main, word).map((part) => ({
          term: part,
          share: 0.5 * (NEAR_SHARES[1] ?? 0),
          isPart: true,
        })),
      );
      continue;
    }
    corrected.set(word, best);
    near.set(
      term,
      choices.map((choice) => ({ term: choice.term, share: NEAR_SHARES[choice.slips] ?? 0 })),
    );
  }
  const nearOf = (token: Token): readonly NearTerm[] => near.get(token.term) ?? [];
  let result = '';
  let at = 0;
  const { language } = analyzerOf(main.index.locale);
  visitChunks(text, ({ text: chunk, start, end }) => {
    const instead = corrected.get(lower(chunk, language))?.word;
    if (instead === undefined) return;
    result += text.slice(at, start) + instead;
    at = end;
  });
  const isSilent = [...corrected.values()].every(({ slips }) => slips === 0);
  return { text: result + text.slice(at), isSilent, nearOf };
}
