import { ARTICLE_OPERATIONS } from './article-operations.js';
import { CHANGE_OPERATIONS } from './change-operations.js';
import { FEEDBACK_OPERATIONS } from './feedback-operations.js';
import { LINK_OPERATIONS } from './link-operations.js';
import { cacheable, operations, type Operation } from './operation.js';
import { SEARCH_OPERATIONS } from './search-operations.js';
import { WALK_OPERATIONS } from './walk-operations.js';
import { WEBHOOK_OPERATIONS } from './webhook-operations.js';

/** What a knowledge manager counts. */
const REPORT_OPERATIONS = operations('Feedback and usage', [
  {
    id: 'getReport',
    method: 'get',
    path: '/report',
    summary: 'Coverage, trust, findings, what to fix first, and searches with no results',
    description:
      'Counts of all articles that are not archived. `findings` is null while the content is being checked after a change; ask again. `searches` counts searches with no results by month; its terms are those that at least five different readers searched for within a month.',
    answers: { 200: { description: 'The numbers.', body: 'Report' } },
    scope: 'usage:read',
  },
]);

/** The contract itself. */
const CONTRACT_OPERATIONS = operations('This contract', [
  {
    id: 'getContract',
    method: 'get',
    path: '/openapi.json',
    summary: 'This contract as OpenAPI 3.1',
    description: 'Written from the schemas that parse requests and shape answers.',
    answers: cacheable({ description: 'An OpenAPI document.', body: 'object' }, false),
  },
  {
    id: 'getDocumentation',
    method: 'get',
    path: '/docs',
    summary: 'A page to read and try it',
    description: 'For people.',
    answers: cacheable({ description: 'An HTML page.', type: 'text/html', body: 'text' }, false),
  },
]);

/** Everything the API does; a test compares it with what is mounted. A group of its own is a file of its own. */
export const OPERATIONS: readonly Operation[] = [
  ...ARTICLE_OPERATIONS,
  ...CHANGE_OPERATIONS,
  ...SEARCH_OPERATIONS,
  ...WALK_OPERATIONS,
  ...LINK_OPERATIONS,
  ...FEEDBACK_OPERATIONS,
  ...REPORT_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...CONTRACT_OPERATIONS,
];
