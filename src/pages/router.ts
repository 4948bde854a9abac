import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { serveMethods } from '../http/response/method-routes.js';
import { onDemand } from '../http/response/on-demand.js';
import { parseQuery } from '../http/request/parse-query.js';
import { queryString } from '../http/request/query-string.js';
import { readerLocale, siteLocale, varyByLocale } from '../http/request/reader-locale.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { serveArticle } from './article/article-handlers.js';
import { serveHome, serveList } from './list/list-handlers.js';
import { serveLlmsIndex, serveLlmsList } from './feeds/llms-handlers.js';
import { serveFeed, serveRobots, serveSitemap, serveSitemapPart } from './feeds/machine-handlers.js';
import { serveCard } from './article/card-handler.js';
import type { LocaleHandler } from './layout/page-handler.js';
import { servePermalink } from './permalink-handler.js';
import { serveOpenSearch, serveOpenSearchSuggestions } from './feeds/opensearch.js';
import { serveProblem, serveProblems } from './problem/problem-handlers.js';

const LANG = z.object({ lang: z.string().max(64).optional() });

const feedback = () => import('./article/feedback-handler.js');
const search = () => import('./search/search-handlers.js');
const walks = () => import('./walk/walk-handlers.js');

/** The pages, to be mounted at the root after everything with an address of its own. */
export function createPagesRouter(deps: DeliveryDeps): Router {
  const router = Router({ strict: true });
  const inLocale = (path: string, get: LocaleHandler, post?: LocaleHandler): void =>
    serveMethods(router, `/:locale${path}`, {
      get: withLocale(deps, get),
      ...(post && { post: withLocale(deps, post) }),
    });

  serveMethods(router, '/', { get: redirectHome(deps) });
  serveMethods(router, '/robots.txt', { get: serveRobots(deps) });
  serveMethods(router, '/llms.txt', { get: serveLlmsIndex(deps) });
  serveMethods(router, '/sitemap.xml', { get: serveSitemap(deps) });
  serveMethods(router, '/sitemap-:part.xml', { get: serveSitemapPart(deps) });
  serveMethods(router, '/opensearch.xml', { get: serveOpenSearch(deps) });
  serveMethods(router, '/opensearch/suggestions', { get: serveOpenSearchSuggestions(deps) });
  serveMethods(router, '/oembed', {
    get: onDemand(async () => (await import('./feeds/oembed-handler.js')).serveEmbed(deps)),
  });
  serveMethods(router, '/problems', { get: serveProblems(deps) });
  serveMethods(router, '/problems/:code', { get: serveProblem(deps) });
  // A number is no locale: permalinks come first.
  serveMethods(router, '/:number', { get: servePermalink(deps) });
  inLocale('/', serveHome(deps));
  inLocale('/articles', serveList(deps));
  inLocale('/articles/:number', serveArticle(deps));
  inLocale(
    '/articles/:number/feedback',
    onDemand(async () => (await feedback()).showFeedbackForm()),
    onDemand(async () => (await feedback()).takeFeedback(deps)),
  );
  inLocale('/articles/:number/card.png', serveCard(deps));
  inLocale(
    '/articles/:number/walk',
    onDemand(async () => (await walks()).serveWalk(deps)),
    onDemand(async () => (await walks()).answerWalk(deps)),
  );
  inLocale(
    '/articles/:number/walk/graph.svg',
    onDemand(async () => (await walks()).serveWalkGraph(deps)),
  );
  inLocale('/feed.atom', serveFeed(deps));
  inLocale('/llms.txt', serveLlmsList(deps));
  router.use(
    '/:locale/search',
    onDemand(async () => (await search()).readSearchForm()),
  );
  inLocale(
    '/search',
    onDemand(async () => (await search()).serveSearch(deps)),
    onDemand(async () => (await search()).serveLongSearch(deps)),
  );
  return router;
}

/** Hand on the site's locale that the address means; another tag that means one is led to it. */
function withLocale({ site }: DeliveryDeps, handler: LocaleHandler): RequestHandler {
  return (req, res) => {
    const tag = String(req.params['locale']);
    const locale = siteLocale(tag, site());
    if (locale === tag) return handler(req, res, locale);
    res.redirect(308, `/${locale}${req.path.slice(req.path.indexOf('/', 1))}${queryString(req)}`);
  };
}

/** `/`: to the home page in the reader's language. */
function redirectHome({ site }: DeliveryDeps): (req: Request, res: Response) => void {
  return (req, res) => {
    parseQuery(req, LANG);
    const choice = readerLocale(req, site());
    varyByLocale(res, choice);
    res.set('Cache-Control', 'private, no-cache');
    res.redirect(302, `/${choice.locale}/`);
  };
}
