import { z } from 'zod';
import { EVENT_DATA } from '../../presenters/webhooks.js';
import { READING_OR_LIST, REQUESTS, SHAPES } from '../../presenters/schemas.js';
import { FACT_SETS } from '../../walk/facts/index.js';
import { ANSWER, EXAMPLE, WALK_DESCRIPTION, WALK_STATE } from '../../walk/present/wire-state.js';

const { question: QUESTION, outcome: OUTCOME, walk: WALK_HEAD, warnings: SENTENCES } = WALK_STATE.shape;
const { input: INPUT, quickReplies: REPLIES, step: WALK_STEP } = QUESTION.unwrap().shape;

/** The shapes of walks: `walk` knows no contract. */
const WALK_SHAPES = {
  Walk: WALK_DESCRIPTION,
  WalkState: WALK_STATE,
  WalkHead: WALK_HEAD,
  WalkQuestion: QUESTION.unwrap(),
  WalkDescribedQuestion: WALK_DESCRIPTION.shape.questions.element,
  WalkInput: INPUT,
  WalkOption: INPUT.shape.options.element,
  WalkQuickReply: REPLIES.element,
  WalkStep: WALK_STEP.unwrap(),
  WalkAnswer: ANSWER,
  WalkAnswerMembers: z
    .object(Object.fromEntries(FACT_SETS.flatMap(({ answerMembers }) => Object.entries(answerMembers))))
    .partial()
    .meta({
      description: 'An answer with members, as described by the `input` and example of its question.',
    }),
  WalkExample: EXAMPLE,
  WalkOutcome: OUTCOME.unwrap(),
  WalkRedirect: OUTCOME.unwrap().shape.article.unwrap(),
  WalkSentence: SENTENCES.element,
  ...Object.fromEntries(
    FACT_SETS.flatMap(({ members }) => Object.entries(members)).map(([name, schema]) => [
      `Walk${pascal(name)}`,
      schema instanceof z.ZodNullable ? schema.unwrap() : schema,
    ]),
  ),
};
for (const [id, schema] of Object.entries(WALK_SHAPES)) SHAPES.add(schema, { id });

/** All webhook messages: event and schema. */
export const EVENTS = Object.entries(EVENT_DATA).map(([type, data]) => {
  const id = `${pascal(type)}Message`;
  const schema = z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data });
  return { type, id: `on${pascal(type)}`, schema: schema.register(SHAPES, { id }) };
});

/** A JSON Schema, dialect 2020-12. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The name of a schema's component. @throws Error for a schema without a name. */
export function componentName(schema: z.ZodType): string {
  const { id } = SHAPES.get(schema) ?? REQUESTS.get(schema) ?? {};
  if (id === undefined) throw new Error('a schema of the contract has no name');
  return id;
}

/** A `$ref` to a schema's component. */
export function componentRef(schema: z.ZodType): JsonSchema {
  return { $ref: refTo(componentName(schema)) };
}

/** Write all components as JSON Schema, with references between them; requests as clients send them, since schemas may transform. */
export function writeComponents(): Readonly<Record<string, JsonSchema>> {
  return { ...writeShapes(SHAPES, 'output'), ...writeShapes(REQUESTS, 'input') };
}

function writeShapes(shapes: typeof SHAPES, io: 'input' | 'output'): Readonly<Record<string, JsonSchema>> {
  const { schemas } = z.toJSONSchema(shapes, { ...CONVERSION, io, uri: refTo });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id')),
    ]),
  );
}

/** Write the schema of a query string or a path. */
export function writeInput(shape: z.ZodObject): JsonSchema {
  return z.toJSONSchema(shape, { ...CONVERSION, io: 'input' });
}

const CONVERSION = {
  unrepresentable: 'any',
  override: ({ zodSchema, jsonSchema }) => {
    const { def } = zodSchema._zod;
    // Members may be added later, so only strict objects are closed.
    if (def.type === 'object' && !('catchall' in def && def.catchall)) delete jsonSchema.additionalProperties;
    // No response matches both.
    if (zodSchema === READING_OR_LIST) {
      jsonSchema.oneOf = jsonSchema.anyOf ?? [];
      delete jsonSchema.anyOf;
    }
    // Java generators produce code that does not compile for a union of maps and lists, so an object has its own schema.
    if (zodSchema === ANSWER) {
      jsonSchema.oneOf = [{ type: 'string' }, { type: 'number' }, { $ref: refTo('WalkAnswerMembers') }];
      delete jsonSchema.anyOf;
    }
    // A union of string formats is a string to a client.
    if (jsonSchema.anyOf?.every((one) => one.type === 'string' && one.enum === undefined) === true) {
      delete jsonSchema.anyOf;
      jsonSchema.type = 'string';
    }
    // The format already says it.
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  },
} as const satisfies z.core.ToJSONSchemaParams;

function pascal(name: string): string {
  return name.replaceAll(/(?:^|\.)(\w)/g, (_found, letter: string) => letter.toUpperCase());
}

function refTo(name: string): string {
  return `#/components/schemas/${name}`;
}
