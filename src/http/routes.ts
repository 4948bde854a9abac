import { Router, type Request, type RequestHandler } from 'express';
import { parseArticleNumber } from '../article/article-number.js';
import type { Library } from '../library/library.js';
import { canonicalTag } from '../locale/tag.js';
import { Problem } from '../problem.js';
import type { AgentsOnly } from './access/agents-only.js';
import { allowAnyOrigin, answerPreflight } from './access/cross-origin.js';
import { checkOwnForm, checkOwnName } from './access/own-site.js';
import type { Site } from './response/site.js';

/** How a route is treated before its handler runs. Every route declares all of it. */
export interface Policy {
  /** `costly` counts towards RATE_LIMIT. */
  readonly rate: 'free' | 'costly';
  /** CORS: whether only our own pages may read the response, or those of any site without credentials. */
  readonly readers: 'own' | 'any';
  /** The most caches may do; a handler may allow less. `brief` is a minute in the browser's cache. */
  readonly cache: 'public' | 'private' | 'brief' | 'none';
  /** CSRF check: accept any request, only forms from our own pages, or only requests to the site's own host name. */
  readonly from: 'any' | 'own-form' | 'own-name';
  /** Longest URL accepted, in characters. */
  readonly longestUrl: number;
  /** Whether the route needs a compiled library; 503 until there is one. */
  readonly needsLibrary: boolean;
}

/** Longest URL accepted unless a route declares another, in characters. */
export const LONGEST_URL = 8192;
/** The same for a search, whose `q` may be 16 KB of pasted log, three characters a byte. Must stay below the server's largest head. */
const LONGEST_SEARCH_URL = 52 * 1024;

/** A page for people. */
export const PAGE: Policy = {
  rate: 'free',
  readers: 'own',
  cache: 'public',
  from: 'any',
  longestUrl: LONGEST_URL,
  needsLibrary: true,
};
/** Public data: readable from any page and cacheable by anyone. */
export const OPEN_DATA: Policy = { ...PAGE, readers: 'any' };
/** A search, as page or data: costly and private. */
export const SEARCH_PAGE: Policy = {
  ...PAGE,
  rate: 'costly',
  cache: 'private',
  longestUrl: LONGEST_SEARCH_URL,
};
/** @see SEARCH_PAGE */
export const SEARCH_DATA: Policy = { ...SEARCH_PAGE, readers: 'any' };
/** A POST that changes nothing and only carries too much for a URL. */
export const QUESTION: Policy = { ...PAGE, rate: 'costly', cache: 'none' };
/** What other systems read and write with a key. */
export const KEYED: Policy = { ...PAGE, cache: 'none' };

/** Monitoring. */
export const MONITOR: Policy = { ...KEYED, needsLibrary: false };

/** A handler and its policy. */
export interface Route {
  readonly policy: Policy;
  readonly handle: RequestHandler;
}

/** Routes of one address, by method. */
export type Methods = Readonly<Partial<Record<'get' | 'post' | 'put' | 'delete', Route>>>;

/** Dependencies of the policies. */
export interface RouteDeps {
  readonly library: Pick<Library, 'revision'>;
  readonly site: () => Site;
  /** Counts a costly request. @throws Problem `too-many-requests` (429). */
  readonly limitRate: RequestHandler;
  /** `s-maxage` of public responses in seconds; 0: shared caches revalidate each time, like browsers. */
  readonly sharedCache: number;
  /** Set on an internal instance: its responses are neither cached nor readable by other sites. */
  readonly agentsOnly?: AgentsOnly | undefined;
  /** Host names accepted besides that of SITE_URL. */
  readonly allowedHosts: readonly string[];
}

declare module 'express-serve-static-core' {
  interface Locals {
    /** The matched route pattern, for metrics. */
    route?: string;
  }
}

/** Declare a route; no handler is served without a policy. */
export function route(policy: Policy, handle: RequestHandler): Route {
  return { policy, handle };
}

/**
 * A function whose module is imported on first call, so that startup does not wait for rarely used code.
 *
 * @see docs/decisions/0065-serve-first.md
 */
export function lazy<Module, Given extends readonly unknown[], Result>(
  load: () => Promise<Module>,
  make: (module: Module) => (...given: Given) => Result | Promise<Result>,
): (...given: Given) => Promise<Result> {
  let made: Promise<(...given: Given) => Result | Promise<Result>> | undefined;
  return async (...given) => {
    made ??= load().then(make);
    const call = await made;
    return await call(...given);
  };
}

