import { z } from 'zod';
import { Problem, type ProblemCode } from '../problem.js';
import { FACT_SETS } from '../walk/facts/index.js';
import { WALK_STATE, type WireWalkState } from '../walk/present/wire-state.js';
import { PROBLEM, request, SHAPES } from './schemas.js';

/** A rejected answer: the problem and the state, so that the question can be asked again. */
export const WALK_PROBLEM = PROBLEM.extend(
  WALK_STATE.omit({ status: true, errors: true }).partial().shape,
).register(SHAPES, { id: 'WalkProblem' });

/** Request of `POST …/walk`; answers and version are checked by the walk itself. */
export const WALK_REQUEST = request('WalkRequest', {
  locale: z.string().max(64).optional().meta({ description: 'A BCP 47 tag; negotiated if omitted.' }),
  answers: z
    .unknown()
    .optional()
    .meta({
      type: 'object',
      additionalProperties: { $ref: '#/components/schemas/WalkAnswer' },
      description: 'Answers so far, keyed by question id, in any order; empty to start the walk.',
    }),
  walk: z.looseObject({ version: z.unknown().optional() }).optional().meta({
    description: 'The version the answers belong to: `walk.version` of an earlier response.',
  }),
});

/** Questions that accept a file. */
export const WALK_UPLOADS: readonly string[] = FACT_SETS.flatMap(({ uploads }) => uploads);

const UPLOADS = Object.fromEntries(
  WALK_UPLOADS.map((question) => {
    const description = `The answer \`${question}\`, as text or as a file of at most 256 KB.`;
    return [question, z.string().optional().meta({ description, format: 'binary' })];
  }),
);

/** The same as a form, with files for long logs. */
export const WALK_FORM = request('WalkForm', {
  locale: z.string().optional(),
  answers: z.string().optional().meta({ description: 'The answers as JSON text.' }),
  version: z.string().optional().meta({ description: 'The version the answers belong to.' }),
  ...UPLOADS,
});

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
