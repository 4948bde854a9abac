import type { Rule } from '../../rule.js';

/** Begins at the space between both: a search for words would try every letter. */
const DOUBLED =
  /[ \u00A0](?<=(?<![\p{L}\p{N}_./:-])(\p{L}{2,30})[ \u00A0])[ \u00A0]{0,2}\1(?![\p{L}\p{N}_/:-]|['’.]\p{L})/gu;

/** Languages that do not double words for emphasis, and the words each may still repeat. */
const MAY_DOUBLE: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en: 'that had',
    de: 'die der das den dem sie Sie',
    nl: 'die dat je ze er',
    fr: 'nous vous',
    it: 'via piano',
    es: '',
    pt: '',
    ca: '',
    gl: '',
    ro: '',
    sv: 'som den det att om för på av till är har i',
    da: 'der det den at er for på',
    no: 'det den at som er har',
    nb: 'det den at som er har',
    pl: '',
    cs: '',
    sk: '',
    ru: '',
    uk: '',
    bg: '',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
);

/** A doubled word. */
export const wordDoubled: Rule = {
  id: 'word-doubled',
  severity: 'warning',
  summary: 'A word is repeated.',
  looksAt: 'pair',
  *check({ translation, pairing }) {
    const mayDouble = MAY_DOUBLE[translation.language];
    for (const passage of translation.passages) {
      const original = pairing.original(passage);
      let last = 0;
      for (const match of passage.prose.matchAll(DOUBLED)) {
        const word = match[1] ?? '';
        // The second of a word that stands there three times.
        if (match.index - word.length < last) continue;
        last = match.index + match[0].length;
        // Other languages may double words on purpose; a doubled source name is an error in all.
        if (mayDouble === undefined ? original?.prose.includes(word) !== true : mayDouble.has(word)) continue;
        if (original !== undefined && original.prose.search(DOUBLED) !== -1) continue;
        yield {
          message: `"${word}" is repeated`,
          at: {
            start: passage.offset(match.index - word.length),
            end: passage.offset(match.index + match[0].length),
          },
          source: original,
        };
      }
    }
  },
};
