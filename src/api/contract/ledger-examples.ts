import type {
  AFFECTED_TICKET,
  CITATION_REQUEST,
  FEEDBACK,
  FEEDBACK_REQUEST,
  LINK_REQUEST,
  OUTCOME_REQUEST,
  REPORT_REQUEST,
  FAULT_REPORT,
  REPORTED_OUTCOME,
  TICKET_LINK,
  USAGE,
  WEBHOOK,
  WEBHOOK_REQUEST,
} from '../../presenters/ledger-schemas.js';
import type { Wire } from '../../presenters/schemas.js';
import { EXAMPLE_ARTICLE, EXAMPLE_PASSAGE } from './examples.js';

/** Examples of ledger requests and responses; a test sends the requests and compares the responses. */

const { number, served: locale, version, title } = EXAMPLE_ARTICLE;
const AT = '2026-03-02T09:30:00.000Z';
const TICKET = { system: 'zendesk', ticket: '4711' } as const;
const END = { walkKind: 'guided', outcome: 'deadlock', outcomeKind: 'redirect' } as const;

/** Links KA-05406 to ticket 4711. */
export const EXAMPLE_LINK_REQUEST = {
  locale: 'de-AT',
  url: 'https://desk.example/tickets/4711',
  relation: 'sent',
  note: 'Sent to the customer.',
} as const satisfies Wire<typeof LINK_REQUEST>;

/** The link. */
export const EXAMPLE_LINK = {
  number,
  ...TICKET,
  requested: EXAMPLE_LINK_REQUEST.locale,
  served: locale,
  version,
  title,
  relation: EXAMPLE_LINK_REQUEST.relation,
  url: EXAMPLE_LINK_REQUEST.url,
  note: EXAMPLE_LINK_REQUEST.note,
  createdAt: AT,
  updatedAt: AT,
  links: {
    self: `https://help.example/api/v1/articles/${number}/links/${TICKET.system}/${TICKET.ticket}`,
    article: `https://help.example/api/v1/articles/${number}`,
    html: EXAMPLE_ARTICLE.links.html,
    permalink: EXAMPLE_ARTICLE.links.permalink,
  },
} as const satisfies Wire<typeof TICKET_LINK>;

/** The same ticket once the article's second step has changed. */
export const EXAMPLE_AFFECTED = {
  number,
  ...TICKET,
  relation: EXAMPLE_LINK_REQUEST.relation,
  locale,
  version,
  currentVersion: version + 1,
  sentAt: AT,
  url: EXAMPLE_LINK_REQUEST.url,
  steps: [
    {
      step: 2,
      before: 'Ändern Sie das Timing.',
      after: 'Ändern Sie die Startzeit.',
      changedAt: '2026-04-01T10:00:00.000Z',
    },
  ],
  links: { self: EXAMPLE_LINK.links.self, html: EXAMPLE_LINK.links.html },
} as const satisfies Wire<typeof AFFECTED_TICKET>;

/** Feedback as sent. */
export const EXAMPLE_FEEDBACK_REQUEST = {
  locale: 'de-AT',
  helpful: false,
  reason: 'unclear',
  comment: 'In Schritt 2 fehlt, wo die Uhrzeit steht.',
} as const satisfies Wire<typeof FEEDBACK_REQUEST>;

/** The same as stored. */
export const EXAMPLE_FEEDBACK = {
  number,
  locale,
  version,
  helpful: EXAMPLE_FEEDBACK_REQUEST.helpful,
  reason: EXAMPLE_FEEDBACK_REQUEST.reason,
  comment: EXAMPLE_FEEDBACK_REQUEST.comment,
  createdAt: AT,
} as const satisfies Wire<typeof FEEDBACK>;

/** A report about the second step. */
export const EXAMPLE_REPORT_REQUEST = {
  locale: 'de-AT',
  kind: 'translation',
  step: 2,
  quote: 'Timing',
  proposal: 'Startzeit',
  comment: 'Im Workflow heißt das Feld so.',
} as const satisfies Wire<typeof REPORT_REQUEST>;

/** The same as stored. */
export const EXAMPLE_REPORT = {
  id: 17,
  number,
  ...EXAMPLE_REPORT_REQUEST,
  locale,
  version,
  state: 'open',
  reason: null,
  createdAt: AT,
} as const satisfies Wire<typeof FAULT_REPORT>;

/** Answers that lead to an outcome: the log shows another fault. */
export const EXAMPLE_OUTCOME_REQUEST = {
  locale: 'de-AT',
  answers: { logs: '2022-08-19T06:00:12Z error log PGS-220000 ERROR: deadlock detected' },
} as const satisfies Wire<typeof OUTCOME_REQUEST>;

/** The outcome. */
export const EXAMPLE_OUTCOME = {
  number,
  locale,
  ...END,
  walkVersion: 1,
  counted: true,
} as const satisfies Wire<typeof REPORTED_OUTCOME>;

const COUNTS = {
  links: 1,
  feedback: { helpful: 0, notHelpful: 1, helpfulShare: 0 },
  translation: { good: 0, notGood: 0 },
  outcomes: [{ ...END, count: 1 }],
  citations: [],
} as const;

/** The usage resulting from these. */
export const EXAMPLE_USAGE = {
  number,
  since: null,
  ...COUNTS,
  locales: [{ locale, ...COUNTS }],
} as const satisfies Wire<typeof USAGE>;

/** A chatbot's subscription request. */
export const EXAMPLE_WEBHOOK_REQUEST = {
  url: 'https://bot.example/parlance',
  events: ['article.changed', 'translation.outdated'],
} as const satisfies Wire<typeof WEBHOOK_REQUEST>;

/** The subscription. */
export const EXAMPLE_WEBHOOK = {
  id: 'wh_5f0c3a9b21d4',
  url: EXAMPLE_WEBHOOK_REQUEST.url,
  events: [...EXAMPLE_WEBHOOK_REQUEST.events],
  createdAt: AT,
  disabledAt: null,
  disabledReason: null,
  pending: 0,
} satisfies Wire<typeof WEBHOOK>;

/** A citation of the passage that resolved ticket 4711. */
export const EXAMPLE_CITATION_REQUEST = {
  passages: [EXAMPLE_PASSAGE.hash],
  use: 'resolved',
  ticket: TICKET,
} as const satisfies Wire<typeof CITATION_REQUEST>;
