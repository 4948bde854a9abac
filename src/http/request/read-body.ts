import express, { type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { Problem } from '../../problem.js';

/** Largest body accepted, in bytes: a 256 KB log with escapes, plus the rest of its form. */
export const LARGEST_BODY = 1024 * 1024;

// Not strict: a body such as `"text"` is JSON too, and its schema says what is wrong with it.
const parseJson = express.json({ limit: LARGEST_BODY, inflate: false, strict: false, type: () => true });

/**
 * The media type of a request's body, without parameters, in lower case.
 *
 * @throws Problem `unsupported-media-type` (415) when it is not in `accepted`, or the body is compressed.
 */
export function bodyType<Type extends string>(req: Request, accepted: readonly Type[]): Type {
  const given = (req.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  const type = accepted.find((one) => one === given);
  const encoding = req.get('content-encoding') ?? 'identity';
  if (type !== undefined && encoding === 'identity') return type;
  throw new Problem('unsupported-media-type', { headers: { Accept: accepted.join(', ') } });
}

/**
 * Read a body as JSON.
 *
 * @returns The parsed value, unchecked.
 * @throws Problem `bad-request` (400) when it is not JSON, `body-too-large` (413), `unsupported-media-type` (415) for a charset other
 * other than a Unicode one.
 */
export async function readJson(req: Request, res: Response): Promise<unknown> {
  const body = await runParser(parseJson, req, res);
  // The parser turns an empty body into `{}`.
  if (body === undefined || req.get('content-length') === '0') throw notJson();
  return body;
}

/**
 * Read a JSON body by a schema.
 *
 * @throws Problem `bad-request` (400) with a pointer to each fault; and as {@link bodyType} and {@link readJson}.
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
 * Validate a JSON body or the fields of a form.
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

/** Run one of Express's body parsers. @returns The parsed body; undefined when there is none. */
export function runParser(parser: RequestHandler, req: Request, res: Response): Promise<unknown> {
  return new Promise((resolve, reject) => {
    parser(req, res, (error?: unknown) => {
      if (error === undefined) resolve(req.body);
      else reject(toProblem(error));
    });
  });
}

/** What Express's body parsers throw. */
const PARSER_ERROR = z.object({ status: z.number(), type: z.string() });

function toProblem(error: unknown): Problem {
  const { status, type } = PARSER_ERROR.safeParse(error).data ?? {};
  if (status === 413) return new Problem('body-too-large');
  if (status === 415) return new Problem('unsupported-media-type');
  return type === 'entity.parse.failed' ? notJson() : new Problem('bad-request');
}

function notJson(): Problem {
  return new Problem('bad-request', { errors: [{ pointer: '', detail: 'not JSON' }] });
}
