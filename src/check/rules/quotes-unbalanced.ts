import { frontValues } from '../front-values.js';
import { countDoubleQuotes } from '../quote-marks.js';
import type { Rule } from '../rule.js';

/** A value of the front matter with a quote that has no other half. */
export const quotesUnbalanced: Rule = {
  id: 'quotes-unbalanced',
  severity: 'warning',
  summary: 'A value of the front matter has a quote without its other half.',
  looksAt: 'pair',
  *check({ translation, source }) {
    const originals = new Map(frontValues(source).map((front) => [front.key, front]));
    for (const { key, value, line } of frontValues(translation)) {
      const original = originals.get(key);
      if (original === undefined) continue;
      if (countDoubleQuotes(value) % 2 === 0 || countDoubleQuotes(original.value) % 2 === 1) continue;
      yield {
        message: `"${key}" has a quote without its other half: ${value.slice(0, 80)}`,
        at: { line },
        source: { line: original.line },
      };
    }
  },
};
