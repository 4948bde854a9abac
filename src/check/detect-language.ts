import { eld } from 'eld/small';

/** Languages so alike that a text of one is often taken for another. */
const ALIKE: readonly (readonly string[])[] = [
  ['no', 'nb', 'nn', 'da', 'sv'],
  ['hr', 'sr', 'bs', 'sl'],
  ['es', 'ca', 'gl', 'pt', 'oc'],
  ['cs', 'sk'],
  ['ms', 'id', 'tl'],
  ['ru', 'uk', 'be', 'bg'],
  ['nl', 'af'],
  ['hi', 'mr', 'ne'],
];
/** How much better than the folder's language another one must fit. */
const CLEARLY = 0.12;

/**
 * Tell a text's language where it is surely not the expected one.
 *
 * @param text - Some hundred letters and more.
 * @param expected - A language subtag.
 * @returns Undefined when the text may well be what is expected.
 */
export function detectLanguage(text: string, expected: string): string | undefined {
  const result = eld.detect(text);
  const { language } = result;
  if (language === '' || language === expected || !result.isReliable()) return undefined;
  if (ALIKE.some((group) => group.includes(language) && group.includes(expected))) return undefined;
  const scores = result.getScores();
  const best = scores[language] ?? 0;
  return best - (scores[expected] ?? 0) >= CLEARLY ? language : undefined;
}
