import { Router } from 'express';
import type { DeliveryDeps } from '../http/site.js';
import { serveMethods } from '../http/method-routes.js';
import { listArticles } from './list-articles.js';
import { readArticle } from './read-article.js';
import { advanceWalk, readWalk } from './walk-handlers.js';
import { searchArticles } from './search-articles.js';
import { suggestTitles } from './suggest-titles.js';

/** The JSON API, to be mounted at `/api/v1`. */
export function createApiRouter(deps: DeliveryDeps): Router {
  const router = Router({ strict: true });
  serveMethods(router, '/articles', { get: listArticles(deps) });
  serveMethods(router, '/articles/:number', { get: readArticle(deps) });
  serveMethods(router, '/articles/:number/walk', { get: readWalk(deps), post: advanceWalk(deps) });
  serveMethods(router, '/search', { get: searchArticles(deps) });
  serveMethods(router, '/suggest', { get: suggestTitles(deps) });
  return router;
}
