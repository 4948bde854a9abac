import type { LocaleTag } from '../../article/article.js';
import { visitChunks } from '../analysis/chunks.js';
import { lower } from '../analysis/fold.js';
import { stopWords } from '../analysis/stop-words.js';
import { CODE } from './parse-query.js';

/** Scripts of several names in `Intl.Locale`, the more specific first: Japanese has Chinese characters too. */
const EAST_ASIAN: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\p{sc=Hangul}/gu, ['Kore']],
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/gu, ['Jpan']],
  [/\p{sc=Han}/gu, ['Hans', 'Hant', 'Jpan']],
];
/** Latin text tells no language; the others are above. */
const NAMED_OTHERWISE = new Set(['Latn', ...EAST_ASIAN.flatMap(([, scripts]) => scripts)]);
const LETTER = /\p{L}/gu;
/** Share of non-Latin letters that identifies a script, since product names are Latin in every language. */
const LEAST_SHARE = 0.2;
const LONGEST_SAMPLE = 2_000;

const knownScripts = new Map<LocaleTag, string>();

function scriptOf(locale: LocaleTag): string {
  const known = knownScripts.get(locale) ?? new Intl.Locale(locale).maximize().script ?? 'Latn';
  knownScripts.set(locale, known);
  return known;
}

function languageOf(locale: LocaleTag): string {
  return locale.split('-')[0]?.toLowerCase() ?? '';
}

/** @returns Undefined for Latin letters, and for scripts that no locale is written in. */
function scriptsOf(text: string, locales: readonly LocaleTag[]): readonly string[] | undefined {
  const letters = text.match(LETTER)?.length ?? 0;
  const others = new Set(locales.map(scriptOf).filter((script) => !NAMED_OTHERWISE.has(script)));
  const scripts = [
    ...EAST_ASIAN,
    ...[...others].map((script) => [new RegExp(`\\p{sc=${script}}`, 'gu'), [script]] as const),
  ];
  return scripts.find(([script]) => (text.match(script)?.length ?? 0) > LEAST_SHARE * letters)?.[1];
}

export interface LikelyLocales {
  readonly home: ReadonlySet<LocaleTag>;
  /** True when the script or several exclusive stop words identify the language. */
  readonly isSure: boolean;
}

/** Stop words required for certainty, and the required lead over other languages. */
const SURE_COUNT = 3;
const SURE_LEAD = 2;

/**
 * Detect a query's language by script, else by stop words.
 *
 * @param locale - The reader's locale, used when the query is inconclusive.
 * @param locales - The library's locales.
 */
export function likelyLocales(
  query: string,
  locale: LocaleTag,
  locales: readonly LocaleTag[],
): LikelyLocales {
  const text = query.slice(0, LONGEST_SAMPLE);
  const own = locales.filter((other) => other === locale);
  const scripts = scriptsOf(text, locales);
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
  // Ties go to the reader's locale.
  const [likely, next] = [...counts].toSorted(([, a], [, b]) => b - a);
  const [language = '', most = 0] = likely ?? [];
  return {
    home: new Set(
      language === languageOf(locale) ? own : locales.filter((other) => languageOf(other) === language),
    ),
    isSure: most >= SURE_COUNT && most - (next?.[1] ?? 0) >= SURE_LEAD,
  };
}

/** Fewest words of a question. */
const SHORTEST_QUESTION = 5;
const LONGEST_QUESTION = 60;

/**
 * The locale of a query that is a question: enough words, including stop words, and no sign of a log or an error line, which words
 * find better.
 *
 * @returns Undefined for names, phrases and logs, and for languages the library lacks.
 */
export function questionLocale(
  query: string,
  locale: LocaleTag,
  locales: readonly LocaleTag[],
): LocaleTag | undefined {
  const words = query.trim().split(/\s+/);
  if (words.length < SHORTEST_QUESTION || words.length > LONGEST_QUESTION || /["\n]/.test(query))
    return undefined;
  const chunks: string[] = [];
  visitChunks(query, ({ text }) => chunks.push(text));
  if (chunks.some((chunk) => CODE.test(chunk))) return undefined;
  const [home] = likelyLocales(query, locale, locales).home;
  const stops = stopWords(languageOf(home ?? ''));
  return words.some((word) => stops.has(lower(word))) ? home : undefined;
}
