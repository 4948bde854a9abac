import { frontValues } from '../../front-values.js';
import type { Rule } from '../../rule.js';

/** A visible backslash that was meant to escape a quote. */
export const quotesEscaped: Rule = {
  id: 'quotes-escaped',
  severity: 'warning',
  summary: 'A front matter value shows a backslash before a quote.',
  looksAt: 'alone',
  onSource: true,
  *check({ translation }) {
    for (const { key, value } of frontValues(translation)) {
      if (!/\\["'“”„«»「」]/.test(value)) continue;
      yield { message: `"${key}" shows a backslash before a quote: ${value.slice(0, 80)}`, at: { key } };
    }
  },
};
