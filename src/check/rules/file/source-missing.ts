import type { Rule } from '../../rule.js';

/** A translation whose source was withdrawn or is broken. */
export const sourceMissing: Rule = {
  id: 'source-missing',
  severity: 'note',
  summary: 'There is no readable source to compare with.',
  looksAt: 'alone',
  onSource: false,
  *check({ source }) {
    if (source !== undefined) return;
    yield { message: 'there is no readable source; nothing was compared', at: { key: 'article-number' } };
  },
};
