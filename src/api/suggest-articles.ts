import type { RequestHandler } from 'express';
import { bodyLocale } from '../http/request/reader-locale.js';
import { parseQuery } from '../http/request/parse-query.js';
import { readJsonBody } from '../http/request/read-body.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { SUGGESTION_REQUEST, suggestArticles } from '../presenters/suggest-articles.js';

/** `POST /suggestions`: articles for a ticket's text, which is not stored. */
export function suggestForTicket(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    parseQuery(req);
    const request = await readJsonBody(req, res, SUGGESTION_REQUEST);
    const locale = bodyLocale(req, res, request.locale, deps.site());
    const body = await suggestArticles(deps, request, locale);
    res.set({ 'Cache-Control': 'private, no-store', 'Content-Language': locale });
    res.type('application/json').send(JSON.stringify(body));
  };
}