/** The routes of one delivery. */
export interface RouteTable {
  readonly router: Router;
  /** Serve a path with exactly these methods: HEAD goes with GET, OPTIONS is answered 204, any other 405. */
  readonly serve: (path: string, methods: Methods) => void;
}

/** Create an empty table. @param prefix - Where its router is mounted, for metrics. */
export function createRouteTable(deps: RouteDeps, prefix = ''): RouteTable {
  const router = Router({ strict: true });
  const serve: RouteTable['serve'] = (path, methods) => {
    const known = router.route(path);
    const allowed: string[] = [];
    const open: string[] = [];
    for (const method of ['get', 'post', 'put', 'delete'] as const) {
      const declared = methods[method];
      if (declared === undefined) continue;
      known[method](keepPolicy(declared.policy, prefix + path, deps), declared.handle);
      const names = method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()];
      allowed.push(...names);
      if (declared.policy.readers === 'any') open.push(...names);
    }
    const Allow = [...allowed, 'OPTIONS'].join(', ');
    known.options((req, res) => {
      if (open.length > 0 && answerPreflight(req, res, open)) return;
      res.set({ Allow }).status(204).end();
    });
    known.all((req) => {
      throw new Problem('method-not-allowed', { values: { method: req.method }, headers: { Allow } });
    });
  };
  return { router, serve };
}

const CACHE_CONTROL = {
  private: 'private, no-cache',
  brief: 'private, max-age=60',
  none: 'private, no-store',
} as const;

function keepPolicy(policy: Policy, pattern: string, deps: RouteDeps): RequestHandler {
  const { library, site, limitRate, sharedCache, allowedHosts, agentsOnly } = deps;
  const isInternal = agentsOnly !== undefined;
  const cache = isInternal && policy.cache === 'public' ? 'private' : policy.cache;
  const cacheControl = cache === 'public' ? publicCaching(sharedCache) : CACHE_CONTROL[cache];
  const isTagged = cache === 'public' && sharedCache > 0;
  return (req, res, next) => {
    res.locals.route = pattern;
    // First, so that pages of other sites can read why they were rejected.
    if (policy.readers === 'any' && !isInternal) allowAnyOrigin(res);
    checkUrl(req.originalUrl, policy.longestUrl);
    if (policy.needsLibrary) checkLibrary(library);
    if (policy.from === 'own-form') checkOwnForm(req, site());
    if (policy.from === 'own-name') checkOwnName(req, site(), allowedHosts);
    res.set('Cache-Control', cacheControl);
    if (isTagged) res.set('Surrogate-Key', surrogateKeys(req, library.revision ?? ''));
    if (policy.rate === 'costly') void limitRate(req, res, next);
    else next();
  };
}

/** @throws Problem `address-too-long` (414). */
export function checkUrl(url: string, longest: number): void {
  if (url.length > longest) throw new Problem('address-too-long');
}

/** Until the first sync is complete nothing can be served, and nothing can be called missing. */
function checkLibrary({ revision }: Pick<Library, 'revision'>): void {
  if (revision === undefined) throw new Problem('library-building', { headers: { 'Retry-After': '5' } });
}

/** Seconds a shared cache may serve stale responses while the service is down: a day. */
const STALE_IF_ERROR = 86_400;

/**
 * `Cache-Control` of public responses: browsers revalidate each time, since articles change at any moment; shared caches may keep them as
 * CACHE_SHARED says, and serve them stale while revalidating or on errors.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5861
 */
function publicCaching(seconds: number): string {
  return seconds === 0
    ? 'public, max-age=0, must-revalidate'
    : `public, max-age=0, s-maxage=${seconds}, stale-while-revalidate=${seconds}, stale-if-error=${STALE_IF_ERROR}`;
}

/** The surrogate key of a whole revision. */
export function revisionKey(revision: string): string {
  return `rev-${revision.slice(0, 16)}`;
}

/** Surrogate keys of a response: article or list, locale, revision. */
function surrogateKeys(req: Request, revision: string): string {
  const { number, locale } = req.params;
  const article =
    typeof number === 'string' ? parseArticleNumber(number.replace(/\.(?:md|json)$/, '')) : undefined;
  const asked = typeof locale === 'string' ? locale : req.query['locale'];
  const tag = typeof asked === 'string' ? canonicalTag(asked) : undefined;
  return [article ?? 'list', ...(tag === undefined ? [] : [tag]), revisionKey(revision)].join(' ');
}
