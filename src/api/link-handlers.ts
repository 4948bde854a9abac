import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { articleNumber, findArticle, resolveReading } from '../http/request/article-parameter.js';
import { bodyLocale } from '../http/request/reader-locale.js';
import { parseQuery, pathParameter } from '../http/request/parse-query.js';
import { readJsonBody } from '../http/request/read-body.js';
import { requireKey } from '../http/access/require-key.js';
import type { DeliveryDeps } from '../http/response/site.js';
import type { Ticket, TicketLink } from '../ledger/ticket-links.js';
import { Problem } from '../problem.js';
import { LINK_REQUEST, SYSTEM, TICKET } from '../presenters/ledger-schemas.js';
import { presentAffected, presentTicketLink } from '../presenters/present-ledger.js';
import { LEDGER_PAGE, nextOf, sendLedgerPage, sendPrivate, pageRequestOf } from './ledger-page.js';
import { USAGE_QUERY } from './read-usage.js';

/** Parameters of the list of affected tickets; `limit` is the number of links examined. */
export const AFFECTED_QUERY = LEDGER_PAGE.extend({
  number: z.string().max(40).optional().meta({ description: 'Only of this article.', example: 'KA-05406' }),
  since: USAGE_QUERY.shape.since,
});

/** `PUT /articles/:number/links/:system/:ticket`: 201 for a new link, 200 for one that was there. */
export function putLink(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'links:write');
    parseQuery(req);
    const number = articleNumber(req.params['number'], deps.library);
    const ticket = readTicket(req);
    const { locale: asked, relation, url, note } = await readJsonBody(req, res, LINK_REQUEST);
    // What was sent does not depend on the API client, so the default is the site's locale, not the client's.
    const locale = bodyLocale(req, res, asked ?? deps.site().defaultLocale, deps.site());
    const { requested, served, translation } = resolveReading(deps.library, number, locale);
    const shown = { requested, served, version: translation.version };
    const facts = {
      ...shown,
      relation,
      url: url ?? undefined,
      note: note === '' ? undefined : (note ?? undefined),
    };
    const { link, isNew } = await deps.ledger.links.put(number, ticket, facts);
    const body = presentTicketLink(link, deps.library.article(number), deps.site());
    if (isNew) res.status(201).set('Location', body.links.self);
    sendPrivate(res, body);
  };
}

/** `DELETE /articles/:number/links/:system/:ticket`. The article may be gone. */
export function deleteLink(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'links:write');
    parseQuery(req);
    const number = articleNumber(req.params['number'], deps.library);
    const wasThere = await deps.ledger.links.remove(number, readTicket(req));
    if (!wasThere) throw new Problem('not-found');
    res.status(204).end();
  };
}

/** `GET /articles/:number/links`: the tickets linked to an article, newest first. */
export function listArticleLinks(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'links:read');
    const query = parseQuery(req, LEDGER_PAGE);
    const number = articleNumber(req.params['number'], deps.library);
    const page = await deps.ledger.links.ofArticle(number, pageRequestOf(query));
    // A removed article keeps its links; one that never existed is 404.
    if (page.total === 0) findArticle(deps.library, number);
    sendLedgerPage(req, res, deps.site(), page, query.limit, present(deps));
  };
}

/** `GET /tickets/:system/:ticket`: the articles linked to a ticket, newest first. */
export function listTicketLinks(deps: DeliveryDeps): RequestHandler {
  return async (req: Request, res: Response) => {
    await requireKey(req, deps, 'links:read');
    const query = parseQuery(req, LEDGER_PAGE);
    const page = await deps.ledger.links.ofTicket(readTicket(req), pageRequestOf(query));
    sendLedgerPage(req, res, deps.site(), page, query.limit, present(deps));
  };
}

/** `GET /tickets/affected`: tickets that were sent steps that have since changed, newest first. */
export function listAffectedTickets(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'links:read');
    const { number: given, since = '', ...query } = parseQuery(req, AFFECTED_QUERY);
    const number = given === undefined ? undefined : articleNumber(given, deps.library);
    const page = await deps.ledger.links.sent(number, pageRequestOf(query));
    const items = page.items.flatMap((link) => presentAffected(link, deps, since) ?? []);
    sendPrivate(res, { items, next: nextOf(page) });
  };
}

function readTicket(req: Request): Ticket {
  return { system: pathParameter(req, 'system', SYSTEM), ticket: pathParameter(req, 'ticket', TICKET) };
}

function present({
  library,
  site,
}: DeliveryDeps): (link: TicketLink) => ReturnType<typeof presentTicketLink> {
  return (link) => presentTicketLink(link, library.article(link.number), site());
}
