import type { Request } from 'express';
import { z } from 'zod';
import { articleNumber, findArticle, resolveReading } from '../http/request/article-parameter.js';
import { pathParameter } from '../http/request/parse-query.js';
import { KEYED } from '../http/routes.js';
import type { Ticket, TicketLink } from '../ledger/ticket-links.js';
import {
  AFFECTED_LIST,
  LINK_REQUEST,
  presentAffected,
  presentTicketLink,
  SYSTEM,
  TICKET,
  TICKET_LINK,
  TICKET_LINK_LIST,
} from '../presenters/ticket-links.js';
import { Problem } from '../problem.js';
import { type ApiDeps, operation, operations } from './operation.js';
import { INSTANT, LEDGER_PAGE, ledgerPage, nextOf, pageRequestOf } from './parameters.js';

const PATH = '/articles/:number/links/:system/:ticket';

const putTicketLink = operation('put', PATH, {
  policy: KEYED,
  scope: 'links:write',
  summary: 'Link an article to a ticket',
  description:
    'Records that the article was used for the ticket, with locale and version. Idempotent: a repeated request updates the same link.',
  body: LINK_REQUEST,
  response: TICKET_LINK,
  statuses: { 200: 'The link existed and was updated.', 201: 'A new link.' },
  headers: ['Location'],
  answer: async (call) => {
    const { req, res, deps, site, number } = call;
    const ticket = readTicket(req);
    const { locale: asked, relation, url, note } = await call.body();
    // What was sent does not depend on the API client, so the default is the site's locale, not the client's.
    const locale = call.locale(asked ?? site.defaultLocale);
    const { requested, served, translation } = resolveReading(deps.library, number, locale);
    const { link, isNew } = await deps.ledger.links.put(number, ticket, {
      ...{ requested, served, version: translation.version, relation },
      url: url ?? undefined,
      note,
    });
    const body = presentTicketLink(link, deps.library.article(number), site);
    if (isNew) res.set('Location', body.links.self);
    return { status: isNew ? 201 : 200, body };
  },
});

const deleteTicketLink = operation('delete', PATH, {
  policy: KEYED,
  scope: 'links:write',
  summary: 'Remove the link',
  description: 'Also works if the article no longer exists.',
  statuses: { 204: 'The link was removed.' },
  problems: ['not-found'],
  answer: async ({ req, deps, number }) => {
    const wasThere = await deps.ledger.links.remove(number, readTicket(req));
    if (!wasThere) throw new Problem('not-found');
    return { status: 204 };
  },
});

const listLinksOfArticle = operation('get', '/articles/:number/links', {
  policy: KEYED,
  scope: 'links:read',
  summary: 'List the tickets of an article',
  description: 'Newest first. A removed article keeps its links.',
  query: LEDGER_PAGE,
  response: TICKET_LINK_LIST,
  statuses: { 200: 'One page.' },
  headers: ['Link'],
  answer: async (call) => {
    const { deps, number } = call;
    const page = await deps.ledger.links.ofArticle(number, pageRequestOf(call.query));
    // A removed article keeps its links; one that never existed is 404.
    if (page.total === 0) findArticle(deps.library, number);
    return ledgerPage(call, page, present(deps));
  },
});

const listAffectedTickets = operation('get', '/tickets/affected', {
  policy: KEYED,
  scope: 'links:read',
  summary: 'List tickets affected by changes',
  description:
    'Links with the relation `sent` or `resolved` whose steps have changed, with the old and new text. A page examines `limit` links, newest first; it may contain fewer tickets, or none, and still have a `next`.',
  query: LEDGER_PAGE.extend({
    number: z.string().max(40).optional().meta({ description: 'Only this article.', example: 'KA-05406' }),
    since: INSTANT.meta({ description: 'Only events at or after this time.', example: '2026-01-01' }),
  }),
  response: AFFECTED_LIST,
  statuses: { 200: 'One page.' },
  answer: async ({ deps, query }) => {
    const { since = '' } = query;
    const number = query.number === undefined ? undefined : articleNumber(query.number, deps.library);
    const page = await deps.ledger.links.sent(number, pageRequestOf(query));
    const items = page.items.flatMap((link) => presentAffected(link, deps, since) ?? []);
    return { body: { items, next: nextOf(page) } };
  },
});

const listLinksOfTicket = operation('get', '/tickets/:system/:ticket', {
  policy: KEYED,
  scope: 'links:read',
  summary: 'List the articles of a ticket',
  description: 'Newest first; empty for a ticket without links.',
  query: LEDGER_PAGE,
  response: TICKET_LINK_LIST,
  statuses: { 200: 'One page.' },
  headers: ['Link'],
  answer: async (call) => {
    const { req, deps } = call;
    const page = await deps.ledger.links.ofTicket(readTicket(req), pageRequestOf(call.query));
    return ledgerPage(call, page, present(deps));
  },
});

function readTicket(req: Request): Ticket {
  return { system: pathParameter(req, 'system', SYSTEM), ticket: pathParameter(req, 'ticket', TICKET) };
}

function present({ library, site }: ApiDeps): (link: TicketLink) => ReturnType<typeof presentTicketLink> {
  return (link) => presentTicketLink(link, library.article(link.number), site());
}

/** Articles that were sent to customers. */
export const LINK_OPERATIONS = operations('Ticket links', {
  putTicketLink,
  deleteTicketLink,
  listLinksOfArticle,
  listAffectedTickets,
  listLinksOfTicket,
});
