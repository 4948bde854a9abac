import type { Rule } from '../../rule.js';

const RUN = /[\u200B\u2060\uFEFF]{2,}/g;

/** Several consecutive zero-width characters. */
export const zeroWidthRun: Rule = {
  id: 'zero-width-run',
  severity: 'warning',
  summary: 'Two or more zero-width characters are in a row.',
  looksAt: 'alone',
  onSource: true,
  *check({ translation }) {
    for (const { prose, offset } of translation.passages) {
      for (const match of prose.matchAll(RUN)) {
        yield {
          message: `${match[0].length} zero-width characters in a row`,
          at: { start: offset(match.index), end: offset(match.index + match[0].length) },
        };
      }
    }
  },
};
