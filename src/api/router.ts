import { Router } from 'express';
import type { DeliveryDeps } from '../http/site.js';
import { serveMethods } from '../http/method-routes.js';
import { giveFeedback, listFeedback } from './feedback-handlers.js';
import { deleteLink, listArticleLinks, listTicketLinks, putLink } from './link-handlers.js';
import { listArticles } from './list-articles.js';
import { readArticle } from './read-article.js';
import { readUsage } from './read-usage.js';
import { reportOutcome } from './report-outcome.js';
import { serveContract, serveDocumentation } from './serve-contract.js';
import { searchArticles } from './search-articles.js';
import { readReport } from './read-report.js';
import { suggestTitles } from './suggest-titles.js';
import { advanceWalk, readWalk } from './walk-handlers.js';

/** The JSON API, to be mounted at `/api/v1`; `contract/` describes each of its operations. */
export function createApiRouter(deps: DeliveryDeps): Router {
  const router = Router({ strict: true });
  serveMethods(router, '/articles', { get: listArticles(deps) });
  serveMethods(router, '/articles/:number', { get: readArticle(deps) });
  serveMethods(router, '/search', { get: searchArticles(deps) });
  serveMethods(router, '/suggest', { get: suggestTitles(deps) });
  serveMethods(router, '/articles/:number/walk', { get: readWalk(deps), post: advanceWalk(deps) });
  serveMethods(router, '/openapi.json', { get: serveContract(deps) });
  serveMethods(router, '/docs', { get: serveDocumentation(deps) });
  serveMethods(router, '/articles/:number/walk/outcomes', { post: reportOutcome(deps) });
  serveMethods(router, '/articles/:number/links', { get: listArticleLinks(deps) });
  serveMethods(router, '/articles/:number/links/:system/:ticket', {
    put: putLink(deps),
    delete: deleteLink(deps),
  });
  serveMethods(router, '/tickets/:system/:ticket', { get: listTicketLinks(deps) });
  serveMethods(router, '/articles/:number/feedback', { get: listFeedback(deps), post: giveFeedback(deps) });
  serveMethods(router, '/articles/:number/usage', { get: readUsage(deps) });
  serveMethods(router, '/report', { get: readReport(deps) });
  return router;
}
