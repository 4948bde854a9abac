import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { resolveReading } from '../http/request/article-parameter.js';
import { bodyType, readJson } from '../http/request/read-body.js';
import { readForm } from '../http/request/read-form.js';
import { reachedOutcome, readerOf } from '../http/response/count-usage.js';
import { OPEN_DATA, QUESTION } from '../http/routes.js';
import { matchSiteLocale } from '../locale/tag.js';
import { apiWalkContext, resolveWalk } from '../presenters/article-walk.js';
import { OUTCOME_REQUEST, REPORTED_OUTCOME } from '../presenters/usage.js';
import {
  WALK_FORM,
  WALK_PROBLEM,
  WALK_REQUEST,
  WALK_UPLOADS,
  walkProblem,
  walkProblemCode,
} from '../presenters/walk-schemas.js';
import { Problem, type ProblemPart } from '../problem.js';
import { advance, type WalkState } from '../walk/engine/advance.js';
import { decodeText, MAX_TEXT_BYTES } from '../walk/engine/decode-text.js';
import { describeWalk, presentWalkState } from '../walk/present/present-walk-state.js';
import { createVoice } from '../walk/present/walk-words.js';
import { WALK_DESCRIPTION, WALK_STATE, type WireWalkState } from '../walk/present/wire-state.js';
import { type ApiDeps, operation, operations } from './operation.js';
import { LOCALE_QUERY, OPEN_WRITE } from './parameters.js';

const describe = operation('get', '/articles/:number/walk', {
  policy: OPEN_DATA,
  summary: 'Describe a walk',
  description:
    'Every question with its input, and every outcome, so that a client can answer several questions at once.',
  query: LOCALE_QUERY,
  response: WALK_DESCRIPTION,
  statuses: { 200: 'The walk.' },
  headers: ['Content-Language'],
  problems: ['walk-not-found'],
  answer: (call) => {
    const { deps, number } = call;
    const language = call.locale(call.query.locale);
    const found = findWalk(deps, number, language);
    const context = apiWalkContext(deps, found, language);
    return { body: describeWalk(found.walk, createVoice(found.walk, language), context), language };
  },
});

/** What a refused answer is answered with: the problem and the state, so that the question can be asked again. */
const REFUSED = { 409: WALK_PROBLEM, 413: WALK_PROBLEM, 422: WALK_PROBLEM };

const advanceWalk = operation('post', '/articles/:number/walk', {
  policy: { ...QUESTION, readers: 'any' },
  summary: 'Answer questions of a walk',
  description:
    'Takes all answers so far and returns the furthest state they lead to: the next question, or an outcome. Nothing is stored; the client keeps the answers (`answers` of the state). Send `{}` to start. Send a log in `answers.logs` as text, or as a file of a form. A rejected answer returns a problem with the state and its question.',
  body: WALK_REQUEST,
  form: WALK_FORM,
  response: WALK_STATE,
  statuses: { 200: 'The state.' },
  headers: ['Content-Language'],
  problems: ['walk-not-found', 'answer-too-early', 'invalid-answer'],
  richProblems: REFUSED,
  answer: async ({ req, res, deps, number, locale }) => {
    const sent = await readWalkRequest(req, res);
    const language = locale(sent.locale);
    return { body: replayWalk(deps, number, language, sent).wire, language };
  },
});

/** The answers are replayed, so that only real outcomes count; only the count is stored. */
export const reportOutcome = operation('post', '/articles/:number/walk/outcomes', {
  policy: OPEN_WRITE,
  summary: 'Count a walk outcome',
  description:
    'Takes the same answers as the walk and replays them: only outcomes that were really reached count, once per reader and day. The answers are not stored.',
  body: OUTCOME_REQUEST,
  response: REPORTED_OUTCOME,
  statuses: { 200: 'The reader already reached this outcome that day.', 201: 'Counted.' },
  problems: ['walk-not-found', 'answer-too-early', 'invalid-answer', 'ledger-unavailable'],
  richProblems: REFUSED,
  answer: async (call) => {
    const { req, deps, site, number } = call;
    const sent = await call.body();
    const asked = call.locale(sent.locale);
    const { state } = replayWalk(deps, number, asked, sent);
    const end = reachedOutcome(state, matchSiteLocale(asked, site.locales) ?? site.defaultLocale);
    if (end === undefined) {
      const detail = `these answers lead to no outcome yet; the next question is "${state.node.id}"`;
      throw badRequest([{ pointer: '/answers', detail }]);
    }
    const counted = await deps.ledger.outcomes.count(end, readerOf(req));
    const { locale, walkKind, walkVersion, outcome, outcomeKind } = end;
    const body = { number, locale, walkKind, walkVersion, outcome, outcomeKind, counted };
    return { status: counted ? 201 : 200, body };
  },
});

/** @throws Problem with the question when an answer is rejected. */
function replayWalk(
  deps: ApiDeps,
  number: ArticleNumber,
  locale: LocaleTag,
  { answers = {}, walk: given }: WalkRequest,
): { readonly state: WalkState; readonly wire: WireWalkState } {
  const found = findWalk(deps, number, locale);
  const { walk } = found;
  const submission = { answers, ...(given?.version !== undefined && { version: given.version }) };
  const state = advance(walk, submission, Date.now());
  const wire = presentWalkState(state, createVoice(walk, locale), apiWalkContext(deps, found, locale));
  const code = walkProblemCode(wire);
  if (code !== undefined) throw walkProblem(code, wire);
  return { state, wire };
}

function findWalk(deps: ApiDeps, number: ArticleNumber, locale: LocaleTag) {
  return resolveWalk(deps, resolveReading(deps.library, number, locale));
}

/** A walk request; answers and version unchecked. */
type WalkRequest = z.infer<typeof WALK_REQUEST>;

const FORM_FIELDS: readonly string[] = Object.keys(WALK_FORM.shape);

/**
 * Read a walk request: JSON, or a form whose `answers` is JSON and whose uploads are text or files.
 *
 * @throws Problem `unsupported-media-type` (415), `body-too-large` (413), `bad-request` (400) with pointers.
 */
async function readWalkRequest(req: Request, res: Response): Promise<WalkRequest> {
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

/** Walks; nothing is stored. */
export const WALK_OPERATIONS = operations('Guided walks', { describeWalk: describe, advanceWalk });
