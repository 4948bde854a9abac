import type { LocaleTag } from '../../article/article.js';
import { visitChunks } from '../analysis/chunks.js';
import { lower } from '../analysis/fold.js';
import { stopWords } from '../analysis/stop-words.js';

/** Scripts that tell a language, or at least its locales, by themselves; as `Intl.Locale` names them. */
const SCRIPTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\p{sc=Hangul}/gu, ['Kore']],
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/gu, ['Jpan']],
  [/\p{sc=Han}/gu, ['Hans', 'Hant', 'Jpan']],
  [/\p{sc=Cyrillic}/gu, ['Cyrl']],
  [/\p{sc=Arabic}/gu, ['Arab']],
  [/\p{sc=Hebrew}/gu, ['Hebr']],
  [/\p{sc=Greek}/gu, ['Grek']],
  [/\p{sc=Thai}/gu, ['Thai']],
  [/\p{sc=Devanagari}/gu, ['Deva']],
  [/\p{sc=Lao}/gu, ['Laoo']],
  [/\p{sc=Khmer}/gu, ['Khmr']],
  [/\p{sc=Myanmar}/gu, ['Mymr']],
];
const LETTER = /\p{L}/gu;
/** Names of products are Latin in every script: so many letters of another one are a language's own. */
const LEAST_SHARE = 0.2;
const LOOKED_AT = 2_000;

const knownScripts = new Map<LocaleTag, string>();

function scriptOf(locale: LocaleTag): string {
  const known = knownScripts.get(locale) ?? new Intl.Locale(locale).maximize().script ?? 'Latn';
  knownScripts.set(locale, known);
  return known;
}

function languageOf(locale: LocaleTag): string {
  return locale.split('-')[0]?.toLowerCase() ?? '';
}

function scriptsOf(text: string): readonly string[] | undefined {
  const letters = text.match(LETTER)?.length ?? 0;
  return SCRIPTS.find(([script]) => (text.match(script)?.length ?? 0) > LEAST_SHARE * letters)?.[1];
}

/** The locales whose language a query is in. */
export interface LikelyLocales {
  readonly home: ReadonlySet<LocaleTag>;
  /** The query itself tells: by its script, or by several stop words that no other language has. */
  readonly isSure: boolean;
}

/** Stop words that make sure, and how many more than of any other language. */
const SURE_COUNT = 3;
const SURE_LEAD = 2;

/**
 * Tell a query's language by its script first and by its stop words else.
 *
 * @param locale - The asker's: the answer where the query itself tells nothing.
 * @param locales - Those of the library.
 */
export function likelyLocales(
  query: string,
  locale: LocaleTag,
  locales: readonly LocaleTag[],
): LikelyLocales {
  const text = query.slice(0, LOOKED_AT);
  const own = locales.filter((other) => other === locale);
  const scripts = scriptsOf(text);
  if (scripts !== undefined) {
    const written = locales.filter((other) => scripts.includes(scriptOf(other)));
    const isOwn = own.some((other) => written.includes(other)) || written.length === 0;
    return { home: new Set(isOwn ? own : written), isSure: written.length > 0 };
  }
  const words = new Set<string>();
  visitChunks(text, (chunk) => {
    for (const word of lower(chunk.text).split(/[/／]/)) words.add(word);
  });
  const counts = new Map(
    [languageOf(locale), ...locales.map(languageOf)].map((language) => {
      const stops = stopWords(language);
      return [language, [...words].filter((word) => stops.has(word)).length];
    }),
  );
  // Of equals the asker's comes first.
  const [likely, next] = [...counts].toSorted(([, a], [, b]) => b - a);
  const [language = '', most = 0] = likely ?? [];
  return {
    home: new Set(
      language === languageOf(locale) ? own : locales.filter((other) => languageOf(other) === language),
    ),
    isSure: most >= SURE_COUNT && most - (next?.[1] ?? 0) >= SURE_LEAD,
  };
}

/** Fewer words name a thing rather than ask for it. */
const SHORTEST_QUESTION = 5;
const LONGEST_QUESTION = 60;

/**
 * The locale of a query that is a sentence: so many words, grammar among them, and none of what logs are made of.
 *
 * @returns Undefined for names, phrases and logs, and where the library lacks the language.
 */
export function questionLocale(
  query: string,
  locale: LocaleTag,
  locales: readonly LocaleTag[],
): LocaleTag | undefined {
  const words = query.trim().split(/\s+/);
  if (words.length < SHORTEST_QUESTION || words.length > LONGEST_QUESTION || /["\n]/.test(query))
    return undefined;
  const [home] = likelyLocales(query, locale, locales).home;
  const stops = stopWords(languageOf(home ?? ''));
  return words.some((word) => stops.has(lower(word))) ? home : undefined;
}
