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

/**
 * The locales whose language a query is in, by its script first and by its stop words else.
 *
 * @param locale - The asker's: the answer where the query itself tells nothing.
 * @param locales - Those of the library.
 */
export function likelyLocales(
  query: string,
  locale: LocaleTag,
  locales: readonly LocaleTag[],
): ReadonlySet<LocaleTag> {
  const text = query.slice(0, LOOKED_AT);
  const own = locales.filter((other) => other === locale);
  const scripts = scriptsOf(text);
  if (scripts !== undefined) {
    const written = locales.filter((other) => scripts.includes(scriptOf(other)));
    return new Set(own.some((other) => written.includes(other)) || written.length === 0 ? own : written);
  }
  const words = new Set<string>();
  visitChunks(text, (chunk) => {
    for (const word of lower(chunk.text).split(/\P{L}+/u)) words.add(word);
  });
  const met = (language: string): number => [...stopWords(language)].filter((word) => words.has(word)).length;
  let [most, likely] = [met(languageOf(locale)), languageOf(locale)];
  for (const language of new Set(locales.map(languageOf))) {
    const count = met(language);
    if (count > most) [most, likely] = [count, language];
  }
  if (likely === languageOf(locale)) return new Set(own);
  return new Set(locales.filter((other) => languageOf(other) === likely));
}
