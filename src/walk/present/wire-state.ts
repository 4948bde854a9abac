import { z } from 'zod';
import type { Frozen } from '../../article/article.js';
import { FACT_SETS } from '../facts/index.js';
import { OUTCOME_KINDS } from '../walk.js';

export const ANSWER = z
  .union([z.string(), z.number(), z.record(z.string(), z.union([z.string(), z.array(z.string())]))])
  .meta({ description: 'Text, a number, or texts by name, as the `input` of its question takes it.' });

/** The article's step beside a question or outcome; `isNewer`: taken from the source, since the translation lacks it. */
const STEP = z.object({
  number: z.number().int().min(1),
  html: z.string(),
  text: z.string(),
  anchor: z.string(),
  locale: z.string(),
  isNewer: z.boolean(),
});

/** A sentence with its stable code. */
const SENTENCE = z.object({ code: z.string(), text: z.string() });

export const EXAMPLE = z.union([z.string(), z.number()]);

/** A question; members of `input` that do not apply are null. */
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

/** `GET …/walk`: everything a client needs to answer all questions at once. */
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

/** An outcome; `href` and `title` of a redirect are null when the article does not exist. */
const OUTCOME = z.object({
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
});

/** `POST …/walk`: the resulting state. */
export const WALK_STATE = z.object({
  walk: HEAD,
  status: z.enum(['question', 'outcome', 'invalid', 'notYet']),
  answers: z.record(z.string(), ANSWER),
  answered: z.array(z.object({ id: z.string(), prompt: z.string(), text: z.string() })),
  ...FACT_MEMBERS,
  assumptions: z.array(SENTENCE),
  warnings: z.array(SENTENCE),
  question: QUESTION.nullable(),
  outcome: OUTCOME.nullable(),
  errors: z.array(z.object({ pointer: z.string(), reason: z.string(), detail: z.string() })),
  ignored: z.array(z.string()),
  dropped: z.array(z.string()),
  progress: z.object({ answered: z.number().int(), remaining: z.number().int() }),
  links: LINKS,
});

export type WireSentence = Frozen<z.infer<typeof SENTENCE>>;
export type WireStep = Frozen<z.infer<typeof STEP>>;
export type WireQuestion = Frozen<z.infer<typeof QUESTION>>;
export type WireOutcome = Frozen<z.infer<typeof OUTCOME>>;
export type WireWalkState = Frozen<z.infer<typeof WALK_STATE>>;
export type WireWalkDescription = Frozen<z.infer<typeof WALK_DESCRIPTION>>;
