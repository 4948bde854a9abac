import * as z from 'zod';
import { parseArticleNumber } from '../../article/article-number.js';
import { parseDailyTime } from '../clock/parse-daily-time.js';
import { MAX_LOG_BYTES } from '../log/decode-log.js';
import { OUTCOME_KINDS } from '../walk.js';

const ID = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;
const id = z.string().regex(ID, 'expected a name of letters, digits and hyphens that begins with a letter');
const step = z.int().min(1).optional();
const next = z.record(id, id);
const minutes = z.number().min(-1440).max(1440);

const input = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('log'),
    maxBytes: z.int().min(1).max(MAX_LOG_BYTES),
    example: z.string(),
  }),
  z.strictObject({ type: z.literal('zone'), example: z.string() }),
  z.strictObject({ type: z.literal('restart'), example: z.string() }),
  z.strictObject({ type: z.literal('minutes'), min: z.int(), max: z.int(), example: z.int() }),
  z.strictObject({ type: z.literal('choice'), options: z.array(id).min(1).max(20) }),
]);

const TOO_MANY = 'expected at most 200';
function isModest(nodes: object): boolean {
  return Object.keys(nodes).length <= 200;
}

const question = z.strictObject({
  input,
  step,
  early: z.boolean().default(false),
  since: z.int().min(1).default(1),
  next,
});

const outcome = z.strictObject({
  kind: z.enum(OUTCOME_KINDS),
  step,
  article: z
    .string()
    .refine((text) => parseArticleNumber(text) === text, 'expected an article number such as KA-05406')
    .optional(),
});

/** Numbers of a walk about restarts. */
const bounds = z.strictObject({
  same: z.strictObject({ from: minutes, below: minutes }),
  near: z.strictObject({ from: minutes, to: minutes }),
  proposed: z.int().min(1).max(120),
  alternative: z.int().min(1).max(120),
  shortestPeriod: z.int().min(1),
  usualPeriod: z.int().min(1),
  usualRestart: z
    .string()
    .refine((text) => parseDailyTime(text) === text, 'expected a time such as 06:00, in quotes'),
});

/** `walk.yaml`: the graph as data. One that only asks names no fact set. */
export const WALK_SCHEMA = z
  .strictObject({
    version: z.int().min(1),
    start: id,
    factSet: z.literal('restart-clock').optional(),
    bounds: bounds.optional(),
    questions: z.record(id, question).refine(isModest, TOO_MANY),
    facts: z
      .record(id, z.strictObject({ ask: id, next }))
      .refine(isModest, TOO_MANY)
      .default({}),
    outcomes: z.record(id, outcome).refine(isModest, TOO_MANY),
  })
  .refine(({ factSet, bounds: numbers }) => (factSet === undefined) === (numbers === undefined), {
    path: ['bounds'],
    message: 'expected bounds if, and only if, there is a factSet that reckons with them',
  });

/** @see WALK_SCHEMA */
export type WalkDocument = z.infer<typeof WALK_SCHEMA>;

const sentence = z.string().trim().min(1);

/** `<locale>.yaml`: all that the walk says in one language. */
export const TEXTS_SCHEMA = z.strictObject({
  title: sentence,
  intro: sentence,
  console: z.array(sentence).default([]),
  questions: z.record(
    id,
    z.strictObject({
      prompt: sentence,
      help: sentence.optional(),
      options: z.record(id, sentence).default({}),
      instructions: z.array(sentence).default([]),
    }),
  ),
  outcomes: z.record(id, z.strictObject({ title: sentence, body: sentence })),
  verdict: z.record(id, sentence).default({}),
  assumption: z.record(id, sentence).default({}),
  warning: z.record(id, sentence).default({}),
});

/** @see TEXTS_SCHEMA */
export type TextsDocument = z.infer<typeof TEXTS_SCHEMA>;
