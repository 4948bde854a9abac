import type { RequestHandler } from 'express';
import { z } from 'zod';
import { requireKey } from '../http/access/require-key.js';
import { articleNumber, findArticle, resolveReading } from '../http/request/article-parameter.js';
import { parseQuery, pathParameter } from '../http/request/parse-query.js';
import { readJsonBody } from '../http/request/read-body.js';
import { bodyLocale } from '../http/request/reader-locale.js';
import { readerOf } from '../http/response/count-usage.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { writeReport } from '../ledger/reports.js';
import { REPORT_STATES } from '../ledger/tables.js';
import { checkStep, REPORT_DECISION, REPORT_REQUEST, freeText } from '../presenters/ledger-schemas.js';
import { Problem } from '../problem.js';
import { LEDGER_PAGE, sendLedgerPage, sendPrivate, pageRequestOf } from './ledger-page.js';

/** Parameters of the list. */
export const REPORTS_QUERY = LEDGER_PAGE.extend({
  state: z
    .enum(REPORT_STATES, { error: `takes one of ${REPORT_STATES.join(', ')}` })
    .optional()
    .meta({ description: 'Only reports in this state.' }),
});
const REPORT_ID = z
  .string()
  .regex(/^\d{1,15}$/, { error: 'takes the id of a report' })
  .transform(Number);

/** `POST /articles/:number/reports`: 201, or 200 when the reader changes that day's report. */
export function addReport(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    parseQuery(req);
    const number = articleNumber(req.params['number'], deps.library);
    const { locale: asked, step, ...said } = await readJsonBody(req, res, REPORT_REQUEST);
    const locale = bodyLocale(req, res, asked, deps.site());
    const { article, served, translation } = resolveReading(deps.library, number, locale);
    const place = { number, locale: served, version: translation.version, step: checkStep(step, article) };
    const fault = { ...place, kind: said.kind, ...freeText(said) };
    const { report, isNew } = await deps.ledger.reports.add(fault, readerOf(req));
    if (isNew) res.status(201);
    sendPrivate(res, writeReport(report));
  };
}

/** `GET /articles/:number/reports`: reports, newest first. */
export function listReports(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'usage:read');
    const query = parseQuery(req, REPORTS_QUERY);
    const number = articleNumber(req.params['number'], deps.library);
    const page = await deps.ledger.reports.list({ number, state: query.state }, pageRequestOf(query));
    if (page.total === 0) findArticle(deps.library, number);
    sendLedgerPage(req, res, deps.site(), page, query.limit, writeReport);
  };
}

/** `PUT /articles/:number/reports/:report`: set the state of a report. */
export function decideReport(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'reports:write');
    parseQuery(req);
    const number = articleNumber(req.params['number'], deps.library);
    const id = pathParameter(req, 'report', REPORT_ID);
    const { state, reason } = await readJsonBody(req, res, REPORT_DECISION);
    const report = await deps.ledger.reports.decide(id, state, reason ?? undefined, number);
    if (report === undefined) throw new Problem('not-found');
    sendPrivate(res, writeReport(report));
  };
}
