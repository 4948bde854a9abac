import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { onSite } from '../article/site-path.js';
import {
  createRouteTable,
  KEYED,
  lazy,
  OPEN_DATA,
  PAGE,
  QUESTION,
  route,
  type Methods,
  SEARCH_PAGE,
  type Policy,
  type RouteDeps,
} from '../http/routes.js';
import { parseQuery, queryString } from '../http/request/parse-query.js';
import { homePath } from '../http/response/addresses.js';
import { readerLocale, siteLocale, varyByLocale } from '../http/request/reader-locale.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { serveArticle } from './article/article-handlers.js';
import { serveHome, serveList } from './list/list-handlers.js';
import { serveLlmsIndex, serveLlmsList } from './feeds/llms-handlers.js';
import { serveFeed, serveRobots, serveSitemap, serveSitemapPart } from './feeds/machine-handlers.js';
import { serveCard } from './article/card-handler.js';
import type { LocaleHandler } from './layout/page-handler.js';
import { openToFrames, panelDeps } from './layout/panel.js';
import { servePermalink } from './permalink-handler.js';
import { serveOpenSearch, serveOpenSearchSuggestions } from './feeds/opensearch.js';
import { serveProblem, serveProblems } from './problem/problem-handlers.js';

const LANG = z.object({ lang: z.string().max(64).optional() });

/** What a browser's address bar asks while somebody types. */
const SUGGESTIONS: Policy = { ...OPEN_DATA, rate: 'costly', cache: 'brief' };
/** Led on by what the reader prefers. */
const REDIRECT: Policy = { ...PAGE, cache: 'private' };

const feedback = () => import('./article/feedback-handler.js');
const search = () => import('./search/search-handlers.js');
const suggest = () => import('./suggest/suggest-handler.js');
const reports = () => import('./reports/reports-handler.js');
const answers = () => import('./answer/answer-handler.js');
const walks = () => import('./walk/walk-handlers.js');

interface PanelDeps {
  /** Origins that may show the panel in a frame. */
  readonly frameAncestors: readonly string[];
}

/** The pages, to be mounted at the root after everything with an address of its own. */
export function createPagesRouter(deps: DeliveryDeps & RouteDeps & PanelDeps): Router {
  const { router, serve } = createRouteTable(deps);
  const inLocale = (policy: Policy, handler: LocaleHandler) => route(policy, withLocale(deps, handler));

  serve('/', { get: route(REDIRECT, redirectHome(deps)) });
  serve('/robots.txt', { get: route(PAGE, serveRobots(deps)) });
  serve('/llms.txt', { get: route(OPEN_DATA, serveLlmsIndex(deps)) });
  serve('/sitemap.xml', { get: route(PAGE, serveSitemap(deps)) });
  serve('/sitemap-:part.xml', { get: route(PAGE, serveSitemapPart(deps)) });
  serve('/opensearch.xml', { get: route(PAGE, serveOpenSearch(deps)) });
  serve('/opensearch/suggestions', { get: route(SUGGESTIONS, serveOpenSearchSuggestions(deps)) });
  serve('/oembed', {
    get: route(
      OPEN_DATA,
      lazy(
        () => import('./feeds/oembed-handler.js'),
        (module) => module.serveEmbed(deps),
      ),
    ),
  });
  serve('/problems', { get: route(PAGE, serveProblems(deps)) });
  serve('/problems/:code', { get: route(PAGE, serveProblem(deps)) });
  serve('/c/:hash', {
    get: route(
      OPEN_DATA,
      lazy(
        () => import('./passage/passage-page.js'),
        (module) => module.servePassage(deps),
      ),
    ),
  });
  // A number is no locale: permalinks come first.
  serve('/:number', { get: route({ ...REDIRECT, readers: 'any' }, servePermalink(deps)) });
  serve('/:locale/', { get: inLocale(PAGE, serveHome(deps)) });
  serve('/:locale/articles', { get: inLocale(PAGE, serveList(deps)) });
  serve('/:locale/articles/:number/card.png', {
    get: inLocale({ ...OPEN_DATA, rate: 'costly' }, serveCard(deps)),
  });
  serve('/:locale/articles/:number/walk/graph', {
    get: inLocale(
      PAGE,
      lazy(walks, (module) => module.serveWalkOverview(deps)),
    ),
  });
  serve('/:locale/articles/:number/walk/graph.svg', {
    get: inLocale(
      PAGE,
      lazy(walks, (module) => module.serveWalkGraph(deps)),
    ),
  });
  serve('/:locale/feed.atom', { get: inLocale(OPEN_DATA, serveFeed(deps)) });
  serve('/:locale/llms.txt', { get: inLocale(OPEN_DATA, serveLlmsList(deps)) });
  for (const [path, methods] of ticketPages(deps)) serve(`/:locale${path}`, methods);
  const panel = panelDeps(deps, deps.frameAncestors);
  router.use('/:locale/embed', openToFrames(panel.site));
  for (const [path, methods] of ticketPages(panel)) serve(`/:locale/embed${path}`, methods);
  return router;
}

