import { z } from 'zod';
import { countKeys } from '../../group-by.js';
import data from '../terms/function-words.json' with { type: 'json' };

/** Scripts, with the languages they indicate. */
const SCRIPTS = [
  [/[\u0370-\u03FF]/g, ['el']],
  [/[\u0400-\u052F]/g, ['ru', 'uk', 'bg', 'sr', 'mk', 'be', 'kk', 'mn', 'ky', 'tg']],
  [/[\u0590-\u05FF]/g, ['he', 'yi']],
  [/[\u0600-\u077F]/g, ['ar', 'fa', 'ur']],
  [/[\u0900-\u097F]/g, ['hi', 'mr', 'ne']],
  [/[\u0E00-\u0E7F]/g, ['th']],
  [/[\u3041-\u30FF]/g, ['ja']],
  [/[\u3400-\u9FFF]/g, ['zh', 'ja']],
  [/[\uAC00-\uD7AF]/g, ['ko']],
] as const;
const LATIN = /[A-Za-z\u00C0-\u036F]/g;

/** Below this share of letters in its own script, a text is in another language; product names are Latin everywhere. */
const HARDLY_ANY = 0.03;
/** Above this share of letters in another script, a text is in that script's language. */
const MOST = 0.5;
/** Share of kana in Japanese text; Chinese has none, but neither have some Japanese headlines. */
const KANA = 0.1;
/** Fewest Han characters needed to tell Chinese from Japanese. */
const MANY_HAN = 100;
/** Fewest words needed; a short line may be a name. */
const FEWEST_WORDS = 30;
const FEWEST_IN_LINE = 8;
/** Share of a text's words that are its language's most common ones: half of the usual share; in other languages it is at most 0.05. */
const COMMON_ENOUGH = 0.12;
/** How many times more common words of another language than of the expected one are needed. */
const MANY_TIMES = 3;

const commonWords = new Map(Object.entries(z.record(z.string(), z.array(z.string())).parse(data)));
const languagesOf = new Map<string, string[]>();
for (const [language, words] of commonWords) {
  for (const word of new Set(words)) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

/**
 * Detect the language of a text that is clearly not in the expected one: by script, then by its most common words.
 *
 * @param text - Prose; product names and versions do no harm.
 * @param expected - A language subtag.
 * @returns A language subtag; undefined if the text may be in the expected language.
 * @see docs/decisions/0071-compare-only-what-belongs-together.md
 */
export function detectLanguage(text: string, expected: string): string | undefined {
  const found = SCRIPTS.map(([pattern, languages]) => ({ languages, letters: countOf(text, pattern) }));
  const lettersOf = (language: string): number =>
    found
      .filter(({ languages }) => languages.some((other) => other === language))
      .reduce((sum, { letters }) => sum + letters, 0);
  const letters = found.reduce((sum, script) => sum + script.letters, countOf(text, LATIN));
  const isOwnScript = found.some(({ languages }) => languages.some((language) => language === expected));
  const han = lettersOf('zh');
  const kana = lettersOf('ja') - han;
  if (isOwnScript && lettersOf(expected) > letters * HARDLY_ANY) {
    if (han + kana < MANY_HAN) return undefined;
    if (expected === 'ja') return kana === 0 ? 'zh' : undefined;
    return expected === 'zh' && kana > (han + kana) * KANA ? 'ja' : undefined;
  }
  const foreign = found.reduce((best, script) => (script.letters > best.letters ? script : best));
  if (foreign.letters > letters * MOST)
    return kana > foreign.letters * KANA && han > 0 ? 'ja' : foreign.languages[0];
  return byCommonWords(text, expected, isOwnScript);
}

function countOf(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}

/** @param isElsewhere - Whether the expected language uses another script. */
function byCommonWords(text: string, expected: string, isElsewhere: boolean): string | undefined {
  const words = text.split('\n').flatMap(sentenceWords);
  if (words.length < FEWEST_WORDS) return undefined;
  const counts = countKeys(words.flatMap((word) => languagesOf.get(word) ?? []));
  const [best, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  if (count < words.length * COMMON_ENOUGH || best === expected) return undefined;
  if (isElsewhere) return best;
  // A language without a word list may share words with a relative, but hardly any with English.
  if (!commonWords.has(expected)) return best === 'en' ? best : undefined;
  return count > (counts.get(expected) ?? 0) * MANY_TIMES ? best : undefined;
}

/** The words of a sentence, not a list of names: at least half start with a lower-case letter, even in German. */
function sentenceWords(line: string): readonly string[] {
  const words = line.match(/\p{L}+/gu) ?? [];
  const small = words.filter((word) => !word.startsWith(word.charAt(0).toUpperCase())).length;
  return words.length < FEWEST_IN_LINE || small < words.length / 2
    ? []
    : words.map((word) => word.toLowerCase());
}
