import type { Request, Response } from 'express';
import type { z } from 'zod';
import { bodyType, readJson } from '../http/request/read-body.js';
import { readForm } from '../http/request/read-form.js';
import { Problem, type ProblemPart } from '../problem.js';
import { decodeText, MAX_TEXT_BYTES } from '../walk/engine/decode-text.js';
import { WALK_FORM, WALK_REQUEST, WALK_UPLOADS } from '../presenters/walk-schemas.js';

/** A walk request; answers and version unchecked. */
export type WalkRequest = z.infer<typeof WALK_REQUEST>;

const FORM_FIELDS: readonly string[] = Object.keys(WALK_FORM.shape);

/**
 * Read a walk request: JSON, or a form whose `answers` is JSON and whose uploads are text or files.
 *
 * @throws Problem `unsupported-media-type` (415), `body-too-large` (413), `bad-request` (400) with pointers.
 */
export async function readWalkRequest(req: Request, res: Response): Promise<WalkRequest> {
  const type = bodyType(req, ['application/json', 'multipart/form-data']);
  const sent = type === 'application/json' ? await readJson(req, res) : await readMultipart(req, res);
  const parsed = WALK_REQUEST.safeParse(sent);
  if (parsed.success) return parsed.data;
  throw badRequest(
    parsed.error.issues.map(({ path, message }) => {
      return { pointer: path.map((part) => `/${String(part).slice(0, 80)}`).join(''), detail: message };
    }),
  );
}

async function readMultipart(req: Request, res: Response): Promise<unknown> {
  const { fields, files } = await readForm(req, res, MAX_TEXT_BYTES);
  const odd = [...fields.keys(), ...files.keys()].filter((name) => !FORM_FIELDS.includes(name));
  if (odd.length > 0) {
    const detail = `unknown; known fields: ${FORM_FIELDS.join(', ')}`;
    throw badRequest(odd.map((name) => ({ pointer: `/${name.slice(0, 80)}`, detail })));
  }
  const answers = readAnswers(fields.get('answers'));
  const uploads = WALK_UPLOADS.flatMap((question): [string, string][] => {
    const file = files.get(question);
    const text = file === undefined ? fields.get(question) : decodeText(file);
    return text === undefined ? [] : [[question, text]];
  });
  const version = fields.get('version');
  return {
    ...(fields.has('locale') && { locale: fields.get('locale') }),
    ...(version !== undefined && { walk: { version } }),
    answers: withUploads(answers, uploads),
  };
}

function withUploads(answers: unknown, uploads: readonly (readonly [string, string])[]): unknown {
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) return answers;
  return Object.fromEntries([...Object.entries(answers), ...uploads]);
}

function readAnswers(text: string | undefined): unknown {
  if (text === undefined || text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest([{ pointer: '/answers', detail: 'not JSON' }]);
  }
}

function badRequest(errors: readonly ProblemPart[]): Problem {
  return new Problem('bad-request', { errors });
}
