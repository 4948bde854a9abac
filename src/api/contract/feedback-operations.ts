import { LEDGER_PAGE } from '../ledger-page.js';
import { REPORTS_QUERY } from '../report-handlers.js';
import { USAGE_QUERY } from '../read-usage.js';
import {
  EXAMPLE_FEEDBACK,
  EXAMPLE_FEEDBACK_REQUEST,
  EXAMPLE_OUTCOME,
  EXAMPLE_OUTCOME_REQUEST,
  EXAMPLE_REPORT,
  EXAMPLE_REPORT_REQUEST,
  EXAMPLE_USAGE,
} from './ledger-examples.js';
import { page, operations } from './operation.js';

const FEEDBACK = '/articles/:number/feedback';
const REPORTS = '/articles/:number/reports';

/** What readers say about articles, and what articles are used for. */
export const FEEDBACK_OPERATIONS = operations('Feedback and usage', [
  {
    id: 'giveFeedback',
    method: 'post',
    path: FEEDBACK,
    summary: 'Say whether an article helped',
    description: 'Once a reader, article and day: the last word counts. Who it was is not kept.',
    body: { content: { 'application/json': 'FeedbackRequest' }, example: EXAMPLE_FEEDBACK_REQUEST },
    answers: {
      200: { description: 'Said anew.', body: 'Feedback', example: EXAMPLE_FEEDBACK },
      201: {
        description: 'Said for the first time that day.',
        body: 'Feedback',
        example: EXAMPLE_FEEDBACK,
      },
    },
    problems: ['ledger-unavailable'],
  },
  {
    id: 'listFeedback',
    method: 'get',
    path: FEEDBACK,
    summary: 'What readers said in words',
    description: 'Newest first. A comment is text, even where it looks like markup.',
    scope: 'usage:read',
    query: LEDGER_PAGE,
    answers: page('FeedbackList', EXAMPLE_FEEDBACK),
  },
  {
    id: 'addReport',
    method: 'post',
    path: REPORTS,
    summary: 'Say what is wrong',
    description:
      'Of the article or a step of it. Once a reader, place, kind and day: the last word counts. Who it was is not kept.',
    body: { content: { 'application/json': 'FaultReportRequest' }, example: EXAMPLE_REPORT_REQUEST },
    answers: {
      200: { description: 'Said anew.', body: 'FaultReport', example: EXAMPLE_REPORT },
      201: { description: 'Reported.', body: 'FaultReport', example: EXAMPLE_REPORT },
    },
    problems: ['ledger-unavailable'],
  },
  {
    id: 'listReports',
    method: 'get',
    path: REPORTS,
    summary: 'What readers say is wrong',
    description: 'Newest first. Words are text, even where they look like markup.',
    scope: 'usage:read',
    query: REPORTS_QUERY,
    answers: page('FaultReportList', EXAMPLE_REPORT),
  },
  {
    id: 'decideReport',
    method: 'put',
    path: `${REPORTS}/:report`,
    summary: 'Say what became of a report',
    description: 'Readers see the state and the reason on the article’s page of reports.',
    scope: 'reports:write',
    body: {
      content: { 'application/json': 'FaultReportDecision' },
      example: { state: 'accepted', reason: 'Corrected in version 4.' },
    },
    answers: {
      200: {
        description: 'The report as it is now.',
        body: 'FaultReport',
        example: { ...EXAMPLE_REPORT, state: 'accepted', reason: 'Corrected in version 4.' },
      },
    },
    problems: ['not-found'],
  },
  {
    id: 'reportOutcome',
    method: 'post',
    path: '/articles/:number/walk/outcomes',
    summary: 'Count the end of a walk',
    description:
      'Takes what was sent to the walk, and walks through it again: only real ends count, once a reader and day. The answers are not kept.',
    body: { content: { 'application/json': 'OutcomeRequest' }, example: EXAMPLE_OUTCOME_REQUEST },
    answers: {
      200: {
        description: 'The reader came to this end before that day.',
        body: 'ReportedOutcome',
        example: { ...EXAMPLE_OUTCOME, counted: false },
      },
      201: { description: 'Counted.', body: 'ReportedOutcome', example: EXAMPLE_OUTCOME },
    },
    problems: ['walk-not-found', 'answer-too-early', 'invalid-answer', 'ledger-unavailable'],
    richProblems: { 409: 'WalkProblem', 413: 'WalkProblem', 422: 'WalkProblem' },
  },
  {
    id: 'readUsage',
    method: 'get',
    path: '/articles/:number/usage',
    summary: 'What an article was used for',
    description: 'Tickets, opinions and ends of walks, altogether and by the locale that was shown.',
    scope: 'usage:read',
    query: USAGE_QUERY,
    answers: { 200: { description: 'The counts.', body: 'Usage', example: EXAMPLE_USAGE } },
  },
]);
