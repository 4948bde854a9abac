import { eachValue } from '../../reading/front-values.js';
import type { Rule } from '../../rule.js';

export const quotesEscaped: Rule = {
  id: 'quotes-escaped',
  severity: 'warning',
  summary: 'A front matter value shows a backslash before a quote.',
  looksAt: 'alone',
  onSource: true,
  check: eachValue(({ key, value }) =>
    /\\["'“”„«»「」]/.test(value)
      ? { message: `"${key}" shows a backslash before a quote: ${value.slice(0, 80)}`, source: undefined }
      : undefined,
  ),
};
