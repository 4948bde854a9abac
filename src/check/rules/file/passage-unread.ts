import { eachPassage } from '../../reading/each-passage.js';
import type { Rule } from '../../rule.js';

export const passageUnread: Rule = {
  id: 'passage-unread',
  severity: 'note',
  summary: 'A passage is too long to check.',
  looksAt: 'alone',
  onSource: true,
  check: eachPassage(({ isUnread, raw }) =>
    isUnread
      ? { message: `a passage of ${raw.length} characters was only checked for private data` }
      : undefined,
  ),
};
