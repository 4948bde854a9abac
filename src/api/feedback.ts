import { z } from 'zod';
import { withNull } from '../absent.js';
import { findArticle, resolveReading } from '../http/request/article-parameter.js';
import { pathParameter } from '../http/request/parse-query.js';
import { readerOf } from '../http/response/count-usage.js';
import { KEYED } from '../http/routes.js';
import { REPORT_STATES } from '../ledger/tables.js';
import {
  FAULT_REPORT,
  faultOf,
  FEEDBACK,
  FEEDBACK_LIST,
  FEEDBACK_REQUEST,
  opinionOf,
  presentFeedback,
  REPORT_DECISION,
  REPORT_LIST,
  REPORT_REQUEST,
} from '../presenters/feedback.js';
import { presentUsage, USAGE } from '../presenters/usage.js';
import { presentReport, REPORT } from '../presenters/present-report.js';
import { Problem } from '../problem.js';
import { buildReport } from '../report/report.js';
import { operation, operations } from './operation.js';
import { INSTANT, LEDGER_PAGE, ledgerPage, OPEN_WRITE, pageRequestOf } from './parameters.js';
import { reportOutcome } from './walks.js';

const FEEDBACK_PATH = '/articles/:number/feedback';
const REPORTS_PATH = '/articles/:number/reports';

const giveFeedback = operation('post', FEEDBACK_PATH, {
  policy: OPEN_WRITE,
  summary: 'Rate an article',
  description:
    'Counted once per reader, article and day; the latest rating counts. The reader’s identity is not stored.',
  body: FEEDBACK_REQUEST,
  response: FEEDBACK,
  statuses: { 200: 'Updated.', 201: 'Created: the first of that day.' },
  problems: ['ledger-unavailable'],
  answer: async (call) => {
    const { req, deps, number } = call;
    const { locale: asked, ...said } = await call.body();
    const opinion = opinionOf(resolveReading(deps.library, number, call.locale(asked)), said);
    const { feedback, isNew } = await deps.ledger.feedback.give(opinion, readerOf(req));
    return { status: isNew ? 201 : 200, body: presentFeedback(feedback) };
  },
});

const listFeedback = operation('get', FEEDBACK_PATH, {
  policy: KEYED,
  scope: 'usage:read',
  summary: 'List comments of readers',
  description: 'Newest first. A comment is plain text, even if it looks like markup.',
  query: LEDGER_PAGE,
  response: FEEDBACK_LIST,
  statuses: { 200: 'One page.' },
  headers: ['Link'],
  answer: async (call) => {
    const { deps, number } = call;
    const page = await deps.ledger.feedback.comments(number, pageRequestOf(call.query));
    if (page.total === 0) findArticle(deps.library, number);
    return ledgerPage(call, page, presentFeedback);
  },
});

const addReport = operation('post', REPORTS_PATH, {
  policy: OPEN_WRITE,
  summary: 'Report a problem',
  description:
    'A problem with the article or one of its steps. Counted once per reader, place, kind and day; the latest report counts. The reader’s identity is not stored.',
  body: REPORT_REQUEST,
  response: FAULT_REPORT,
  statuses: { 200: 'Updated.', 201: 'Reported.' },
  problems: ['ledger-unavailable'],
  answer: async (call) => {
    const { req, deps, number } = call;
    const { locale: asked, ...said } = await call.body();
    const fault = faultOf(resolveReading(deps.library, number, call.locale(asked)), said);
    const { report, isNew } = await deps.ledger.reports.add(fault, readerOf(req));
    return { status: isNew ? 201 : 200, body: withNull(report) };
  },
});

const listReports = operation('get', REPORTS_PATH, {
  policy: KEYED,
  scope: 'usage:read',
  summary: 'List problems reported by readers',
  description: 'Newest first. All texts are plain text, even if they look like markup.',
  query: LEDGER_PAGE.extend({
    state: z
      .enum(REPORT_STATES, { error: `takes one of ${REPORT_STATES.join(', ')}` })
      .optional()
      .meta({ description: 'Only reports in this state.' }),
  }),
  response: REPORT_LIST,
  statuses: { 200: 'One page.' },
  headers: ['Link'],
  answer: async (call) => {
    const { deps, number, query } = call;
    const page = await deps.ledger.reports.list({ number, state: query.state }, pageRequestOf(query));
    if (page.total === 0) findArticle(deps.library, number);
    return ledgerPage(call, page, (report) => withNull(report));
  },
});

const REPORT_ID = z
  .string()
  .regex(/^\d{1,15}$/, { error: 'takes a report id' })
  .transform(Number);

const decideReport = operation('put', `${REPORTS_PATH}/:report`, {
  policy: KEYED,
  scope: 'reports:write',
  summary: 'Decide a report',
  description: 'Readers see state and reason on the article’s reports page.',
  body: REPORT_DECISION,
  response: FAULT_REPORT,
  statuses: { 200: 'The updated report.' },
  problems: ['not-found'],
  answer: async ({ req, deps, number, body }) => {
    const id = pathParameter(req, 'report', REPORT_ID);
    const { state, reason } = await body();
    const report = await deps.ledger.reports.decide(id, state, reason, number);
    if (report === undefined) throw new Problem('not-found');
    return { body: withNull(report) };
  },
});

const readUsage = operation('get', '/articles/:number/usage', {
  policy: KEYED,
  scope: 'usage:read',
  summary: 'Read the usage of an article',
  description: 'Tickets, ratings and walk outcomes, in total and by served locale.',
  query: z.object({
    since: INSTANT.meta({ description: 'Only events at or after this time.', example: '2026-01-01' }),
  }),
  response: USAGE,
  statuses: { 200: 'The counts.' },
  answer: async ({ deps, number, query: { since } }) => {
    const usage = await deps.ledger.usage(number, since);
    if (usage.length === 0) findArticle(deps.library, number);
    return { body: presentUsage(number, since, usage) };
  },
});

const getReport = operation('get', '/report', {
  policy: KEYED,
  scope: 'usage:read',
  summary: 'Coverage, trust, findings, what to fix first, and searches with no results',
  description:
    'Counts over all articles that are not archived. `findings` is null while the content is being checked after a change; retry later. `searches` counts searches with no results by month; its terms are those that at least five different readers searched for within a month.',
  response: REPORT,
  statuses: { 200: 'The numbers.' },
  answer: async ({ deps }) => {
    const { library, ledger } = deps;
    const { locales, sourceLocale } = library;
    const usage = await ledger.usageOverview();
    const articles = library.everyArticle();
    const findings = deps.allFindings();
    return { body: presentReport(buildReport({ articles, locales, sourceLocale, findings, usage })) };
  },
});

/** What articles were used for and what readers say about them. */
export const FEEDBACK_OPERATIONS = operations('Feedback and usage', {
  giveFeedback,
  listFeedback,
  addReport,
  listReports,
  decideReport,
  reportOutcome,
  readUsage,
  getReport,
});
