import path from 'node:path';
import type { IncomingMessage } from 'node:http';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { createApiRouter } from '../api/operations.js';
import { admitAgents, type AgentsOnly } from '../http/access/agents-only.js';
import { openToAnyOrigin } from '../http/access/cross-origin.js';
import { checkUrl, LONGEST_URL } from '../http/routes.js';
import { limitRate, type RateLimitOptions } from '../http/access/rate-limit.js';
import { handleProblems } from './error-handler.js';
import { logRequests, type RequestLog } from '../http/observe/request-log.js';
import type { CacheAnswer } from '../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../http/response/site.js';
import {
  createMetricsRouter,
  createMonitorRouter,
  type ReadMetrics,
} from '../http/observe/monitor-router.js';
import {
  serveBundle,
  serveAttachments,
  serveImages,
  type ImageFolders,
} from '../http/response/serve-files.js';
import { leadToCleanAddress } from '../http/request/clean-address.js';
import { createMcpRouter } from '../mcp/router.js';
import type { WalkCards } from '../mcp/tool.js';
import { createPagesRouter } from '../pages/router.js';
import { Problem } from '../problem.js';

/** Dependencies of the app. */
export interface AppDeps extends DeliveryDeps {
  readonly logger: Logger;
  readonly requestLog: RequestLog;
  /** Folder of static files. */
  readonly publicDir: string;
  readonly images: ImageFolders;
  /** Express's `trust proxy`: whose forwarding headers are trusted. */
  readonly trustProxy: boolean | number | string;
  readonly rateLimit: RateLimitOptions;
  /** @see RouteDeps.sharedCache */
  readonly sharedCache: number;
  /** Origins that may show the panel in a frame, as FRAME_ANCESTORS names them. */
  readonly frameAncestors: readonly string[];
  /** @see RouteDeps.allowedHosts */
  readonly allowedHosts: readonly string[];
  /** Access control of an internal instance; undefined on a public one. */
  readonly agentsOnly?: AgentsOnly | undefined;
  readonly readMetrics: ReadMetrics;
  /** Whether `/metrics` is served elsewhere, by `createMetricsApp`. */
  readonly hasMetricsApp?: boolean;
  /** Bearer token required for `/metrics`; undefined: none. */
  readonly metricsKey?: string | undefined;
  /** Receives cacheable responses; undefined without a response cache. */
  readonly keeper?: ((req: IncomingMessage) => CacheAnswer | undefined) | undefined;
}

const YEAR = '365d';

/**
 * Create the app: all routes and the one error handler.
 *
 * Does no I/O and does not listen.
 */
export function createApp(deps: AppDeps): Express {
  const app = express();
  // As a last resort, so that Express itself shows no stack.
  app.set('env', 'production');
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.set('trust proxy', deps.trustProxy);
  app.set('query parser', 'simple');
  app.use(logRequests(deps.requestLog), securityHeaders());
  app.use((req, res, next) => {
    // Writes after the end emit an error here; unhandled, it would end the process.
    res.on('error', (error) =>
      deps.logger.error({ err: error, requestId: res.locals.requestId }, 'response failed'),
    );
    res.locals.cacheAnswer = deps.keeper?.(req);
    next();
  });
  app.use(['/static', '/images', '/files'], (req, res, next) => {
    res.locals.route = req.baseUrl;
    const { method } = req;
    if (method !== 'GET' && method !== 'HEAD')
      throw new Problem('method-not-allowed', { values: { method }, headers: { Allow: 'GET, HEAD' } });
    next();
  });
  // Applications that embed the panel load its element from here.
  app.use('/static/embed.js', openToAnyOrigin());
  app.use('/static', serveBundle(deps.publicDir));
  app.use(
    '/static',
    express.static(deps.publicDir, { index: false, redirect: false, immutable: true, maxAge: YEAR }),
  );
  if (deps.agentsOnly === undefined) app.use(['/images', '/files'], openToAnyOrigin());
  else app.use(admitAgents(deps, deps.agentsOnly));
  app.use('/images', serveImages(deps.images));
  app.use('/files', serveAttachments(deps.images));
  app.use(leadToCleanAddress);
  const routed = { ...deps, loadWalkCard, limitRate: limitRate(deps.rateLimit) };
  app.use(createMonitorRouter(routed));
  if (deps.hasMetricsApp !== true) app.use(createMetricsRouter(routed, deps.readMetrics, deps.metricsKey));
  app.use('/api/v1', createApiRouter(routed));
  app.use(createMcpRouter(routed));
  app.use(createPagesRouter(routed));
  app.use((req) => {
    checkUrl(req.originalUrl, LONGEST_URL);
    throw new Problem('not-found');
  });
  app.use(handleProblems(deps));
  return app;
}

/** `/metrics` alone, for a separate port that is not public. */
export function createMetricsApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(logRequests(deps.requestLog));
  const routed = { ...deps, limitRate: limitRate(deps.rateLimit) };
  app.use(createMetricsRouter(routed, deps.readMetrics, deps.metricsKey));
  app.use(() => {
    throw new Problem('not-found');
  });
  app.use(handleProblems(deps));
  return app;
}

function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Sent to no other site; with `no-referrer`, browsers would send our own forms with a null origin (decision 0043).
    referrerPolicy: { policy: 'same-origin' },
    // Only the proxy knows whether the site is reached by TLS.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  });
}

/** Load what renders a walk for `/mcp`, which knows nothing of pages. */
export function loadWalkCard(): Promise<WalkCards> {
  return import('../pages/walk/walk-card.js');
}

/** The folder `public/` of this package. */
export function packagePublicDir(): string {
  return path.join(import.meta.dirname, '..', '..', 'public');
}
