import type { Request } from 'express';
import type { z } from 'zod';
import { Problem, type ProblemPart } from '../../problem.js';

/** Parameters that mailers and ad networks add to any address; they mean nothing here and hurt nothing on a page. */
const TRACKING = /^(?:utm_[a-z]+|gclid|fbclid|msclkid|mc_[a-z]+|dclid|igshid|_ga|_gl)$/;

/** Whether a parameter was added by a mailer or an ad network. */
export function isTracking(name: string): boolean {
  return TRACKING.test(name);
}

/**
 * Read a request's query string by a schema.
 *
 * @param schema - An object schema of strings; every parameter it does not name is refused.
 * @throws Problem `unknown-parameter` (400), which names them; `invalid-parameter` (400), which says what each takes. A parameter
 *   given twice is invalid.
 */
export function parseQuery<Query extends object>(
  req: Request,
  schema: z.ZodType<Query> & { readonly shape: Readonly<Record<string, unknown>> },
): Query {
  const names = Object.keys(req.query);
  const unknown = names.filter((name) => !Object.hasOwn(schema.shape, name) && !isTracking(name));
  const [first] = unknown;
  if (first !== undefined) {
    const known = Object.keys(schema.shape);
    const detail =
      known.length > 0 ? `unknown; known are ${known.join(', ')}` : 'unknown; none is taken here';
    throw new Problem('unknown-parameter', {
      values: { name: unknown.map((name) => name.slice(0, 40)).join(', ') },
      errors: unknown.map((name) => part(name, detail)),
    });
  }
  const parsed = schema.safeParse(req.query);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => part(String(issue.path[0] ?? ''), issue.message));
  throw new Problem('invalid-parameter', {
    values: { name: String(parsed.error.issues[0]?.path[0] ?? '') },
    errors,
  });
}

function part(name: string, detail: string): ProblemPart {
  return { pointer: `/query/${name.slice(0, 40).replaceAll('~', '~0').replaceAll('/', '~1')}`, detail };
}
