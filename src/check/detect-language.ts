import { z } from 'zod';
import { countKeys } from '../group-by.js';
import data from './terms/function-words.json' with { type: 'json' };

/** Scripts by code point, with the languages they indicate. */
const SCRIPTS = [
  { from: 0x370, to: 0x3ff, languages: ['el'] },
  { from: 0x400, to: 0x52f, languages: ['ru', 'uk', 'bg', 'sr', 'mk', 'be', 'kk', 'mn', 'ky', 'tg'] },
  { from: 0x590, to: 0x5ff, languages: ['he', 'yi'] },
  { from: 0x600, to: 0x77f, languages: ['ar', 'fa', 'ur'] },
  { from: 0x900, to: 0x97f, languages: ['hi', 'mr', 'ne'] },
  { from: 0xe00, to: 0xe7f, languages: ['th'] },
  { from: 0x3041, to: 0x30ff, languages: ['ja'] },
  { from: 0x3400, to: 0x9fff, languages: ['zh', 'ja'] },
  { from: 0xac00, to: 0xd7af, languages: ['ko'] },
] as const;

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
  const { found, letters } = countScripts(text);
  const lettersOf = (language: string): number =>
    found.reduce(
      (sum, script) => sum + (script.languages.some((other) => other === language) ? script.letters : 0),
      0,
    );
  const isOwnScript = found.some(({ languages }) => languages.some((language) => language === expected));
  if (isOwnScript && lettersOf(expected) > letters * HARDLY_ANY) return chineseOrJapanese(found, expected);
  const foreign = found.reduce((best, script) => (script.letters > best.letters ? script : best));
  if (foreign.letters > letters * MOST) {
    const kana = lettersOf('ja') - lettersOf('zh');
    return kana > foreign.letters * KANA && lettersOf('zh') > 0 ? 'ja' : foreign.languages[0];
  }
  return byCommonWords(text, expected, isOwnScript);
}

interface ScriptCount {
  readonly languages: readonly string[];
  readonly letters: number;
}

function countScripts(text: string): { readonly found: readonly ScriptCount[]; readonly letters: number } {
  const counts = SCRIPTS.map(() => 0);
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x370) {
      if ((code > 64 && code < 91) || (code > 96 && code < 123) || code > 191) letters += 1;
      continue;
    }
    const script = SCRIPTS.findIndex(({ from, to }) => code >= from && code <= to);
    if (script === -1) continue;
    counts[script] = (counts[script] ?? 0) + 1;
    letters += 1;
  }
  return {
    found: SCRIPTS.map(({ languages }, index) => ({ languages, letters: counts[index] ?? 0 })),
    letters,
  };
}

function chineseOrJapanese(found: readonly ScriptCount[], expected: string): string | undefined {
  if (expected !== 'zh' && expected !== 'ja') return undefined;
  const han = found.find(({ languages }) => languages.includes('zh'))?.letters ?? 0;
  const kana = found.reduce(
    (sum, { languages, letters }) => sum + (languages.join() === 'ja' ? letters : 0),
    0,
  );
  if (han + kana < MANY_HAN) return undefined;
  if (expected === 'ja') return kana === 0 ? 'zh' : undefined;
  return kana > (han + kana) * KANA ? 'ja' : undefined;
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
