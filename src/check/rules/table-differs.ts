import type { Rule } from '../rule.js';
import { compareCounts } from '../structure.js';

/** Cells lost, joined or split. */
export const tableDiffers: Rule = {
  id: 'table-differs',
  severity: 'warning',
  summary: 'The number of table cells differs from the source.',
  looksAt: 'same-version',
  check: (input) => compareCounts(input, 'table cells', ({ kind }) => kind === 'cell'),
};
