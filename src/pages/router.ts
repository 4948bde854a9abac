import type { RequestHandler, Router } from 'express';
import { parseArticleNumber } from '../article/article-number.js';
import { onSite } from '../article/site-path.js';
import { findArticle } from '../http/request/article-parameter.js';
import { LANG, parseQuery, queryString } from '../http/request/parse-query.js';
import { requestedLocale, siteLocale } from '../http/request/reader-locale.js';
import { articlePath, homePath } from '../http/response/addresses.js';
import type { DeliveryDeps } from '../http/response/site.js';
import {
  createRouteTable,
  KEYED,
  lazy,
  type Methods,
  OPEN_DATA,
  PAGE,
  type Policy,
  QUESTION,
  route,
  type Route,
  type RouteDeps,
  SEARCH_PAGE,
} from '../http/routes.js';
import { canonicalTag, matchSiteLocale } from '../locale/tag.js';
import { Problem } from '../problem.js';
import { serveAnswer } from './answer/answer-handler.js';
import { takeLink } from './article/agents-part.js';
import { serveArticle, serveCard } from './article/article-handlers.js';
import { showFeedbackForm, takeFeedback } from './article/feedback.js';
import { serveFeed } from './feeds/atom-feed.js';
import { serveLlmsIndex, serveLlmsList } from './feeds/llms-text.js';
import { serveEmbed } from './feeds/oembed-handler.js';
import { serveOpenSearch, serveOpenSearchSuggestions } from './feeds/opensearch.js';
import { serveRobots, serveSitemap, serveSitemapPart } from './feeds/sitemap.js';
import { serveHome } from './home/home-page.js';
import { type PageHandler, PageRequest } from './layout/page.js';
import { openToFrames, panelDeps } from './layout/panel.js';
import { serveList } from './list/list-page.js';
import { servePassage } from './passage/passage-page.js';
import { serveProblem, serveProblems } from './problem/problem-page.js';
import { serveReports, takeReport } from './reports/reports-page.js';
import { serveLongSearch, serveSearch } from './search/search-handlers.js';
import { serveSuggest, suggestForText } from './suggest/suggest-handler.js';

/** Suggestions for a browser's address bar. */
const SUGGESTIONS: Policy = { ...OPEN_DATA, rate: 'costly', cache: 'brief' };
/** Depends on what the reader prefers. */
const PERSONAL: Policy = { ...PAGE, cache: 'private' };
/** Form submissions. */
const OWN_FORM: Policy = { ...KEYED, rate: 'costly', from: 'own-form' };
const PICTURE: Policy = { ...OPEN_DATA, rate: 'costly' };

const walks = () => import('./walk/walk-handlers.js');
const serveWalk = lazy(walks, (module) => module.serveWalk);
const answerWalk = lazy(walks, (module) => module.answerWalk);
const serveWalkOverview = lazy(walks, (module) => module.serveWalkOverview);
const serveWalkGraph = lazy(walks, (module) => module.serveWalkGraph);

interface PanelDeps {
  /** Origins that may show the panel in a frame. */
  readonly frameAncestors: readonly string[];
}

/** The pages, mounted at the root after more specific routes. */
export function createPagesRouter(deps: DeliveryDeps & RouteDeps & PanelDeps): Router {
  const { router, serve } = createRouteTable(deps);
  const inLocale = (policy: Policy, handler: PageHandler): Route => route(policy, withLocale(deps, handler));
  const negotiated = (policy: Policy, handler: PageHandler): Route =>
    route(policy, inReadersLanguage(deps, handler));
  serve('/', { get: negotiated(PERSONAL, redirectHome) });
  serve('/robots.txt', { get: negotiated(PAGE, serveRobots) });
  serve('/llms.txt', { get: negotiated(OPEN_DATA, serveLlmsIndex) });
  serve('/sitemap.xml', { get: negotiated(PAGE, serveSitemap) });
  serve('/sitemap-:part.xml', { get: negotiated(PAGE, serveSitemapPart) });
  serve('/opensearch.xml', { get: negotiated(PAGE, serveOpenSearch) });
  serve('/opensearch/suggestions', { get: negotiated(SUGGESTIONS, serveOpenSearchSuggestions) });
  serve('/oembed', { get: negotiated(OPEN_DATA, serveEmbed) });
  serve('/problems', { get: negotiated(PAGE, serveProblems) });
  serve('/problems/:code', { get: negotiated(PAGE, serveProblem) });
  serve('/c/:hash', { get: negotiated(OPEN_DATA, servePassage) });
  // Permalinks come first, since a number is not a locale.
  serve('/:number', { get: negotiated({ ...PERSONAL, readers: 'any' }, servePermalink) });
  serve('/:locale/', { get: inLocale(PAGE, serveHome) });
  serve('/:locale/articles', { get: inLocale(PAGE, serveList) });
  serve('/:locale/articles/:number/card.png', { get: inLocale(PICTURE, serveCard) });
  serve('/:locale/articles/:number/walk/graph', { get: inLocale(PAGE, serveWalkOverview) });
  serve('/:locale/articles/:number/walk/graph.svg', { get: inLocale(PAGE, serveWalkGraph) });
  if (deps.agentsOnly !== undefined)
    serve('/:locale/articles/:number/links', { post: inLocale(OWN_FORM, takeLink) });
  serve('/:locale/feed.atom', { get: inLocale(OPEN_DATA, serveFeed) });
  serve('/:locale/llms.txt', { get: inLocale(OPEN_DATA, serveLlmsList) });
  for (const [path, methods] of Object.entries(ticketPages(deps))) serve(`/:locale${path}`, methods);
  const panel = panelDeps(deps, deps.frameAncestors);
  router.use('/:locale/embed', openToFrames(panel.site));
  for (const [path, methods] of Object.entries(ticketPages(panel))) serve(`/:locale/embed${path}`, methods);
  return router;
}

