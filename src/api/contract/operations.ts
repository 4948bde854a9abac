import { ARTICLE_OPERATIONS } from './article-operations.js';
import { CHANGE_OPERATIONS } from './change-operations.js';
import { CONTRACT_OPERATIONS } from './contract-operations.js';
import { FEEDBACK_OPERATIONS } from './feedback-operations.js';
import { LINK_OPERATIONS } from './link-operations.js';
import type { Operation } from './operation.js';
import { REPORT_OPERATIONS } from './report-operations.js';
import { SEARCH_OPERATIONS } from './search-operations.js';
import { WALK_OPERATIONS } from './walk-operations.js';

/** Everything the API does; a test compares it with what is mounted. A group of its own is a file of its own. */
export const OPERATIONS: readonly Operation[] = [
  ...ARTICLE_OPERATIONS,
  ...CHANGE_OPERATIONS,
  ...SEARCH_OPERATIONS,
  ...WALK_OPERATIONS,
  ...LINK_OPERATIONS,
  ...FEEDBACK_OPERATIONS,
  ...REPORT_OPERATIONS,
  ...CONTRACT_OPERATIONS,
];
