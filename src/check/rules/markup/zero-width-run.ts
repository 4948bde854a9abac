import { eachPassage } from '../../reading/each-passage.js';
import type { Rule } from '../../rule.js';

export const zeroWidthRun: Rule = {
  id: 'zero-width-run',
  severity: 'warning',
  summary: 'Two or more zero-width characters are in a row.',
  looksAt: 'alone',
  onSource: true,
  check: eachPassage((passage) =>
    [...passage.prose.matchAll(/[\u200B\u2060\uFEFF]{2,}/g)].map(({ 0: { length }, index }) => ({
      message: `${length} zero-width characters in a row`,
      at: passage.span(index, length),
    })),
  ),
};
