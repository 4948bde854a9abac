import { WALK_QUERY } from '../walk-handlers.js';
import { EXAMPLE_WALK_REQUEST } from './examples.js';
import { cacheable, operations } from './operation.js';

/** Walking a user through an article's resolution. */
export const WALK_OPERATIONS = operations('Guided walks', [
  {
    id: 'describeWalk',
    method: 'get',
    path: '/articles/:number/walk',
    summary: 'What a walk asks',
    description:
      'Every question with what it takes, and every outcome, so that a client can answer several at once.',
    query: WALK_QUERY,
    answers: cacheable({ description: 'The walk.', body: 'Walk', headers: ['Content-Language'] }),
    problems: ['walk-not-found'],
  },
  {
    id: 'advanceWalk',
    method: 'post',
    path: '/articles/:number/walk',
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
    problems: ['walk-not-found', 'answer-too-early', 'invalid-answer'],
    richProblems: { 409: 'WalkProblem', 413: 'WalkProblem', 422: 'WalkProblem' },
  },
]);
