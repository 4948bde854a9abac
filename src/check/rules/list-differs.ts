import type { Rule } from '../rule.js';
import { compareCounts } from '../structure.js';

/** List items lost, joined or split. */
export const listDiffers: Rule = {
  id: 'list-differs',
  severity: 'warning',
  summary: 'The number of list items differs from the source.',
  looksAt: 'same-version',
  check: (input) =>
    compareCounts(input, 'list items', ({ place }) => place?.isOrdered === false && place.isFirst),
};
