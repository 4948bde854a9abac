import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Problem } from '../../problem.js';
import { bodyType, readJson } from './read-body.js';

/**
 * Read a JSON body by a schema.
 *
 * @throws Problem `unsupported-media-type` (415), `body-too-large` (413), `bad-request` (400) with a pointer to each fault.
 */
export async function readJsonBody<Body>(
  req: Request,
  res: Response,
  schema: z.ZodType<Body>,
): Promise<Body> {
  bodyType(req, ['application/json']);
  return parseBody(await readJson(req, res), schema);
}

/**
 * Check what was sent, as JSON or as the fields of a form.
 *
 * @throws Problem `bad-request` (400) with a pointer to each fault.
 */
export function parseBody<Body>(sent: unknown, schema: z.ZodType<Body>): Body {
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({
    pointer: path.map((part) => `/${String(part).slice(0, 80)}`).join(''),
    detail: message,
  }));
  throw new Problem('bad-request', { errors });
}
