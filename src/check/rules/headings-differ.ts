import type { Rule } from '../rule.js';
import { compareCounts } from '../structure.js';

/** Headings lost or made of other lines. */
export const headingsDiffer: Rule = {
  id: 'headings-differ',
  severity: 'warning',
  summary: 'The number of headings differs from the source.',
  looksAt: 'same-version',
  check: (input) => compareCounts(input, 'headings', ({ kind }) => kind === 'heading'),
};
