import type { RequestHandler } from 'express';
import { requireKey } from '../http/access/require-key.js';
import { articleNumber, findArticle, resolveReading } from '../http/request/article-parameter.js';
import { parseQuery } from '../http/request/parse-query.js';
import { readJsonBody } from '../http/request/read-body.js';
import { bodyLocale } from '../http/request/reader-locale.js';
import { readerOf } from '../http/response/count-usage.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { FEEDBACK_REQUEST } from '../presenters/ledger-schemas.js';
import { presentFeedback } from '../presenters/present-ledger.js';
import { LEDGER_PAGE, sendLedgerPage, sendPrivate, pageRequestOf } from './ledger-page.js';

/** `POST /articles/:number/feedback`: 201, or 200 when the reader changes that day's feedback. */
export function giveFeedback(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    parseQuery(req);
    const number = articleNumber(req.params['number'], deps.library);
    const { locale: asked, helpful, reason, comment } = await readJsonBody(req, res, FEEDBACK_REQUEST);
    const locale = bodyLocale(req, res, asked, deps.site());
    const { served, translation } = resolveReading(deps.library, number, locale);
    const { feedback, isNew } = await deps.ledger.feedback.give(
      {
        number,
        locale: served,
        version: translation.version,
        isHelpful: helpful,
        reason: helpful ? undefined : (reason ?? undefined),
        comment: comment === '' ? undefined : (comment ?? undefined),
      },
      readerOf(req),
    );
    if (isNew) res.status(201);
    sendPrivate(res, presentFeedback(feedback));
  };
}

/** `GET /articles/:number/feedback`: feedback with comments, newest first. */
export function listFeedback(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'usage:read');
    const query = parseQuery(req, LEDGER_PAGE);
    const number = articleNumber(req.params['number'], deps.library);
    const page = await deps.ledger.feedback.comments(number, pageRequestOf(query));
    if (page.total === 0) findArticle(deps.library, number);
    sendLedgerPage(req, res, deps.site(), page, query.limit, presentFeedback);
  };
}
