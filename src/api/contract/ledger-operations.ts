import { LEDGER_PAGE } from '../ledger-page.js';
import { AFFECTED_QUERY } from '../link-handlers.js';
import { USAGE_QUERY } from '../read-usage.js';
import { REPORTS_QUERY } from '../report-handlers.js';
import {
  EXAMPLE_AFFECTED,
  EXAMPLE_FEEDBACK,
  EXAMPLE_FEEDBACK_REQUEST,
  EXAMPLE_LINK,
  EXAMPLE_LINK_REQUEST,
  EXAMPLE_OUTCOME,
  EXAMPLE_OUTCOME_REQUEST,
  EXAMPLE_REPORT,
  EXAMPLE_REPORT_REQUEST,
  EXAMPLE_USAGE,
  EXAMPLE_WEBHOOK,
  EXAMPLE_WEBHOOK_REQUEST,
} from './ledger-examples.js';
import { operations, page, type Operation } from './operation.js';

const LINK = '/articles/:number/links/:system/:ticket';
const FEEDBACK = '/articles/:number/feedback';
const REPORTS = '/articles/:number/reports';

/** What articles were used for and what readers say about them: writing it down, and counting it. */
export const LEDGER_OPERATIONS: readonly Operation[] = [
  ...operations('Ticket links', [
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
  ]),
  ...operations('Feedback and usage', [
    {
      id: 'giveFeedback',
      method: 'post',
      path: FEEDBACK,
      summary: 'Say whether an article helped',
      description: 'Once a reader, article and day: the last word counts. Who it was is not kept.',
      body: { content: { 'application/json': 'FeedbackRequest' }, example: EXAMPLE_FEEDBACK_REQUEST },
      answers: {
        200: { description: 'Said anew.', body: 'Feedback', example: EXAMPLE_FEEDBACK },
        201: {
          description: 'Said for the first time that day.',
          body: 'Feedback',
          example: EXAMPLE_FEEDBACK,
        },
      },
      problems: ['ledger-unavailable'],
    },
    {
      id: 'listFeedback',
      method: 'get',
      path: FEEDBACK,
      summary: 'What readers said in words',
      description: 'Newest first. A comment is text, even where it looks like markup.',
      scope: 'usage:read',
      query: LEDGER_PAGE,
      answers: page('FeedbackList', EXAMPLE_FEEDBACK),
    },
    {
      id: 'addReport',
      method: 'post',
      path: REPORTS,
      summary: 'Say what is wrong',
      description:
        'Of the article or a step of it. Once a reader, place, kind and day: the last word counts. Who it was is not kept.',
      body: { content: { 'application/json': 'FaultReportRequest' }, example: EXAMPLE_REPORT_REQUEST },
      answers: {
        200: { description: 'Said anew.', body: 'FaultReport', example: EXAMPLE_REPORT },
        201: { description: 'Reported.', body: 'FaultReport', example: EXAMPLE_REPORT },
      },
      problems: ['ledger-unavailable'],
    },
    {
      id: 'listReports',
      method: 'get',
      path: REPORTS,
      summary: 'What readers say is wrong',
      description: 'Newest first. Words are text, even where they look like markup.',
      scope: 'usage:read',
      query: REPORTS_QUERY,
      answers: page('FaultReportList', EXAMPLE_REPORT),
    },
    {
      id: 'decideReport',
      method: 'put',
      path: `${REPORTS}/:report`,
      summary: 'Say what became of a report',
      description: 'Readers see the state and the reason on the article’s page of reports.',
      scope: 'reports:write',
      body: {
        content: { 'application/json': 'FaultReportDecision' },
        example: { state: 'accepted', reason: 'Corrected in version 4.' },
      },
      answers: {
        200: {
          description: 'The report as it is now.',
          body: 'FaultReport',
          example: { ...EXAMPLE_REPORT, state: 'accepted', reason: 'Corrected in version 4.' },
        },
      },
      problems: ['not-found'],
    },
    {
      id: 'reportOutcome',
      method: 'post',
      path: '/articles/:number/walk/outcomes',
      summary: 'Count the end of a walk',
      description:
        'Takes what was sent to the walk, and walks through it again: only real ends count, once a reader and day. The answers are not kept.',
      body: { content: { 'application/json': 'OutcomeRequest' }, example: EXAMPLE_OUTCOME_REQUEST },
      answers: {
        200: {
          description: 'The reader came to this end before that day.',
          body: 'ReportedOutcome',
          example: { ...EXAMPLE_OUTCOME, counted: false },
        },
        201: { description: 'Counted.', body: 'ReportedOutcome', example: EXAMPLE_OUTCOME },
      },
      problems: ['walk-not-found', 'answer-too-early', 'invalid-answer', 'ledger-unavailable'],
      richProblems: { 409: 'WalkProblem', 413: 'WalkProblem', 422: 'WalkProblem' },
    },
    {
      id: 'readUsage',
      method: 'get',
      path: '/articles/:number/usage',
      summary: 'What an article was used for',
      description: 'Tickets, opinions and ends of walks, altogether and by the locale that was shown.',
      scope: 'usage:read',
      query: USAGE_QUERY,
      answers: { 200: { description: 'The counts.', body: 'Usage', example: EXAMPLE_USAGE } },
    },
    {
      id: 'getReport',
      method: 'get',
      path: '/report',
      summary: 'Coverage, trust, findings, what to fix first, and searches with no results',
      description:
        'Counts of all articles that are not archived. `findings` is null while the content is being checked after a change; ask again. `searches` counts searches with no results by month; its terms are those that at least five different readers searched for within a month.',
      answers: { 200: { description: 'The numbers.', body: 'Report' } },
      scope: 'usage:read',
    },
  ]),
  ...operations('Webhooks', [
    {
      id: 'addWebhook',
      method: 'post',
      path: '/webhooks',
      summary: 'Subscribe to events',
      description: `Messages are signed as Standard Webhooks 1.0 has it (\`webhook-id\`, \`webhook-timestamp\`, \`webhook-signature\`), come at least once, and in order for each article. Whatever is not answered 2xx within 10 seconds is sent again, ever more seldom, for a day; then the subscription is disabled. 410 disables it at once; redirects are not followed. \`feedback.created\`, \`report.created\` and \`walk.ended\` need \`usage:read\` too, \`ticket.affected\` \`links:read\`.`,
      scope: 'webhooks:write',
      body: { content: { 'application/json': 'WebhookRequest' }, example: EXAMPLE_WEBHOOK_REQUEST },
      answers: {
        201: {
          description: 'Subscribed.',
          body: 'NewWebhook',
          example: { ...EXAMPLE_WEBHOOK, secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' },
        },
      },
    },
    {
      id: 'listWebhooks',
      method: 'get',
      path: '/webhooks',
      summary: 'Subscriptions',
      description: 'Oldest first, without their secrets; with what waits to be delivered.',
      scope: 'webhooks:write',
      answers: {
        200: {
          description: 'All of them.',
          body: 'WebhookList',
          example: { items: [EXAMPLE_WEBHOOK], total: 1, next: null },
        },
      },
    },
    {
      id: 'removeWebhook',
      method: 'delete',
      path: '/webhooks/:webhook',
      summary: 'End a subscription',
      description: 'What was not delivered is dropped.',
      scope: 'webhooks:write',
      answers: { 204: { description: 'It is gone.' } },
      problems: ['not-found'],
    },
    {
      id: 'testWebhook',
      method: 'post',
      path: '/webhooks/:webhook/test',
      summary: 'Try a subscription',
      description: 'Sends `webhook.test` now, once, and says what came of it.',
      scope: 'webhooks:write',
      answers: {
        200: {
          description: 'What the receiver made of it.',
          body: 'WebhookTest',
          example: { delivered: false, status: 500, fault: 'answered 500' },
        },
      },
      problems: ['not-found'],
    },
  ]),
];
