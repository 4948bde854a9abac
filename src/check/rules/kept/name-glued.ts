import { eachPair } from '../../reading/each-passage.js';
import { oncePerPassage } from '../../reading/wording.js';
import type { Rule } from '../../rule.js';
import { SPACED_LANGUAGES } from '../../reading/wording.js';

const WORD = /(?<![\w/.:@-])[A-Z][A-Za-z]+(?![\w/:@]|\.\w|-[a-z])/g;

/** The words of a source passage and which of them are adjacent. */
const namesOf = oncePerPassage(({ prose }) => {
  const words = prose.match(/[A-Za-z][A-Za-z]+/g) ?? [];
  return { words: new Set(words), text: prose.replace(/[\s\uFFF9]+/g, ' ') };
});

export const nameGlued: Rule = {
  id: 'name-glued',
  severity: 'warning',
  summary: 'The space between two words of a name is missing.',
  looksAt: 'aligned',
  check: eachPair(function* ({ source, translation }, { translation: { language } }) {
    // `Webconsole` is a compound; without spaces between words, `AEMas` is none.
    const second = SPACED_LANGUAGES.has(language) ? /^[A-Z]/ : /^/;
    for (const { 0: word, index } of translation.prose.matchAll(WORD)) {
      const { words, text } = namesOf(source);
      if (words.has(word)) continue;
      const at = Array.from(word).findIndex(
        (_letter, place) =>
          place > 1 &&
          second.test(word.slice(place)) &&
          words.has(word.slice(0, place)) &&
          words.has(word.slice(place)) &&
          text.includes(`${word.slice(0, place)} ${word.slice(place)}`),
      );
      // The source may glue them elsewhere, in another form: `LiveCopies`.
      if (at === -1 || [...words].some((one) => one.startsWith(word.slice(0, at + 2)))) continue;
      const right = `${word.slice(0, at)} ${word.slice(at)}`;
      yield {
        message: `"${word}" is "${right}" in the source`,
        at: translation.span(index, word.length),
        fix: { wrong: word, right },
      };
    }
  }),
};
