import { LEDGER_PAGE } from '../ledger-page.js';
import { AFFECTED_QUERY } from '../link-handlers.js';
import { EXAMPLE_AFFECTED, EXAMPLE_LINK, EXAMPLE_LINK_REQUEST } from './ledger-examples.js';
import type { Operation } from './operation.js';

const tag = 'Ticket links';
const LINK = '/articles/:number/links/:system/:ticket';

/** Tying articles to the tickets they helped with. */
export const LINK_OPERATIONS: readonly Operation[] = [
  {
    id: 'putTicketLink',
    method: 'put',
    path: LINK,
    tag,
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
    problems: [
      'invalid-parameter',
      'unknown-parameter',
      'article-not-found',
      'body-too-large',
      'unsupported-media-type',
    ],
  },
  {
    id: 'deleteTicketLink',
    method: 'delete',
    path: LINK,
    tag,
    summary: 'Untie them',
    description: 'The article may be gone.',
    scope: 'links:write',
    answers: { 204: { description: 'The link is gone.' } },
    problems: ['invalid-parameter', 'unknown-parameter', 'article-not-found', 'not-found'],
  },
  {
    id: 'listLinksOfArticle',
    method: 'get',
    path: '/articles/:number/links',
    tag,
    summary: 'Tickets of an article',
    description: 'Newest first. An article that is gone keeps its links.',
    scope: 'links:read',
    query: LEDGER_PAGE,
    answers: {
      200: {
        description: 'One page.',
        body: 'TicketLinkList',
        example: { items: [EXAMPLE_LINK], total: 1, next: null },
        headers: ['Link'],
      },
    },
    problems: ['invalid-parameter', 'unknown-parameter', 'article-not-found', 'cursor-expired'],
  },
  {
    id: 'listAffectedTickets',
    method: 'get',
    path: '/tickets/affected',
    tag,
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
    problems: ['invalid-parameter', 'unknown-parameter', 'article-not-found', 'cursor-expired'],
  },
  {
    id: 'listLinksOfTicket',
    method: 'get',
    path: '/tickets/:system/:ticket',
    tag,
    summary: 'Articles of a ticket',
    description: 'Newest first; none for a ticket that nothing was tied to.',
    scope: 'links:read',
    query: LEDGER_PAGE,
    answers: {
      200: {
        description: 'One page.',
        body: 'TicketLinkList',
        example: { items: [EXAMPLE_LINK], total: 1, next: null },
        headers: ['Link'],
      },
    },
    problems: ['invalid-parameter', 'unknown-parameter', 'cursor-expired'],
  },
];
