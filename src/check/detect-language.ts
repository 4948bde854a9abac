import { francAll } from 'franc-min';
import { z } from 'zod';
import data from './terms/function-words.json' with { type: 'json' };

/** The languages told apart, by the detector's name for each. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['eng', 'en'],
  ['deu', 'de'],
  ['spa', 'es'],
  ['fra', 'fr'],
  ['ita', 'it'],
  ['por', 'pt'],
  ['nld', 'nl'],
  ['swe', 'sv'],
  ['pol', 'pl'],
  ['tur', 'tr'],
  ['ces', 'cs'],
  ['hun', 'hu'],
  ['ron', 'ro'],
  ['rus', 'ru'],
  ['ukr', 'uk'],
  ['jpn', 'ja'],
  ['kor', 'ko'],
  ['cmn', 'zh'],
  ['arb', 'ar'],
  ['vie', 'vi'],
  ['ind', 'id'],
]);
/** How much better than the folder's language another one must fit; the detector's scores go from 0 to 1. */
const CLEARLY = 0.1;
const LONGEST_SAMPLE = 1000;
/** Share of a text's words that are the commonest of its language; half of what real texts have, others have at most 0.05. */
const COMMON_ENOUGH = 0.08;
/** How many times more of another language's commonest words there must be than of the folder's. */
const MANY_TIMES = 2;

const commonWords = new Map(Object.entries(z.record(z.string(), z.array(z.string())).parse(data)));
const languagesOf = new Map<string, string[]>();
for (const [language, words] of commonWords) {
  for (const word of new Set(words)) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

/**
 * Tell a text's language where it is surely not the expected one.
 *
 * Most texts are told by their commonest words; the detector is asked about those that have too few of any known language.
 *
 * @param text - Some hundred letters and more.
 * @param expected - A language subtag.
 * @returns Undefined when the text may well be what is expected, or the expected language is not among those told apart.
 */
export function detectLanguage(text: string, expected: string): string | undefined {
  if (![...LANGUAGES.values()].includes(expected)) return undefined;
  const shares = sharesOfCommonWords(text);
  const ours = shares.get(expected);
  const [best, share] = [...shares].reduce((a, b) => (b[1] > a[1] ? b : a));
  // A language whose own are not known has some of another's: Romanian has `este`, Indonesian `di`.
  if (ours === undefined) return share >= COMMON_ENOUGH * MANY_TIMES ? best : detectByLetters(text, expected);
  if (share >= COMMON_ENOUGH) return share > ours * MANY_TIMES ? best : undefined;
  return detectByLetters(text, expected);
}

function detectByLetters(text: string, expected: string): string | undefined {
  const ranked = francAll(text.slice(0, LONGEST_SAMPLE), { only: [...LANGUAGES.keys()] });
  const scores = new Map(ranked.map(([name, score]) => [LANGUAGES.get(name), score]));
  const [best] = scores.keys();
  return best !== undefined && 1 - (scores.get(expected) ?? 0) >= CLEARLY ? best : undefined;
}

function sharesOfCommonWords(text: string): ReadonlyMap<string, number> {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const shares = new Map([...commonWords.keys()].map((language) => [language, 0]));
  for (const word of words) {
    for (const language of languagesOf.get(word) ?? [])
      shares.set(language, (shares.get(language) ?? 0) + 1 / words.length);
  }
  return shares;
}
