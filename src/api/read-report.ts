import type { RequestHandler } from 'express';
import { parseQuery } from '../http/request/parse-query.js';
import { requireKey } from '../http/access/require-key.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { buildReport } from '../report/report.js';
import { presentReport } from '../presenters/present-report.js';
import { sendPrivate } from './ledger-page.js';

/** `GET /report`: coverage and trust, findings and use of all articles, for a key with `usage:read`. */
export function readReport(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'usage:read');
    parseQuery(req);
    const { library, ledger } = deps;
    const { locales, sourceLocale } = library;
    const usage = await ledger.usageOverview();
    const articles = library.everyArticle();
    const report = buildReport({ articles, locales, sourceLocale, findings: deps.allFindings(), usage });
    sendPrivate(res, presentReport(report));
  };
}
