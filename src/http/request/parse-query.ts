import type { Request } from 'express';
import { z } from 'zod';
import { Problem, type ProblemPart } from '../../problem.js';

/** Tracking parameters that mailers and ad networks add; ignored on pages. */
const TRACKING = /^(?:utm_[a-z]+|gclid|fbclid|msclkid|mc_[a-z]+|dclid|igshid|_ga|_gl)$/;

/** Whether a parameter was added by a mailer or an ad network. */
export function isTracking(name: string): boolean {
  return TRACKING.test(name);
}

/** A choice in a form, which submits an empty value when unset. */
export const CHOICE = z
  .string()
  .transform((text) => (text === '' ? undefined : text))
  .optional();
const ONLY = CHOICE.pipe(z.literal('true', { error: 'takes true' }).optional());
/** Parameters of pages that can be filtered. */
export const FILTERS = {
  product: CHOICE,
  bug: ONLY,
  current: ONLY,
  /** A day, or empty for any. */
  since: CHOICE.pipe(z.iso.date({ error: 'takes a date such as 2022-08-19' }).optional()),
};

/** Of an address that names no locale. */
export const LANG = z.object({ lang: z.string().max(64).optional() });

type QuerySchema<Query> = z.ZodType<Query> & { readonly shape: Readonly<Record<string, unknown>> };

const NO_PARAMETERS = z.object({});

/**
 * Read a request's query string by a schema.
 *
 * @param schema - An object schema of strings; parameters it does not name are rejected, all of them without a schema.
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

/** The problem for unknown parameters. */
export function unknownParameters(names: readonly string[], detail: string): Problem {
  return new Problem('unknown-parameter', {
    values: { name: names.map((name) => name.slice(0, 40)).join(', ') },
    errors: names.map((name) => part(name, detail)),
  });
}

/** The problem for an invalid parameter value. */
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
 * Parse a path parameter by a schema.
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

/** A request's query string as sent, `?` included, or empty; for redirects that preserve it. */
export function queryString(req: Request): string {
  const start = req.originalUrl.indexOf('?');
  return start === -1 ? '' : req.originalUrl.slice(start);
}

/** Known values listed in the message; the document's `known` has all of them. */
const MOST_NAMED = 60;

/**
 * Check that a filter names an existing value.
 *
 * @param known - Valid values, the likeliest first.
 * @throws Problem `unknown-value` (400) that names the known ones in the reader's language.
 */
export function checkKnown(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw unknownValue(name, value, known);
}

/** The problem for a filter value that does not exist. */
export function unknownValue(name: string, value: string, known: readonly string[]): Problem {
  const named = known.slice(0, MOST_NAMED).join(', ');
  return new Problem('unknown-value', {
    values: { name, value: value.slice(0, 80), known: known.length > MOST_NAMED ? `${named}, …` : named },
    errors: [{ pointer: `/query/${name}`, detail: 'not one of the allowed values' }],
    extensions: { known },
  });
}
