import { z } from 'zod';
import { FACT_SETS } from '../walk/facts/index.js';
import { OUTCOME_KINDS } from '../walk/walk.js';
import { PROBLEM } from './schemas.js';

/** Shapes of a walk as JSON; what the walk room presents is checked against them by type. */

/** A member of an answer that has several, such as a time and its zone. */
export const ANSWER_PART = z.union([z.string(), z.array(z.string())]);

/** An answer to a question. */
export const ANSWER = z.union([z.string(), z.number(), z.record(z.string(), ANSWER_PART)]);

const STEP = z.object({
  number: z.number().int().min(1),
  html: z.string(),
  text: z.string(),
  anchor: z.string(),
  locale: z.string(),
  isNewer: z.boolean(),
});

const SENTENCES = z.array(z.object({ code: z.string(), text: z.string() }));

/** An answer as it is typed. */
export const EXAMPLE = z.union([z.string(), z.number()]);

const QUESTION = z.object({
  id: z.string(),
  prompt: z.string(),
  help: z.string().nullable(),
  instructions: z.array(z.string()),
  input: z.object({
    type: z.string().meta({ description: '`choice`, or an input of the walk’s fact set.' }),
    options: z.array(z.object({ value: z.string(), label: z.string() })),
    min: z.number().nullable(),
    max: z.number().nullable(),
    maxBytes: z.number().int().nullable(),
    example: EXAMPLE.nullable(),
    suggestion: ANSWER.nullable(),
  }),
  quickReplies: z.array(z.object({ label: z.string(), answer: ANSWER })),
  step: STEP.nullable(),
});

const HEAD = z.object({
  number: z.string(),
  kind: z.string(),
  version: z.number().int().min(1),
  title: z.string(),
});
const LINKS = z.record(z.string(), z.string());

/** `GET …/walk`: what a client must know to answer everything at once. */
export const WALK_DESCRIPTION = z.object({
  walk: HEAD,
  intro: z.string(),
  start: z.string(),
  questions: z.array(QUESTION.extend({ early: z.boolean() })),
  outcomes: z.array(z.object({ id: z.string(), kind: z.enum(OUTCOME_KINDS), title: z.string() })),
  links: LINKS,
});

/** What the fact sets add to a state; null in walks that do not use them. */
const FACT_MEMBERS: Readonly<Record<string, z.ZodType>> = Object.fromEntries(
  FACT_SETS.flatMap(({ members }) => Object.entries(members)),
);

/** `POST …/walk`: the state to which answers lead. */
export const WALK_STATE = z.object({
  walk: HEAD,
  status: z.enum(['question', 'outcome', 'invalid', 'notYet']),
  answers: z.record(z.string(), ANSWER),
  answered: z.array(z.object({ id: z.string(), prompt: z.string(), text: z.string() })),
  ...FACT_MEMBERS,
  assumptions: SENTENCES,
  warnings: SENTENCES,
  question: QUESTION.nullable(),
  outcome: z
    .object({
      id: z.string(),
      kind: z.enum(OUTCOME_KINDS),
      kindText: z.string(),
      title: z.string(),
      text: z.string(),
      step: STEP.nullable(),
      article: z
        .object({
          number: z.string(),
          title: z.string().nullable(),
          href: z.string().nullable(),
          text: z.string(),
        })
        .nullable(),
    })
    .nullable(),
  errors: z.array(z.object({ pointer: z.string(), reason: z.string(), detail: z.string() })),
  ignored: z.array(z.string()),
  dropped: z.array(z.string()),
  progress: z.object({ answered: z.number().int(), remaining: z.number().int() }),
  links: LINKS,
});

/** A refused answer: the problem, and the state as it was before, so that its question can be asked again. */
export const WALK_PROBLEM = PROBLEM.extend(WALK_STATE.omit({ status: true, errors: true }).partial().shape);

/** What a client sends to `POST …/walk`; answers and version are checked by the walk itself. */
export const WALK_REQUEST = z.strictObject({
  locale: z.string().max(64).optional().meta({ description: 'A BCP 47 tag; negotiated when left out.' }),
  answers: z.unknown().optional().meta({
    type: 'object',
    description: 'Answers so far by the id of their question, in any order; none begins the walk.',
  }),
  walk: z.looseObject({ version: z.unknown().optional() }).optional().meta({
    description: 'The version the answers were given to, from `walk.version` of an earlier answer.',
  }),
});

/** Questions whose answer may come as a file. */
export const WALK_UPLOADS: readonly string[] = FACT_SETS.flatMap(({ uploads }) => uploads);

const UPLOADS = Object.fromEntries(
  WALK_UPLOADS.map((question) => {
    const description = `The answer \`${question}\`, as text or as a file of 256 KB at most.`;
    return [question, z.string().optional().meta({ description, format: 'binary' })];
  }),
);

/** The same as a form: a log may be long, so it may come as a file. */
export const WALK_FORM = z.strictObject({
  locale: z.string().optional(),
  answers: z.string().optional().meta({ description: 'The answers as JSON text.' }),
  version: z.string().optional().meta({ description: 'The version the answers were given to.' }),
  ...UPLOADS,
});
