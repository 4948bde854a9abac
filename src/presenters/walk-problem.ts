import { Problem, type ProblemCode } from '../problem.js';
import type { WireWalkState } from '../walk/present/wire-state.js';

/** The problem code of an invalid state; undefined for a valid one. */
export function walkProblemCode({ status, errors }: WireWalkState): ProblemCode | undefined {
  if (status === 'notYet') return 'answer-too-early';
  if (status !== 'invalid') return undefined;
  return errors.some((error) => error.reason === 'tooLarge') ? 'body-too-large' : 'invalid-answer';
}

/**
 * Create a problem from an invalid state: the errors and the state's members, so that its question can be asked
 * again. `status` is the HTTP status.
 */
export function walkProblem(code: ProblemCode, state: WireWalkState): Problem {
  const members = Object.entries(state).filter(([name]) => name !== 'status');
  return new Problem(code, { errors: state.errors, extensions: Object.fromEntries(members) });
}
