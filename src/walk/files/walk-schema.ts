import * as z from 'zod';
import { parseArticleNumber } from '../../article/article-number.js';
import { choiceInput } from '../engine/choice-input.js';
import { NO_FACTS, type FactSetModule, type Input } from '../fact-set.js';
import { OUTCOME_KINDS } from '../walk.js';
import { WALK_ID } from '../walk-texts.js';

const step = z.int().min(1).optional();
const next = z.record(WALK_ID, WALK_ID);

const choice = z
  .strictObject({ type: z.literal('choice'), options: z.array(WALK_ID).min(1).max(20) })
  .transform(({ options }) => choiceInput(options));

const TOO_MANY = 'expected at most 200';
function isModest(nodes: object): boolean {
  return Object.keys(nodes).length <= 200;
}

const outcome = z.strictObject({
  kind: z.enum(OUTCOME_KINDS),
  step,
  article: z
    .string()
    .refine((text) => parseArticleNumber(text) === text, 'expected an article number such as KA-05406')
    .optional(),
});

/** A question's input by `type`: a choice, or an input of any fact set. */
function createInputSchema(factSets: readonly FactSetModule[]) {
  const types = new Map<string, z.ZodType<Input>>([
    ['choice', choice],
    ...factSets.flatMap((set) => Object.entries(set.inputs)),
  ]);
  return z.looseObject({ type: z.enum([...types.keys()]) }).transform((raw, context): Input => {
    const parsed = types.get(raw.type)?.safeParse(raw);
    if (parsed?.success === true) return parsed.data;
    for (const { path, message } of parsed?.error.issues ?? [])
      context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });
}

/** `walk.yaml`: the graph as data; `factSet` is optional. */
function createWalkSchema(factSets: readonly FactSetModule[]) {
  const inputs = createInputSchema(factSets);
  const names = factSets.map((set) => set.name);
  return z
    .strictObject({
      version: z.int().min(1),
      start: WALK_ID,
      factSet: z.enum(names).optional(),
      bounds: z.unknown().optional(),
      questions: z
        .record(
          WALK_ID,
          z.strictObject({
            input: inputs,
            step,
            early: z.boolean().default(false),
            since: z.int().min(1).default(1),
            next,
          }),
        )
        .refine(isModest, TOO_MANY),
      facts: z
        .record(WALK_ID, z.strictObject({ ask: WALK_ID, next }))
        .refine(isModest, TOO_MANY)
        .default({}),
      outcomes: z.record(WALK_ID, outcome).refine(isModest, TOO_MANY),
    })
    .transform(({ factSet, bounds, ...document }, context) => {
      const chosen = factSets.find((set) => set.name === factSet);
      if ((chosen === undefined) !== (bounds === undefined)) {
        const message = 'expected bounds if and only if there is a factSet that uses them';
        context.addIssue({ code: 'custom', path: ['bounds'], message });
        return z.NEVER;
      }
      if (chosen === undefined) return { ...document, factSet: NO_FACTS };
      const facts = chosen.facts.safeParse(bounds);
      if (facts.success) return { ...document, factSet: facts.data };
      for (const { path, message } of facts.error.issues)
        context.addIssue({ code: 'custom', path: ['bounds', ...path], message });
      return z.NEVER;
    });
}

/** `walk.yaml` with resolved inputs and fact set. */
export type WalkDocument = z.infer<ReturnType<typeof createWalkSchema>>;

/**
 * Check `walk.yaml` against its schema.
 *
 * @param value - Parsed YAML.
 * @param factSets - Available fact sets; their inputs may be used by any walk.
 */
export function parseWalkDocument(
  value: unknown,
  factSets: readonly FactSetModule[],
): z.ZodSafeParseResult<WalkDocument> {
  return createWalkSchema(factSets).safeParse(value);
}
