import type { Request } from 'express';
import { z } from 'zod';
import { Problem, type ProblemPart } from '../../problem.js';

/** Parameters that mailers and ad networks add to any address; they mean nothing here and hurt nothing on a page. */
const TRACKING = /^(?:utm_[a-z]+|gclid|fbclid|msclkid|mc_[a-z]+|dclid|igshid|_ga|_gl)$/;

/** Whether a parameter was added by a mailer or an ad network. */
export function isTracking(name: string): boolean {
  return TRACKING.test(name);
}

/** A choice of a form, which sends what was not filled in as empty. */
export const CHOICE = z
  .string()
  .transform((text) => (text === '' ? undefined : text))
  .optional();
/** A condition that is put on, or not. */
export const ONLY = CHOICE.pipe(z.literal('true', { error: 'takes true' }).optional());
/** A day, or any. */
export const SINCE = CHOICE.pipe(z.iso.date({ error: 'takes a day, as 2022-08-19' }).optional());

type QuerySchema<Query> = z.ZodType<Query> & { readonly shape: Readonly<Record<string, unknown>> };

const NO_PARAMETERS = z.object({});

/**
 * Read a request's query string by a schema.
 *
 * @param schema - An object schema of strings; every parameter it does not name is refused, all of them when it is not given.
 * @throws Problem `unknown-parameter` (400), which names them; `invalid-parameter` (400), which says what each takes. A parameter
 *   given twice is invalid.
 */
export function parseQuery(req: Request): object;
export function parseQuery<Query extends object>(req: Request, schema: QuerySchema<Query>): Query;
export function parseQuery<Query extends object>(
  req: Request,
  schema: QuerySchema<Query | object> = NO_PARAMETERS,
): Query | object {
  const names = Object.keys(req.query);
  const unknown = names.filter((name) => !Object.hasOwn(schema.shape, name) && !isTracking(name));
  const [first] = unknown;
  if (first !== undefined) {
    const known = Object.keys(schema.shape);
    const detail =
      known.length > 0 ? `unknown; known are ${known.join(', ')}` : 'unknown; none is taken here';
    throw unknownParameters(unknown, detail);
  }
  const parsed = schema.safeParse(req.query);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => part(String(issue.path[0] ?? ''), issue.message));
  throw new Problem('invalid-parameter', {
    values: { name: String(parsed.error.issues[0]?.path[0] ?? '') },
    errors,
  });
}

/** The problem of parameters that are not known. */
export function unknownParameters(names: readonly string[], detail: string): Problem {
  return new Problem('unknown-parameter', {
    values: { name: names.map((name) => name.slice(0, 40)).join(', ') },
    errors: names.map((name) => part(name, detail)),
  });
}

/** The problem of a parameter whose value can't be taken. */
export function invalidParameter(name: string, detail: string): Problem {
  return new Problem('invalid-parameter', {
    values: { name: name.slice(0, 40) },
    errors: [part(name, detail)],
  });
}

function part(name: string, detail: string): ProblemPart {
  return { pointer: `/query/${name.slice(0, 40).replaceAll('~', '~0').replaceAll('/', '~1')}`, detail };
}

/**
 * Read a part of an address by a schema.
 *
 * @throws Problem `invalid-parameter` (400) that says what it takes.
 */
export function pathParameter<Value>(req: Request, name: string, schema: z.ZodType<Value>): Value {
  const parsed = schema.safeParse(req.params[name]);
  if (parsed.success) return parsed.data;
  const detail = parsed.error.issues[0]?.message ?? '';
  throw new Problem('invalid-parameter', {
    values: { name },
    errors: [{ pointer: `/path/${name}`, detail }],
  });
}

/** A request's query string as it was sent, `?` included; empty when there is none. For redirects that keep it. */
export function queryString(req: Request): string {
  const start = req.originalUrl.indexOf('?');
  return start === -1 ? '' : req.originalUrl.slice(start);
}

/** Known values a message names; the document's `known` names all. */
const MOST_NAMED = 60;

/**
 * Check that a filter asks for something there is.
 *
 * @param known - What may be asked for, the likeliest first.
 * @throws Problem `unknown-value` (400) that names the known ones in the reader's language.
 */
export function checkKnown(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw unknownValue(name, value, known);
}

/** The problem of a filter that asks for something there is not. */
export function unknownValue(name: string, value: string, known: readonly string[]): Problem {
  const named = known.slice(0, MOST_NAMED).join(', ');
  return new Problem('unknown-value', {
    values: { name, value: value.slice(0, 80), known: known.length > MOST_NAMED ? `${named}, …` : named },
    errors: [{ pointer: `/query/${name}`, detail: 'not one of the known values' }],
    extensions: { known },
  });
}
