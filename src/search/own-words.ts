import { z } from 'zod';
import { parseArticleNumber } from '../article/article-number.js';
import { analyzerOf, type NearTerm, type Token } from './analysis/analyzer.js';
import { unspacedRuns } from './analysis/chunks.js';
import { typeaheadText } from './analysis/fold.js';

const WORD = z.string().trim().min(1).max(100);
const LOCALE = z.string().min(2).max(35).optional();
export const SYNONYMS = z.strictObject({ words: z.array(WORD).min(2).max(20), locale: LOCALE });
export const BOOST = z.strictObject({
  query: WORD,
  articles: z
    .array(
      z.string().refine((number) => parseArticleNumber(number) !== undefined, 'is not an article number'),
    )
    .min(1)
    .max(10),
  locale: LOCALE,
});
/** Synonyms and boosted articles, for one language or for all. */
export const OWN_WORDS = z.object({ synonyms: z.array(SYNONYMS), boosts: z.array(BOOST) });
export type OwnWords = z.infer<typeof OWN_WORDS>;

export const NO_WORDS: OwnWords = { synonyms: [], boosts: [] };

type Synonyms = z.infer<typeof SYNONYMS>;
type Boost = z.infer<typeof BOOST>;

/** Synonyms and boosts by their folded phrases. */
export interface WordIndex {
  readonly synonyms: ReadonlyMap<string, readonly Synonyms[]>;
  /** Words of the longest phrase. */
  readonly longest: number;
  readonly boosts: ReadonlyMap<string, readonly Boost[]>;
}

/** Prepare words for queries: a site's terms are thousands. */
export function indexWords({ synonyms, boosts }: OwnWords): WordIndex {
  const byPhrase = new Map<string, Synonyms[]>();
  const byQuery = new Map<string, Boost[]>();
  let longest = 0;
  for (const group of synonyms) {
    for (const phrase of new Set(group.words.map(typeaheadText))) {
      byPhrase.set(phrase, [...(byPhrase.get(phrase) ?? []), group]);
      longest = Math.max(longest, phrase.split(' ').length);
    }
  }
  for (const boost of boosts) {
    const query = typeaheadText(boost.query);
    byQuery.set(query, [...(byQuery.get(query) ?? []), boost]);
  }
  return { synonyms: byPhrase, longest, boosts: byQuery };
}

function isFor(locale: string | undefined, asked: string): boolean {
  return locale === undefined || locale === asked || asked.startsWith(`${locale}-`);
}

const SYNONYM_SHARE = 0.9;

/** Synonyms used by a query: the matched words and their alternatives. */
export interface UsedSynonyms {
  readonly word: string;
  readonly others: readonly string[];
  readonly locale: string | undefined;
}

/** Find the synonyms a query uses. */
export function usedSynonyms({ synonyms, longest }: WordIndex, query: string): readonly UsedSynonyms[] {
  if (synonyms.size === 0) return [];
  const found = new Map<Synonyms, string>();
  for (const phrase of phrasesOf(typeaheadText(query), longest)) {
    for (const group of synonyms.get(phrase) ?? []) if (!found.has(group)) found.set(group, phrase);
  }
  return [...found].map(([{ words, locale }, phrase]) => {
    const word = words.find((one) => typeaheadText(one) === phrase) ?? phrase;
    return { word, others: words.filter((other) => other !== word), locale };
  });
}

const LONGEST_UNSPACED = 16;

/** All runs of words in a folded text; of text without spaces, all runs of characters. */
function* phrasesOf(text: string, longest: number): Generator<string> {
  const words = text.split(' ');
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= Math.min(words.length, from + longest); to++) {
      yield words.slice(from, to).join(' ');
    }
  }
  for (const run of unspacedRuns(text)) {
    for (let from = 0; from < run.length; from++) {
      for (let to = from + 2; to <= Math.min(run.length, from + LONGEST_UNSPACED); to++) {
        yield run.slice(from, to);
      }
    }
  }
}

/** Alternative terms of a token in a locale, by the synonyms a query uses. */
export function synonymsOf(
  used: readonly UsedSynonyms[],
  locale: string,
): (token: Token) => readonly NearTerm[] {
  const { tokens } = analyzerOf(locale);
  const near = new Map<string, NearTerm[]>();
  for (const { word, others, locale: own } of used) {
    if (!isFor(own, locale)) continue;
    const terms = others.flatMap((other) => {
      const parts = tokens(other);
      const share = SYNONYM_SHARE / Math.max(1, parts.length);
      return parts.map(({ term }): NearTerm => ({ term, share, isPart: parts.length > 1 }));
    });
    for (const { term } of tokens(word)) near.set(term, [...(near.get(term) ?? []), ...terms]);
  }
  return (token) => near.get(token.term) ?? [];
}

/** Boosted article numbers for a query, in order. */
export function boostedArticles({ boosts }: WordIndex, query: string, locale: string): readonly string[] {
  return (boosts.get(typeaheadText(query)) ?? [])
    .filter((boost) => isFor(boost.locale, locale))
    .flatMap(({ articles }) => articles.map((number) => parseArticleNumber(number) ?? number));
}
