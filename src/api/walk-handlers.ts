import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { LocaleTag } from '../article/article.js';
import { articleNumber, resolveReading } from '../http/request/article-parameter.js';
import { bodyLocale, requestedLocale } from '../http/request/reader-locale.js';
import { parseQuery } from '../http/request/parse-query.js';
import { sendCacheable } from '../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { advance, type WalkState } from '../walk/engine/advance.js';
import { describeWalk, presentWalkState } from '../walk/present/present-walk-state.js';
import { createVoice } from '../walk/present/walk-words.js';
import { apiWalkContext } from '../presenters/api-walk-context.js';
import { resolveWalk, type ArticleWalk } from '../presenters/article-walk.js';
import { walkProblem, walkProblemCode } from '../presenters/walk-problem.js';
import type { WireWalkState } from '../walk/present/wire-state.js';
import { LANG, LOCALE } from './parameters.js';
import { readWalkRequest, type WalkRequest } from './read-walk-request.js';

/** What `GET /articles/:number/walk` takes. */
export const WALK_QUERY = z.object({ locale: LOCALE.optional(), lang: LANG.optional() });
/** `GET /articles/:number/walk`: its questions, inputs and outcomes. */
export function readWalk(deps: DeliveryDeps): RequestHandler {
  return (req, res) => {
    const { locale: asked } = parseQuery(req, WALK_QUERY);
    const locale = requestedLocale(req, res, asked, deps.site());
    const walk = findWalk(req, deps, locale);
    const body = describeWalk(walk.walk, createVoice(walk.walk, locale), apiWalkContext(deps, walk, locale));
    const { changedAt } = deps.library;
    sendCacheable(req, res, {
      type: 'application/json',
      body: JSON.stringify(body),
      lastModified: changedAt,
      language: locale,
    });
  };
}

/** `POST /articles/:number/walk`: the state the answers lead to. Nothing is stored. */
export function advanceWalk(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    parseQuery(req);
    articleNumber(req.params['number'], deps.library);
    const { wire, locale } = replayWalk(req, res, deps, await readWalkRequest(req, res));
    res.set('Content-Language', locale);
    res.type('application/json').send(JSON.stringify(wire));
  };
}

/** A walk state and its locale. */
interface Replay {
  readonly state: WalkState;
  readonly wire: WireWalkState;
  readonly locale: LocaleTag;
}

/**
 * Replay a client's answers.
 *
 * @throws Problem with the question when an answer is rejected.
 */
export function replayWalk(req: Request, res: Response, deps: DeliveryDeps, sent: WalkRequest): Replay {
  const { locale: asked, answers = {}, walk: given } = sent;
  const locale = bodyLocale(req, res, asked, deps.site());
  const walk = findWalk(req, deps, locale);
  const submission = { answers, ...(given?.version !== undefined && { version: given.version }) };
  const state = advance(walk.walk, submission, Date.now());
  const wire = presentWalkState(state, createVoice(walk.walk, locale), apiWalkContext(deps, walk, locale));
  const code = walkProblemCode(wire);
  if (code !== undefined) throw walkProblem(code, wire);
  return { state, wire, locale };
}

function findWalk(req: Request, deps: DeliveryDeps, locale: LocaleTag): ArticleWalk {
  return resolveWalk(
    deps,
    resolveReading(deps.library, articleNumber(req.params['number'], deps.library), locale),
  );
}
