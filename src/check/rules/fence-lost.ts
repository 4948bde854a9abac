import type { Rule } from '../rule.js';
import { compareCounts } from '../structure.js';

/** Blocks of code lost or joined. */
export const fenceLost: Rule = {
  id: 'fence-lost',
  severity: 'error',
  summary: 'The number of code blocks differs from the source.',
  looksAt: 'same-version',
  check: (input) =>
    compareCounts(input, 'blocks of code', ({ kind, info }) => kind === 'code' && info !== 'indented'),
};
