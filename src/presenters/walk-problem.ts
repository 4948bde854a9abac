import { Problem, type ProblemCode } from '../problem.js';
import type { WireWalkState } from '../walk/present/wire-state.js';

/** The problem of a state that could not be reached by what was sent; undefined for one that was. */
export function walkProblemCode({ status, errors }: WireWalkState): ProblemCode | undefined {
  if (status === 'notYet') return 'answer-too-early';
  if (status !== 'invalid') return undefined;
  return errors.some((error) => error.reason === 'tooLarge') ? 'body-too-large' : 'invalid-answer';
}

/**
 * Make a problem of a state that could not be reached: what was wrong, and the state's own members, so that its question can be asked
 * again. Its `status` alone is the problem's.
 */
export function walkProblem(code: ProblemCode, state: WireWalkState): Problem {
  const members = Object.entries(state).filter(([name]) => name !== 'status');
  return new Problem(code, { errors: state.errors, extensions: Object.fromEntries(members) });
}
