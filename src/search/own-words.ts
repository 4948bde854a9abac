import { z } from 'zod';
import { parseArticleNumber } from '../article/article-number.js';
import { analyzerOf, type NearTerm, type Token } from './analysis/analyzer.js';
import { typeaheadText } from './analysis/fold.js';

const WORD = z.string().trim().min(1).max(100);
const LOCALE = z.string().min(2).max(35).optional();
/** A group of synonyms. */
export const SYNONYMS = z.strictObject({ words: z.array(WORD).min(2).max(20), locale: LOCALE });
/** Boosted articles for a query. */
export const BOOST = z.strictObject({
  query: WORD,
  articles: z
    .array(z.string().refine((number) => parseArticleNumber(number) !== undefined, 'is no article number'))
    .min(1)
    .max(10),
  locale: LOCALE,
});
/** Synonyms and boosted articles, for one language or for all. */
export const OWN_WORDS = z.object({ synonyms: z.array(SYNONYMS), boosts: z.array(BOOST) });
/** @see OWN_WORDS */
export type OwnWords = z.infer<typeof OWN_WORDS>;

/** No synonyms or boosts. */
export const NO_WORDS: OwnWords = { synonyms: [], boosts: [] };

function isFor(locale: string | undefined, asked: string): boolean {
  return locale === undefined || locale === asked || asked.startsWith(`${locale}-`);
}

/** Weight of a synonym. */
const SYNONYM_SHARE = 0.9;

/** Synonyms used by a query: the matched words and their alternatives. */
export interface UsedSynonyms {
  readonly word: string;
  readonly others: readonly string[];
  readonly locale: string | undefined;
}

/** Find the synonyms a query uses. */
export function usedSynonyms({ synonyms }: OwnWords, query: string): readonly UsedSynonyms[] {
  const text = ` ${typeaheadText(query)} `;
  return synonyms.flatMap(({ words, locale }) => {
    const met = words.find((word) => text.includes(` ${typeaheadText(word)} `));
    return met === undefined ? [] : [{ word: met, others: words.filter((word) => word !== met), locale }];
  });
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
export function boostedArticles({ boosts }: OwnWords, query: string, locale: string): readonly string[] {
  const text = typeaheadText(query);
  return boosts
    .filter((boost) => isFor(boost.locale, locale) && typeaheadText(boost.query) === text)
    .flatMap(({ articles }) => articles.map((number) => parseArticleNumber(number) ?? number));
}
