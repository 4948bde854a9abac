import { analyzerOf, type NearTerm, type Token } from '../analysis/analyzer.js';
import { visitChunks } from '../analysis/chunks.js';
import { lower } from '../analysis/fold.js';
import { countOf, findTerm } from '../index/segment.js';
import type { LocalePlan } from './plan-query.js';
import { nearWords } from '../analysis/spelling.js';

/** Most unknown words corrected: a query with more is in a language the library lacks. */
const MOST_CORRECTED = 3;
const MOST_UNKNOWN = 6;
const MOST_CHOICES = 8;
const MOST_NEAR = 3;
const SHORTEST_SPLIT = 7;
const SHORTEST_PART = 3;

/** Weight of a correction by edit distance. */
const NEAR_SHARES = [0.98, 0.85, 0.7];

export interface Correction {
  readonly text: string;
  /** True when only diacritics were corrected, which needs no confirmation. */
  readonly isSilent: boolean;
  /** Terms of the candidates for each unknown word. */
  readonly nearOf: (token: Token) => readonly NearTerm[];
}

function choicesFor({ index }: LocalePlan, word: string) {
  const { tokens } = analyzerOf(index.locale);
  const choices = nearWords(word, index.wordList)
    .slice(0, MOST_CHOICES)
    .map((near) => {
      const term = tokens(near.word)[0]?.term ?? '';
      return { ...near, term, count: countOf(index, findTerm(index, term)) };
    })
    // The list may still contain words of removed articles.
    .filter(({ count }) => count > 0);
  return choices.filter(({ slips }) => slips === choices[0]?.slips).toSorted((a, b) => b.count - a.count);
}

/** Two words written as one: the split into known words whose rarer one is most frequent. */
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
 * Correct misspelt words, by the words of one locale.
 *
 * @param text - As typed.
 * @param main - The query's likely locale.
 * @param plans - Plans of all locales: a word known to any of them is not misspelt.
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
  const corrected = new Map<string, ReturnType<typeof choicesFor>[number]>();
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
