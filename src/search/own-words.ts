import { parseDocument } from 'yaml';
import { z } from 'zod';
import { parseArticleNumber } from '../article/article-number.js';
import { analyzerOf, type NearTerm, type Token } from './analysis/analyzer.js';
import { typeaheadText } from './analysis/fold.js';

/** The file of a content folder in which a site says what its own words mean. */
export const OWN_WORDS_FILE = 'search.yaml';

const WORD = z.string().trim().min(1).max(100);
const LOCALE = z.string().min(2).max(35).optional();
const SYNONYMS = z.strictObject({ words: z.array(WORD).min(2).max(20), locale: LOCALE });
const BOOST = z.strictObject({
  query: WORD,
  articles: z
    .array(z.string().refine((number) => parseArticleNumber(number) !== undefined, 'is no article number'))
    .min(1)
    .max(10),
  locale: LOCALE,
});
const FILE = z.strictObject({
  synonyms: z.array(z.unknown()).max(2_000).default([]),
  boosts: z.array(z.unknown()).max(2_000).default([]),
});

/** Synonyms and boosted articles, for one language or for all. */
export const OWN_WORDS = z.object({ synonyms: z.array(SYNONYMS), boosts: z.array(BOOST) });
/** @see OWN_WORDS */
export type OwnWords = z.infer<typeof OWN_WORDS>;

/** No words of one's own. */
export const NO_WORDS: OwnWords = { synonyms: [], boosts: [] };

/** What is wrong with the file: `all` keeps it out, `entry` one entry. */
export interface OwnWordsError {
  readonly scope: 'all' | 'entry';
  readonly line: number;
  readonly message: string;
}

function describeIssue(error: z.ZodError, name: string): string {
  const [issue] = error.issues;
  return `${[name, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'is not right'}`;
}

/**
 * Read `search.yaml`; an entry that is wrong costs only itself.
 *
 * @returns What can be used, and what is wrong.
 */
export function parseOwnWords(text: string): {
  readonly words: OwnWords;
  readonly errors: readonly OwnWordsError[];
} {
  const document = parseDocument(text);
  const [syntax] = document.errors;
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  if (syntax !== undefined) {
    const message = syntax.message.split('\n')[0] ?? 'cannot be read';
    return { words: NO_WORDS, errors: [{ scope: 'all', line: lineAt(syntax.pos[0]), message }] };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    return {
      words: NO_WORDS,
      errors: [{ scope: 'all', line: 1, message: 'write words out instead of `*aliases`' }],
    };
  }
  const file = FILE.safeParse(value ?? {});
  if (!file.success) {
    return {
      words: NO_WORDS,
      errors: [{ scope: 'all', line: 1, message: describeIssue(file.error, OWN_WORDS_FILE) }],
    };
  }
  const errors: OwnWordsError[] = [];
  const read = <Entry>(list: 'synonyms' | 'boosts', schema: z.ZodType<Entry>): Entry[] =>
    file.data[list].flatMap((entry, i) => {
      const parsed = schema.safeParse(entry);
      if (parsed.success) return [parsed.data];
      const node: unknown = document.getIn([list, i], true);
      const range = z.object({ range: z.tuple([z.number()]).rest(z.number()) }).safeParse(node);
      const line = range.success ? lineAt(range.data.range[0]) : 1;
      errors.push({ scope: 'entry', line, message: describeIssue(parsed.error, `${list}[${i}]`) });
      return [];
    });
  return { words: { synonyms: read('synonyms', SYNONYMS), boosts: read('boosts', BOOST) }, errors };
}

function isFor(locale: string | undefined, asked: string): boolean {
  return locale === undefined || locale === asked || asked.startsWith(`${locale}-`);
}

/** A synonym stands for a word nearly as well as the word itself. */
const SYNONYM_SHARE = 0.9;

/** Synonyms that a query uses: the words met, and what stands for them. */
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

/** What a token may stand for in a locale, by the synonyms a query uses. */
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

/** Numbers of the articles that are to come first for a query, in order. */
export function boostedArticles({ boosts }: OwnWords, query: string, locale: string): readonly string[] {
  const text = typeaheadText(query);
  return boosts
    .filter((boost) => isFor(boost.locale, locale) && typeaheadText(boost.query) === text)
    .flatMap(({ articles }) => articles.map((number) => parseArticleNumber(number) ?? number));
}