/** Pages that are also available in the panel, below their locale. */
function ticketPages(deps: DeliveryDeps): Readonly<Record<string, Methods>> {
  const inLocale = (policy: Policy, handler: PageHandler): Route => route(policy, withLocale(deps, handler));
  return {
    '/articles/:number': { get: inLocale(OPEN_DATA, serveArticle) },
    '/articles/:number/feedback': {
      get: inLocale(PAGE, showFeedbackForm),
      post: inLocale(OWN_FORM, takeFeedback),
    },
    '/articles/:number/reports': {
      get: inLocale({ ...PAGE, cache: 'none' }, serveReports),
      post: inLocale(OWN_FORM, takeReport),
    },
    '/articles/:number/answer': { get: inLocale(PERSONAL, serveAnswer) },
    '/articles/:number/walk': {
      get: inLocale(PAGE, serveWalk),
      post: inLocale(QUESTION, answerWalk),
    },
    '/suggest': {
      get: inLocale(PAGE, serveSuggest),
      post: inLocale(QUESTION, suggestForText),
    },
    '/search': {
      get: inLocale(SEARCH_PAGE, serveSearch),
      post: inLocale(SEARCH_PAGE, serveLongSearch),
    },
  };
}

/** Redirect other tags of a site locale and other forms of an article's number. */
function withLocale(deps: DeliveryDeps, handler: PageHandler): RequestHandler {
  return (req, res) => {
    const [tag, given] = [String(req.params['locale']), String(req.params['number'])];
    const locale = siteLocale(tag, deps.site());
    const number = canonicalName(given);
    if (locale === tag && number === given) return handler(new PageRequest(deps, req, res, () => locale));
    const path = req.path.replace(/^\/[^/]*/, `/${locale}`);
    const canonical = number === given ? path : path.replace(/\/articles\/[^/]*/, `/articles/${number}`);
    res.redirect(308, onSite(canonical) + queryString(req));
  };
}

/** An article's number as its URL has it, with the extension of its format; anything else as it is. */
function canonicalName(given: string): string {
  const [, name = given, extension = ''] = /^(.*)(\.(?:json|md))$/i.exec(given) ?? [];
  const number = parseArticleNumber(name);
  return number === undefined ? given : number + extension.toLowerCase();
}

/** Pages whose URL names no locale are in the reader's language. */
function inReadersLanguage(deps: DeliveryDeps, handler: PageHandler): RequestHandler {
  return (req, res) =>
    handler(new PageRequest(deps, req, res, () => requestedLocale(req, res, undefined, deps.site())));
}

/** `/`: to the home page in the reader's language. */
function redirectHome({ req, res, locale }: PageRequest): void {
  parseQuery(req, LANG);
  res.redirect(302, homePath(locale));
}

/**
 * `/:number`, the permalink: redirects to the article in the reader's language.
 *
 * 302, never 301, since the language is negotiated. The query is kept except for `lang`, which has served its
 * purpose; browsers keep the fragment. `/:locale` without a slash redirects to that locale's home.
 */
function servePermalink(request: PageRequest): void {
  const { req, res, deps } = request;
  const segment = String(req.params['number']);
  const number = parseArticleNumber(segment);
  if (number === undefined) {
    const tag = canonicalTag(segment);
    if (tag === undefined || matchSiteLocale(tag, deps.site().locales) === undefined)
      throw new Problem('not-found');
    res.redirect(308, homePath(siteLocale(segment, deps.site())) + queryString(req));
    return;
  }
  findArticle(deps.library, number);
  const query = new URLSearchParams(queryString(req));
  query.delete('lang');
  res.redirect(302, articlePath(request.locale, number) + (query.size > 0 ? `?${query}` : ''));
}
