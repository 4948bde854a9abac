import type { Router } from 'express';
import {
  createRouteTable,
  KEYED,
  lazy,
  OPEN_DATA,
  PAGE,
  QUESTION,
  route,
  SEARCH_DATA,
  type Policy,
  type RouteDeps,
} from '../http/routes.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { giveFeedback, listFeedback } from './feedback-handlers.js';
import {
  deleteLink,
  listAffectedTickets,
  listArticleLinks,
  listTicketLinks,
  putLink,
} from './link-handlers.js';
import { listChanges } from './list-changes.js';
import { listArticles } from './list-articles.js';
import { readArticle } from './read-article.js';
import { relatedArticles } from './related-articles.js';
import { readPassages } from './read-passages.js';
import { readUsage } from './read-usage.js';
import { addReport, decideReport, listReports } from './report-handlers.js';
import { reportCitations } from './report-citations.js';
import { searchArticles } from './search-articles.js';
import { suggestTitles } from './suggest-titles.js';
import { addWebhook, listWebhooks, removeWebhook, testWebhook } from './webhook-handlers.js';

/** Titles to offer while somebody types. */
const SUGGESTIONS: Policy = { ...OPEN_DATA, rate: 'costly', cache: 'brief' };
/** The change feed; a response may wait for the next change, so it is not cached. */
const FEED: Policy = { ...OPEN_DATA, cache: 'none' };
/** Writes open to anyone. */
const OPEN_WRITE: Policy = { ...KEYED, rate: 'costly' };

const walks = () => import('./walk-handlers.js');
const contract = () => import('./serve-contract.js');

/** The JSON API, mounted at `/api/v1`; `contract/` describes each operation. */
export function createApiRouter(deps: DeliveryDeps & RouteDeps): Router {
  const { router, serve } = createRouteTable(deps, '/api/v1');
  serve('/articles', { get: route(OPEN_DATA, listArticles(deps)) });
  serve('/articles/:number', { get: route(OPEN_DATA, readArticle(deps)) });
  serve('/articles/:number/related', { get: route(SEARCH_DATA, relatedArticles(deps)) });
  serve('/articles/:number/passages', { get: route(OPEN_DATA, readPassages(deps)) });
  serve('/changes', { get: route(FEED, listChanges(deps)) });
  serve('/export.ndjson', {
    get: route(
      { ...FEED, rate: 'costly' },
      lazy(
        () => import('./export-articles.js'),
        (module) => module.exportArticles(deps),
      ),
    ),
  });
  serve('/search', { get: route(SEARCH_DATA, searchArticles(deps)) });
  serve('/suggest', { get: route(SUGGESTIONS, suggestTitles(deps)) });
  serve('/suggestions', {
    post: route(
      { ...QUESTION, readers: 'any' },
      lazy(
        () => import('./suggest-articles.js'),
        (module) => module.suggestForTicket(deps),
      ),
    ),
  });
  serve('/articles/:number/walk', {
    get: route(
      OPEN_DATA,
      lazy(walks, (module) => module.readWalk(deps)),
    ),
    post: route(
      { ...QUESTION, readers: 'any' },
      lazy(walks, (module) => module.advanceWalk(deps)),
    ),
  });
  serve('/openapi.json', {
    get: route(
      OPEN_DATA,
      lazy(contract, (module) => module.serveContract(deps)),
    ),
  });
  serve('/docs', {
    get: route(
      PAGE,
      lazy(contract, (module) => module.serveDocumentation(deps)),
    ),
  });
  serve('/articles/:number/walk/outcomes', {
    post: route(
      OPEN_WRITE,
      lazy(
        () => import('./report-outcome.js'),
        (module) => module.reportOutcome(deps),
      ),
    ),
  });
  serve('/articles/:number/links', { get: route(KEYED, listArticleLinks(deps)) });
  serve('/articles/:number/links/:system/:ticket', {
    put: route(KEYED, putLink(deps)),
    delete: route(KEYED, deleteLink(deps)),
  });
  serve('/tickets/affected', { get: route(KEYED, listAffectedTickets(deps)) });
  serve('/tickets/:system/:ticket', { get: route(KEYED, listTicketLinks(deps)) });
  serve('/articles/:number/feedback', {
    get: route(KEYED, listFeedback(deps)),
    post: route(OPEN_WRITE, giveFeedback(deps)),
  });
  serve('/articles/:number/reports', {
    get: route(KEYED, listReports(deps)),
    post: route(OPEN_WRITE, addReport(deps)),
  });
  serve('/articles/:number/reports/:report', { put: route(KEYED, decideReport(deps)) });
  serve('/articles/:number/usage', { get: route(KEYED, readUsage(deps)) });
  serve('/citations', { post: route(KEYED, reportCitations(deps)) });
  serve('/webhooks', {
    get: route(KEYED, listWebhooks(deps)),
    post: route(KEYED, addWebhook(deps)),
  });
  serve('/webhooks/:webhook', { delete: route(KEYED, removeWebhook(deps)) });
  serve('/webhooks/:webhook/test', { post: route({ ...KEYED, rate: 'costly' }, testWebhook(deps)) });
  serve('/report', {
    get: route(
      KEYED,
      lazy(
        () => import('./read-report.js'),
        (module) => module.readReport(deps),
      ),
    ),
  });
  return router;
}
