import type { Operation } from './operation.js';

/** What a knowledge manager counts. */
export const REPORT_OPERATIONS: readonly Operation[] = [
  {
    id: 'getReport',
    method: 'get',
    path: '/report',
    tag: 'Feedback and usage',
    summary: 'Coverage, trust, findings, and what to mend first',
    description:
      'Counts of all articles that are not archived. `findings` is null while the content is being checked after a change; ask again.',
    answers: { 200: { description: 'The numbers.', body: ['Report'] } },
    problems: ['unknown-parameter'],
    scope: 'usage:read',
  },
];
