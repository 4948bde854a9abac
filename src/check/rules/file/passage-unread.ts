import type { Rule } from '../../rule.js';

/** A passage too long to compare. */
export const passageUnread: Rule = {
  id: 'passage-unread',
  severity: 'note',
  summary: 'A passage is too long to check.',
  looksAt: 'alone',
  onSource: true,
  *check({ translation }) {
    for (const passage of translation.passages) {
      if (!passage.isUnread) continue;
      yield {
        message: `a passage of ${passage.raw.length} characters was only checked for private data`,
        at: passage,
      };
    }
  },
};
