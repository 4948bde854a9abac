import { LEDGER_PAGE } from '../ledger-page.js';
import { AFFECTED_QUERY } from '../link-handlers.js';
import { EXAMPLE_AFFECTED, EXAMPLE_LINK, EXAMPLE_LINK_REQUEST } from './ledger-examples.js';
import { page, operations } from './operation.js';

const LINK = '/articles/:number/links/:system/:ticket';

/** Tying articles to the tickets they helped with. */
export const LINK_OPERATIONS = operations('Ticket links', [
  {
    id: 'putTicketLink',
    method: 'put',
    path: LINK,
    summary: 'Tie an article to a ticket',
    description:
      'Writes down that the article was shown for the ticket, in which locale and version. The same again is the same link, with what was sent last: retry as often as needed.',
    scope: 'links:write',
    body: { content: { 'application/json': 'LinkRequest' }, example: EXAMPLE_LINK_REQUEST },
    answers: {
      200: {
        description: 'The link was there; it is now as sent.',
        body: 'TicketLink',
        example: EXAMPLE_LINK,
      },
      201: {
        description: 'A new link.',
        body: 'TicketLink',
        example: EXAMPLE_LINK,
        headers: ['Location'],
      },
    },
  },
  {
    id: 'deleteTicketLink',
    method: 'delete',
    path: LINK,
    summary: 'Untie them',
    description: 'The article may be gone.',
    scope: 'links:write',
    answers: { 204: { description: 'The link is gone.' } },
    problems: ['not-found'],
  },
  {
    id: 'listLinksOfArticle',
    method: 'get',
    path: '/articles/:number/links',
    summary: 'Tickets of an article',
    description: 'Newest first. An article that is gone keeps its links.',
    scope: 'links:read',
    query: LEDGER_PAGE,
    answers: page('TicketLinkList', EXAMPLE_LINK),
  },
  {
    id: 'listAffectedTickets',
    method: 'get',
    path: '/tickets/affected',
    summary: 'Tickets that were sent what has changed since',
    description:
      'Of links that are `sent` or `resolved`: those whose steps read differently now, with the words then and now. A page looks through `limit` links, newest first; it may hold fewer tickets, or none, and still lead on.',
    scope: 'links:read',
    query: AFFECTED_QUERY,
    answers: {
      200: {
        description: 'One page.',
        body: 'AffectedTicketList',
        example: { items: [EXAMPLE_AFFECTED], next: null },
      },
    },
  },
  {
    id: 'listLinksOfTicket',
    method: 'get',
    path: '/tickets/:system/:ticket',
    summary: 'Articles of a ticket',
    description: 'Newest first; none for a ticket that nothing was tied to.',
    scope: 'links:read',
    query: LEDGER_PAGE,
    answers: page('TicketLinkList', EXAMPLE_LINK),
  },
]);
