import { z } from 'zod';
import { findArticle, resolveReading } from '../http/request/article-parameter.js';
import { pathParameter } from '../http/request/parse-query.js';
import { readerOf } from '../http/response/count-usage.js';
import { KEYED } from '../http/routes.js';
import { writeReport } from '../ledger/reports.js';
import { REPORT_STATES } from '../ledger/tables.js';
import {
  FAULT_REPORT,
  faultOf,
  FEEDBACK,
  FEEDBACK_LIST,
  FEEDBACK_REQUEST,
  opinionOf,
  REPORT_DECISION,
  REPORT_LIST,
  REPORT_REQUEST,
  USAGE,
} from '../presenters/ledger-schemas.js';
import { presentFeedback, presentUsage } from '../presenters/present-ledger.js';
import { presentReport, REPORT } from '../presenters/present-report.js';
import { Problem } from '../problem.js';
import {
  EXAMPLE_FEEDBACK,
  EXAMPLE_FEEDBACK_REQUEST,
  EXAMPLE_REPORT,
  EXAMPLE_REPORT_REQUEST,
  EXAMPLE_USAGE,
} from './contract/ledger-examples.js';
import { onePage, operation, operations } from './operation.js';
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
  sends: EXAMPLE_FEEDBACK_REQUEST,
  gives: FEEDBACK,
  answers: {
    200: { description: 'Updated.', example: EXAMPLE_FEEDBACK },
    201: { description: 'Created: the first of that day.', example: EXAMPLE_FEEDBACK },
  },
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
  gives: FEEDBACK_LIST,
  answers: onePage(EXAMPLE_FEEDBACK),
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
  sends: EXAMPLE_REPORT_REQUEST,
  gives: FAULT_REPORT,
  answers: {
    200: { description: 'Updated.', example: EXAMPLE_REPORT },
    201: { description: 'Reported.', example: EXAMPLE_REPORT },
  },
  problems: ['ledger-unavailable'],
  answer: async (call) => {
    const { req, deps, number } = call;
    const { locale: asked, ...said } = await call.body();
    const fault = faultOf(resolveReading(deps.library, number, call.locale(asked)), said);
    const { report, isNew } = await deps.ledger.reports.add(fault, readerOf(req));
    return { status: isNew ? 201 : 200, body: writeReport(report) };
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
  gives: REPORT_LIST,
  answers: onePage(EXAMPLE_REPORT),
  answer: async (call) => {
    const { deps, number, query } = call;
    const page = await deps.ledger.reports.list({ number, state: query.state }, pageRequestOf(query));
    if (page.total === 0) findArticle(deps.library, number);
    return ledgerPage(call, page, writeReport);
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
  sends: { state: 'accepted', reason: 'Corrected in version 4.' },
  gives: FAULT_REPORT,
  answers: {
    200: {
      description: 'The updated report.',
      example: { ...EXAMPLE_REPORT, state: 'accepted', reason: 'Corrected in version 4.' },
    },
  },
  problems: ['not-found'],
  answer: async ({ req, deps, number, body }) => {
    const id = pathParameter(req, 'report', REPORT_ID);
    const { state, reason } = await body();
    const report = await deps.ledger.reports.decide(id, state, reason, number);
    if (report === undefined) throw new Problem('not-found');
    return { body: writeReport(report) };
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
  gives: USAGE,
  answers: { 200: { description: 'The counts.', example: EXAMPLE_USAGE } },
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
  gives: REPORT,
  answers: { 200: { description: 'The numbers.' } },
  answer: async ({ deps }) => {
    const { library, ledger } = deps;
    const { buildReport } = await import('../report/report.js');
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
