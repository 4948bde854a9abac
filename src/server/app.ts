import path from 'node:path';
import type { IncomingMessage } from 'node:http';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { createApiRouter } from '../api/router.js';
import { allowOtherOrigins } from '../http/access/cross-origin.js';
import { limitRate, type RateLimitOptions } from '../http/access/rate-limit.js';
import { serveSwaggerFiles } from '../api/swagger-files.js';
import { handleProblems } from './error-handler.js';
import type { ReadFigures } from '../http/observe/metrics.js';
import { logRequests, type RequestLog } from '../http/observe/request-log.js';
import type { KeepAnswer } from '../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { createMonitorRouter } from '../http/observe/monitor-router.js';
import { serveBundle } from '../http/response/serve-bundle.js';
import { serveImages, type ImageFolders } from '../http/response/serve-images.js';
import { createMcpRouter } from '../mcp/router.js';
import { createPagesRouter } from '../pages/router.js';
import { Problem } from '../problem.js';

/** What the app is made of. */
export interface AppDeps extends DeliveryDeps {
  readonly logger: Logger;
  readonly requestLog: RequestLog;
  /** The folder of what browsers fetch as it is. */
  readonly publicDir: string;
  readonly images: ImageFolders;
  /** Express's `trust proxy`: whose forwarding headers are believed. */
  readonly trustProxy: boolean | number | string;
  readonly rateLimit: RateLimitOptions;
  readonly readFigures: ReadFigures;
  /** Takes answers that may be kept before the app is entered; undefined where none are. */
  readonly keeper?: ((req: IncomingMessage) => KeepAnswer | undefined) | undefined;
}

/** Characters of an address; longer ones are nobody's. */
const LONGEST_ADDRESS = 8192;
/** The same where 16 KB of pasted log may be asked for, three characters a byte; must stay below what the server takes as a head. */
const LONGEST_SEARCH = 52 * 1024;
const SEARCH = /^\/(?:api\/v1|[^/]+)\/search$/;
const YEAR = '365d';

/**
 * Build the app: every address the service answers, and the one error handler.
 *
 * Does no I/O of its own; listens to nothing.
 */
export function createApp(deps: AppDeps): Express {
  const app = express();
  // Should all else fail, Express itself shows no stack then.
  app.set('env', 'production');
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.set('trust proxy', deps.trustProxy);
  app.set('query parser', 'simple');
  app.use(logRequests(deps.requestLog), securityHeaders(), checkAddress, allowOtherOrigins());
  app.use((req, res, next) => {
    // What is written to an answer that is over says so here; unheard, it would end the process.
    res.on('error', (error) =>
      deps.logger.error({ err: error, requestId: res.locals.requestId }, 'answer failed'),
    );
    res.locals.keepAnswer = deps.keeper?.(req);
    next();
  });
  app.use('/static/swagger-ui', serveSwaggerFiles());
  app.use('/static', serveBundle(deps.publicDir));
  app.use(
    '/static',
    express.static(deps.publicDir, { index: false, redirect: false, immutable: true, maxAge: YEAR }),
  );
  app.use('/images', serveImages(deps.images));
  app.use(createMonitorRouter(deps.library, deps.search, deps.readFigures));
  app.use(waitForLibrary(deps));
  app.use(limitRate(deps.rateLimit));
  app.use('/api/v1', createApiRouter(deps));
  app.use(createMcpRouter(deps));
  app.use(createPagesRouter(deps));
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
    // To nobody else; with `no-referrer`, browsers would send our own forms as if from nowhere (decision 0043).
    referrerPolicy: { policy: 'same-origin' },
    // Whether the site is reached by TLS is the proxy's to know.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  });
}

const checkAddress: RequestHandler = (req, _res, next) => {
  const longest = SEARCH.test(req.path) ? LONGEST_SEARCH : LONGEST_ADDRESS;
  if (req.originalUrl.length > longest) throw new Problem('address-too-long');
  next();
};

/** Until the first sync is whole there is nothing to serve, and nothing is missing either. */
function waitForLibrary({ library }: AppDeps): RequestHandler {
  return (_req, _res, next) => {
    if (library.revision === undefined)
      throw new Problem('library-building', { headers: { 'Retry-After': '5' } });
    next();
  };
}

/** The folder `public/` of this package. */
export function packagePublicDir(): string {
  return path.join(import.meta.dirname, '..', '..', 'public');
}
