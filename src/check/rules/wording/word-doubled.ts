import { eachPassage } from '../../reading/each-passage.js';
import type { Rule } from '../../rule.js';

/** Begins at the space between both: a search for words would try every letter. */
const DOUBLED =
  /[ \u00A0](?<=(?<![\p{L}\p{N}_./:-])(\p{L}{2,30})[ \u00A0])[ \u00A0]{0,2}\1(?![\p{L}\p{N}_/:-]|['’.]\p{L})/gu;

/** Languages that do not double words for emphasis, and the words each may still repeat. */
const MAY_DOUBLE: Readonly<Record<string, readonly string[]>> = {
  en: ['that', 'had'],
  de: ['die', 'der', 'das', 'den', 'dem', 'sie', 'Sie'],
  nl: ['die', 'dat', 'je', 'ze', 'er'],
  fr: ['nous', 'vous'],
  it: ['via', 'piano'],
  sv: ['som', 'den', 'det', 'att', 'om', 'för', 'på', 'av', 'till', 'är', 'har', 'i'],
  da: ['der', 'det', 'den', 'at', 'er', 'for', 'på'],
  no: ['det', 'den', 'at', 'som', 'er', 'har'],
  nb: ['det', 'den', 'at', 'som', 'er', 'har'],
  ...Object.fromEntries('es pt ca gl ro pl cs sk ru uk bg'.split(' ').map((language) => [language, []])),
};

export const wordDoubled: Rule = {
  id: 'word-doubled',
  severity: 'warning',
  summary: 'A word is repeated.',
  looksAt: 'pair',
  check: eachPassage(function* (passage, original, { translation: { language } }) {
    const mayDouble = MAY_DOUBLE[language];
    let last = 0;
    for (const { 0: again, 1: word = '', index } of passage.prose.matchAll(DOUBLED)) {
      const start = index - word.length;
      // The second of a word that stands there three times.
      if (start < last) continue;
      last = index + again.length;
      // Other languages may double words on purpose; a doubled source name is an error in all.
      if (mayDouble === undefined ? original?.prose.includes(word) !== true : mayDouble.includes(word))
        continue;
      if (original !== undefined && original.prose.search(DOUBLED) !== -1) continue;
      yield { message: `"${word}" is repeated`, at: passage.span(start, word.length + again.length) };
    }
  }),
};
