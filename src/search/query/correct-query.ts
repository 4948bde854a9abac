import type { LocaleTag } from '../../article/article.js';
import { analyzerOf } from '../analysis/analyzer.js';
import { visitChunks } from '../analysis/chunks.js';
import { lower } from '../analysis/fold.js';
import type { IndexState } from '../index/index-state.js';
import type { LocalePlan } from './query-plan.js';
import { nearWords } from './spelling.js';
import type { CountTerms } from '../analysis/locale-terms.js';
import type { ReadWords } from '../analysis/word-list.js';

/** So many unknown words are looked up: a query with more is in a language the library doesn't have. */
const MOST_MENDED = 3;
const MOST_CHOICES = 8;

/** What was made of a query's unknown words. */
interface MendedQuery {
  readonly text: string;
  /** True when only accents and umlauts were put right: nothing to ask the reader about. */
  readonly isSilent: boolean;
}

/** Puts misspelt words right by the words of the locale that knows the most of the query. */
export type MendQuery = (
  state: IndexState,
  text: string,
  plans: readonly LocalePlan[],
) => MendedQuery | undefined;

/** Prepare to mend queries. */
export function createMendQuery(readWords: ReadWords, countTerms: CountTerms): MendQuery {
  const bestWord = (
    state: IndexState,
    locale: LocaleTag,
    word: string,
  ): { word: string; slips: number } | undefined => {
    const { analyze } = analyzerOf(locale);
    const choices = nearWords(word, readWords(state, locale)).slice(0, MOST_CHOICES);
    const units = choices.map((choice) => analyze({ text: choice.word, isCjk: false }));
    const counts = countTerms(state, locale, units.flat());
    const countOf = (i: number): number => counts.get(units[i]?.[0]?.term ?? '') ?? 0;
    const alive = choices
      .map((choice, i) => ({ ...choice, count: countOf(i) }))
      .filter(({ count }) => count > 0);
    const nearest = alive[0]?.slips;
    return alive.filter(({ slips }) => slips === nearest).toSorted((a, b) => b.count - a.count)[0];
  };

  return (state, text, plans) => {
    const known = new Set(
      plans.flatMap(({ units }) => units.filter(({ count }) => count > 0).map(({ word }) => word)),
    );
    const [first] = plans.toSorted((a, b) => b.known - a.known);
    if (first === undefined) return undefined;
    const unknown = new Set(
      first.units
        .filter(
          ({ count, word, isStop, parts }) =>
            count === 0 && word !== undefined && !isStop && parts.length === 0,
        )
        .map(({ word }) => word),
    );
    const mended = new Map<string, { word: string; slips: number }>();
    for (const word of unknown) {
      if (
        word === undefined ||
        known.has(word) ||
        mended.size >= MOST_MENDED ||
        unknown.size > 2 * MOST_MENDED
      )
        continue;
      const best = bestWord(state, first.locale, word);
      if (best !== undefined) mended.set(word, best);
    }
    if (mended.size === 0) return undefined;
    let result = '';
    let at = 0;
    visitChunks(text, ({ text: chunk, start, end }) => {
      const instead = mended.get(lower(chunk))?.word;
      if (instead === undefined) return;
      result += text.slice(at, start) + instead;
      at = end;
    });
    return {
      text: result + text.slice(at),
      isSilent: [...mended.values()].every(({ slips }) => slips === 0),
    };
  };
}
