import type { Request } from 'express';
import type { z } from 'zod';
import { Problem } from '../../problem.js';

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
