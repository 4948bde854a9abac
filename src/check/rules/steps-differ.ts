import type { Rule } from '../rule.js';
import { compareCounts } from '../structure.js';

/** Steps lost, joined or split. */
export const stepsDiffer: Rule = {
  id: 'steps-differ',
  severity: 'error',
  summary: 'The number of numbered steps differs from the source.',
  looksAt: 'same-version',
  check: (input) =>
    compareCounts(input, 'numbered steps', ({ place }) => place?.isOrdered === true && place.isFirst),
};
