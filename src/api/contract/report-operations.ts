import type { Operation } from './operation.js';

/** What a knowledge manager counts. */
export const REPORT_OPERATIONS: readonly Operation[] = [
  {
    id: 'getReport',
    method: 'get',
    path: '/report',
    tag: 'Feedback and usage',
    summary: 'Coverage, trust, findings, what to fix first, and searches with no results',
    description:
      'Counts of all articles that are not archived. `findings` is null while the content is being checked after a change; ask again. `searches` counts what was asked and found nothing by month; its terms are what at least five different readers looked for in vain within a month.',
    answers: { 200: { description: 'The numbers.', body: ['Report'] } },
    problems: ['unknown-parameter'],
    scope: 'usage:read',
  },
];
