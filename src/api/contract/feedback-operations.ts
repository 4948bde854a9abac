import { LEDGER_PAGE } from '../ledger-page.js';
import { USAGE_QUERY } from '../read-usage.js';
import {
  EXAMPLE_FEEDBACK,
  EXAMPLE_FEEDBACK_REQUEST,
  EXAMPLE_OUTCOME,
  EXAMPLE_OUTCOME_REQUEST,
  EXAMPLE_USAGE,
} from './ledger-examples.js';
import type { Operation } from './operation.js';

const tag = 'Feedback and usage';
const FEEDBACK = '/articles/:number/feedback';

/** What readers say about articles, and what articles are used for. */
export const FEEDBACK_OPERATIONS: readonly Operation[] = [
  {
    id: 'giveFeedback',
    method: 'post',
    path: FEEDBACK,
    tag,
    summary: 'Say whether an article helped',
    description: 'Once a reader, article and day: the last word counts. Who it was is not kept.',
    body: { content: { 'application/json': 'FeedbackRequest' }, example: EXAMPLE_FEEDBACK_REQUEST },
    answers: {
      200: { description: 'Said anew.', body: ['Feedback'], example: EXAMPLE_FEEDBACK },
      201: {
        description: 'Said for the first time that day.',
        body: ['Feedback'],
        example: EXAMPLE_FEEDBACK,
      },
    },
    problems: [
      'unknown-parameter',
      'article-not-found',
      'body-too-large',
      'unsupported-media-type',
      'ledger-unavailable',
    ],
  },
  {
    id: 'listFeedback',
    method: 'get',
    path: FEEDBACK,
    tag,
    summary: 'What readers said in words',
    description: 'Newest first. A comment is text, even where it looks like markup.',
    scope: 'usage:read',
    query: LEDGER_PAGE,
    answers: {
      200: {
        description: 'One page.',
        body: ['FeedbackList'],
        example: { items: [EXAMPLE_FEEDBACK], total: 1, next: null },
        headers: ['Link'],
      },
    },
    problems: ['invalid-parameter', 'unknown-parameter', 'article-not-found', 'cursor-expired'],
  },
  {
    id: 'reportOutcome',
    method: 'post',
    path: '/articles/:number/walk/outcomes',
    tag,
    summary: 'Count the end of a walk',
    description:
      'Takes what was sent to the walk, and walks through it again: only real ends count, once a reader and day. The answers are not kept.',
    body: { content: { 'application/json': 'OutcomeRequest' }, example: EXAMPLE_OUTCOME_REQUEST },
    answers: {
      200: {
        description: 'The reader came to this end before that day.',
        body: ['ReportedOutcome'],
        example: { ...EXAMPLE_OUTCOME, counted: false },
      },
      201: { description: 'Counted.', body: ['ReportedOutcome'], example: EXAMPLE_OUTCOME },
    },
    problems: [
      'unknown-parameter',
      'article-not-found',
      'walk-not-found',
      'answer-too-early',
      'body-too-large',
      'unsupported-media-type',
      'invalid-answer',
      'ledger-unavailable',
    ],
    richProblems: { 409: 'WalkProblem', 413: 'WalkProblem', 422: 'WalkProblem' },
  },
  {
    id: 'readUsage',
    method: 'get',
    path: '/articles/:number/usage',
    tag,
    summary: 'What an article was used for',
    description: 'Tickets, opinions and ends of walks, altogether and by the locale that was shown.',
    scope: 'usage:read',
    query: USAGE_QUERY,
    answers: { 200: { description: 'The counts.', body: ['Usage'], example: EXAMPLE_USAGE } },
    problems: ['invalid-parameter', 'unknown-parameter', 'article-not-found'],
  },
];
