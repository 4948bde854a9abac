import { Router } from 'express';
import { serveMethods } from '../http/response/method-routes.js';
import { onDemand } from '../http/response/on-demand.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { giveFeedback, listFeedback } from './feedback-handlers.js';
import { deleteLink, listArticleLinks, listTicketLinks, putLink } from './link-handlers.js';
import { listArticles } from './list-articles.js';
import { readArticle } from './read-article.js';
import { readUsage } from './read-usage.js';
import { searchArticles } from './search-articles.js';
import { suggestTitles } from './suggest-titles.js';

const walks = () => import('./walk-handlers.js');
const contract = () => import('./serve-contract.js');

/** The JSON API, to be mounted at `/api/v1`; `contract/` describes each of its operations. */
export function createApiRouter(deps: DeliveryDeps): Router {
  const router = Router({ strict: true });
  serveMethods(router, '/articles', { get: listArticles(deps) });
  serveMethods(router, '/articles/:number', { get: readArticle(deps) });
  serveMethods(router, '/search', { get: searchArticles(deps) });
  serveMethods(router, '/suggest', { get: suggestTitles(deps) });
  serveMethods(router, '/articles/:number/walk', {
    get: onDemand(async () => (await walks()).readWalk(deps)),
    post: onDemand(async () => (await walks()).advanceWalk(deps)),
  });
  serveMethods(router, '/openapi.json', {
    get: onDemand(async () => (await contract()).serveContract(deps)),
  });
  serveMethods(router, '/docs', {
    get: onDemand(async () => (await contract()).serveDocumentation(deps)),
  });
  serveMethods(router, '/articles/:number/walk/outcomes', {
    post: onDemand(async () => (await import('./report-outcome.js')).reportOutcome(deps)),
  });
  serveMethods(router, '/articles/:number/links', { get: listArticleLinks(deps) });
  serveMethods(router, '/articles/:number/links/:system/:ticket', {
    put: putLink(deps),
    delete: deleteLink(deps),
  });
  serveMethods(router, '/tickets/:system/:ticket', { get: listTicketLinks(deps) });
  serveMethods(router, '/articles/:number/feedback', { get: listFeedback(deps), post: giveFeedback(deps) });
  serveMethods(router, '/articles/:number/usage', { get: readUsage(deps) });
  serveMethods(router, '/report', {
    get: onDemand(async () => (await import('./read-report.js')).readReport(deps)),
  });
  return router;
}
