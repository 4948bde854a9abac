import type { Rule } from '../rule.js';

/** An acronym, then the word that began the sentence before it was put there: `AEM Detener la.` */
const MOVED = /(?<=^[\s\uFFF9]*|[.!?:][\s\uFFF9]+)([A-Z]{2,6})[ \u00A0](\p{Lu}\p{Ll}+)(?=[\s\uFFF9.,])/gu;

/** An acronym moved to the front of its sentence; Spanish translations of one machine do so. */
export const acronymMoved: Rule = {
  id: 'acronym-moved',
  severity: 'warning',
  summary: 'An acronym moved to the front of its Spanish sentence.',
  looksAt: 'aligned',
  *check({ translation: file, pairing }) {
    if (file.language !== 'es') return;
    for (const { source, translation } of pairing.pairs) {
      for (const { 0: found, 1: acronym = '', 2: word = '', index } of translation.prose.matchAll(MOVED)) {
        // A product's name: AEM Assets.
        if (source.prose.includes(word)) continue;
        const starts = new RegExp(`(?:^[\\s\\uFFF9]*|[.!?:][\\s\\uFFF9]+)${acronym}\\b`).test(source.prose);
        if (starts || !new RegExp(`\\b${acronym}\\b`).test(source.prose)) continue;
        yield {
          message: `"${acronym}" moved to the front of the sentence: ${found}`,
          at: { start: translation.offset(index), end: translation.offset(index + found.length) },
          source: { offset: source.start },
        };
      }
    }
  },
};
