import { WALK_QUERY } from '../walk-handlers.js';
import { EXAMPLE_WALK_REQUEST } from './examples.js';
import { CACHEABLE, NOT_MODIFIED, type Operation } from './operation.js';

const tag = 'Guided walks';

/** Walking a user through an article's resolution. */
export const WALK_OPERATIONS: readonly Operation[] = [
  {
    id: 'describeWalk',
    method: 'get',
    path: '/articles/:number/walk',
    tag,
    summary: 'What a walk asks',
    description:
      'Every question with what it takes, and every outcome, so that a client can answer several at once.',
    query: WALK_QUERY,
    answers: {
      200: { description: 'The walk.', body: 'Walk', headers: [...CACHEABLE, 'Content-Language'] },
      304: NOT_MODIFIED,
    },
    problems: ['invalid-parameter', 'unknown-parameter', 'article-not-found', 'walk-not-found'],
  },
  {
    id: 'advanceWalk',
    method: 'post',
    path: '/articles/:number/walk',
    tag,
    summary: 'Answer, and get the next question or the outcome',
    description:
      'Takes all answers so far and gives the furthest state they lead to: the next question, or an outcome. Keeps nothing; the client holds the answers (`answers` of the state). Send `{}` to begin. A log goes into `answers.logs` as text, or as a file of a form. A refused answer is a problem that carries the state, its question included.',
    body: {
      content: { 'application/json': 'WalkRequest', 'multipart/form-data': 'WalkForm' },
      example: EXAMPLE_WALK_REQUEST,
    },
    answers: {
      200: { description: 'The state.', body: 'WalkState', headers: ['Content-Language'] },
    },
    problems: [
      'unknown-parameter',
      'article-not-found',
      'walk-not-found',
      'answer-too-early',
      'body-too-large',
      'unsupported-media-type',
      'invalid-answer',
    ],
    richProblems: { 409: 'WalkProblem', 413: 'WalkProblem', 422: 'WalkProblem' },
  },
];
