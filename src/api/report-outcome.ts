import type { RequestHandler } from 'express';
import { articleNumber } from '../http/request/article-parameter.js';
import { parseQuery } from '../http/request/parse-query.js';
import { readJsonBody } from '../http/request/read-body.js';
import { reachedOutcome, readerOf } from '../http/response/count-usage.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { matchSiteLocale } from '../locale/tag.js';
import { OUTCOME_REQUEST, type REPORTED_OUTCOME } from '../presenters/ledger-schemas.js';
import type { Wire } from '../presenters/schemas.js';
import { Problem } from '../problem.js';
import { sendPrivate } from './ledger-page.js';
import { replayWalk } from './walk-handlers.js';

/**
 * `POST /articles/:number/walk/outcomes`: count an outcome; 201 when counted, 200 when the reader already reached it
 * that day.
 *
 * The answers are replayed, so that only real outcomes count; only the count is stored.
 */
export function reportOutcome(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    parseQuery(req);
    articleNumber(req.params['number'], deps.library);
    const sent = await readJsonBody(req, res, OUTCOME_REQUEST);
    const { state, locale } = replayWalk(req, res, deps, sent);
    const { locales, defaultLocale } = deps.site();
    const end = reachedOutcome(state, matchSiteLocale(locale, locales) ?? defaultLocale);
    if (end === undefined) {
      const detail = `these answers lead to no end yet; "${state.node.id}" is the next question`;
      throw new Problem('bad-request', { errors: [{ pointer: '/answers', detail }] });
    }
    const counted = await deps.ledger.outcomes.count(end, readerOf(req));
    const { number, walkKind, walkVersion, outcome, outcomeKind } = end;
    const body: Wire<typeof REPORTED_OUTCOME> = {
      ...{ number, locale: end.locale, walkKind, walkVersion, outcome, outcomeKind },
      counted,
    };
    if (counted) res.status(201);
    sendPrivate(res, body);
  };
}
