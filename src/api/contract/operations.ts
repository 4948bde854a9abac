import { ARTICLE_OPERATIONS } from './article-operations.js';
import { CONTRACT_OPERATIONS } from './contract-operations.js';
import type { Operation } from './operation.js';
import { REPORT_OPERATIONS } from './report-operations.js';
import { SEARCH_OPERATIONS } from './search-operations.js';
import { WALK_OPERATIONS } from './walk-operations.js';

/** Everything the API does; a test compares it with what is mounted. A group of its own is a file of its own. */
export const OPERATIONS: readonly Operation[] = [
  ...ARTICLE_OPERATIONS,
  ...SEARCH_OPERATIONS,
  ...WALK_OPERATIONS,
  ...REPORT_OPERATIONS,
  ...CONTRACT_OPERATIONS,
];