/** The pages that are also shown in a panel beside a ticket, below their locale. */
function ticketPages(deps: DeliveryDeps): readonly (readonly [path: string, methods: Methods])[] {
  const inLocale = (policy: Policy, handler: LocaleHandler) => route(policy, withLocale(deps, handler));
  return [
    ['/articles/:number', { get: inLocale(OPEN_DATA, serveArticle(deps)) }],
    [
      '/articles/:number/feedback',
      {
        get: inLocale(
          PAGE,
          lazy(feedback, (module) => module.showFeedbackForm(deps)),
        ),
        post: inLocale(
          { ...KEYED, rate: 'costly', from: 'own-form' },
          lazy(feedback, (module) => module.takeFeedback(deps)),
        ),
      },
    ],
    [
      '/articles/:number/reports',
      {
        get: inLocale(
          { ...PAGE, cache: 'none' },
          lazy(reports, (module) => module.serveReports(deps)),
        ),
        post: inLocale(
          { ...KEYED, rate: 'costly', from: 'own-form' },
          lazy(reports, (module) => module.takeReport(deps)),
        ),
      },
    ],
    [
      '/articles/:number/answer',
      {
        get: inLocale(
          { ...PAGE, cache: 'private' },
          lazy(answers, (module) => module.serveAnswer(deps)),
        ),
      },
    ],
    [
      '/articles/:number/walk',
      {
        get: inLocale(
          PAGE,
          lazy(walks, (module) => module.serveWalk(deps)),
        ),
        post: inLocale(
          QUESTION,
          lazy(walks, (module) => module.answerWalk(deps)),
        ),
      },
    ],
    [
      '/suggest',
      {
        get: inLocale(
          PAGE,
          lazy(suggest, (module) => module.serveSuggest(deps)),
        ),
        post: inLocale(
          QUESTION,
          lazy(suggest, (module) => module.suggestForText(deps)),
        ),
      },
    ],
    [
      '/search',
      {
        get: inLocale(
          SEARCH_PAGE,
          lazy(search, (module) => module.serveSearch(deps)),
        ),
        post: inLocale(
          SEARCH_PAGE,
          lazy(search, (module) => module.serveLongSearch(deps)),
        ),
      },
    ],
  ];
}

/** Hand on the site's locale that the address means; another tag that means one is led to it. */
function withLocale({ site }: DeliveryDeps, handler: LocaleHandler): RequestHandler {
  return (req, res) => {
    const tag = String(req.params['locale']);
    const locale = siteLocale(tag, site());
    if (locale === tag) return handler(req, res, locale);
    res.redirect(308, onSite(`/${locale}${req.path.slice(req.path.indexOf('/', 1))}${queryString(req)}`));
  };
}

/** `/`: to the home page in the reader's language. */
function redirectHome({ site }: DeliveryDeps): (req: Request, res: Response) => void {
  return (req, res) => {
    parseQuery(req, LANG);
    const choice = readerLocale(req, site());
    varyByLocale(res, choice);
    res.redirect(302, homePath(choice.locale));
  };
}
