import { Router } from 'express';
import type { DeliveryDeps } from '../http/site.js';
import { serveMethods } from '../http/method-routes.js';
import { listArticles } from './list-articles.js';
import { readArticle } from './read-article.js';
import { serveContract, serveDocumentation } from './serve-contract.js';
import { searchArticles } from './search-articles.js';
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
  return router;
}
