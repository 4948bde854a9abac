import type { Rule } from '../rule.js';

const DOUBLED = /(?<![\p{L}\p{N}_./:-])(\p{L}{2,30})[ \u00A0]{1,3}\1(?![\p{L}\p{N}_/:-]|['’.]\p{L})/gu;

/** Words a language may say twice in a row. */
const ALLOWED: Readonly<Record<string, ReadonlySet<string>>> = {
  de: new Set(['die', 'der', 'das', 'den', 'dem', 'sie', 'Sie']),
  nl: new Set(['die', 'dat', 'je', 'ze', 'er']),
  fr: new Set(['nous', 'vous']),
  sv: new Set(['som', 'den', 'det', 'att', 'om', 'för', 'på', 'av', 'till']),
  da: new Set(['der', 'det', 'den', 'at']),
  no: new Set(['det', 'den', 'at', 'som']),
  en: new Set(['that', 'had']),
  vi: new Set(),
};
/** Languages that double words to mean more of them. */
const DOUBLING = new Set(['id', 'ms', 'vi', 'th', 'ja', 'zh', 'tl']);

/** A word written twice in a row. */
export const wordDoubled: Rule = {
  id: 'word-doubled',
  severity: 'warning',
  summary: 'A word stands twice in a row.',
  looksAt: 'pair',
  *check({ translation, pairing }) {
    for (const passage of translation.passages) {
      const original = pairing.original(passage);
      for (const match of passage.prose.matchAll(DOUBLED)) {
        const word = match[1] ?? '';
        if (ALLOWED[translation.language]?.has(word)) continue;
        if (DOUBLING.has(translation.language) && !/^[A-Za-z]+$/.test(word)) continue;
        if (original !== undefined && original.prose.search(DOUBLED) !== -1) continue;
        yield {
          message: `"${word}" stands twice in a row`,
          at: { start: passage.offset(match.index), end: passage.offset(match.index + match[0].length) },
          ...(original && { source: { offset: original.slice.offset(0) } }),
        };
      }
    }
  },
};
