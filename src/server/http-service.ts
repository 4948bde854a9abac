import { onSite, withoutSitePath } from '../article/site-path.js';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { createApp, createMetricsApp, packagePublicDir, type AppDeps } from './app.js';
import { createCardThread } from '../social-card/card-service.js';
import type { Config } from '../config.js';
import { ResponseCache } from './cache/response-cache.js';
import { serveCached } from './cache/serve-cached.js';
import type { ReadMetrics } from '../http/observe/monitor-router.js';
import { createSiteSource, type DeliveryDeps, type Site } from '../http/response/site.js';
import { Library } from '../library/library.js';
import { createStrings } from '../locale/strings.js';
import { Messenger } from '../http/webhook/messenger.js';
import { createSearchThread } from '../search/search-service.js';
import type { Compiler } from './compiler.js';
import type { ServiceLog } from './logger.js';
import { HttpServer } from './http-server.js';
import { ProcessMetrics } from './metrics.js';
import { openLedger } from './open-ledger.js';
import { openFindings } from './findings.js';
import { WebhookSender } from './webhook-sender.js';

/** Share of STOP_TIMEOUT after which connections are cut; the rest is for threads and databases. */
const CUT_SHARE = 0.8;

/** The HTTP service of one process. */
export interface HttpService {
  /** The address it listens on: `http://127.0.0.1:8080`. */
  readonly address: string;
  /** Check immediately whether the library has changed. */
  readonly refresh: () => void;
  /** Let requests finish, then close everything. */
  readonly close: () => Promise<void>;
}

/** Creates the metrics reader. @param registry - Metrics of this process. */
export type OpenMetrics = (registry: Registry) => ReadMetrics;

/**
 * Serve requests from a library that this or another process writes.
 *
 * If one part fails to open, those already open are closed.
 *
 * @param openMetrics - Defaults to the metrics of this process.
 */
export async function openHttpService(
  config: Config,
  compiler: Compiler,
  { logger, requestLog, requests }: ServiceLog,
  openMetrics: OpenMetrics = (registry) => () => registry.metrics(),
): Promise<HttpService> {
  const stack = new CloseStack();
  try {
    const metrics = new ProcessMetrics(requests);
    const rooms = openRooms(config, compiler, logger, metrics, stack);
    const http = stack.use(new HttpServer(logger), (it) => it.stop(config.stopTimeout * CUT_SHARE));
    const address = await http.listen(config.port, config.host);
    // Runs in one turn of the event loop, so that no request is read before it is done.
    const { library } = rooms;
    const site = openSite(config, address, library);
    const cache = openCache(config, library, site);
    const { outbox, links } = rooms.ledger;
    const { countAttempt: onAttempt, setQueue: onQueue } = metrics;
    const sender = new WebhookSender({ ...rooms, onAttempt, onQueue, outbox, links, site, logger });
    stack.use(sender, (it) => it.close()).start();
    const { trustProxy, cacheShared: sharedCache, frameAncestors, allowedHosts, metricsKey } = config;
    const app = {
      ...rooms,
      ...{ trustProxy, sharedCache, frameAncestors, allowedHosts, metricsKey, site, logger, requestLog },
      agentsOnly: config.isInternal ? { authHeader: config.authHeader } : undefined,
      publicDir: packagePublicDir(),
      images: compiler.options,
      // Limits are divided among the processes, since none counts what another serves.
      rateLimit: { perMinute: Math.ceil(config.rateLimit / config.workers) },
    };
    if (cache !== undefined) metrics.addCache(cache);
    const hasMetricsApp = config.metricsPort !== undefined;
    const all = { ...app, hasMetricsApp, readMetrics: openMetrics(metrics.registry) };
    http.server.on('request', listener(all, cache));
    if (config.metricsPort !== undefined) {
      const own = stack.use(new HttpServer(logger), (it) => it.stop(0));
      own.server.on('request', createMetricsApp(all));
      logger.info({ address: await own.listen(config.metricsPort, config.host) }, 'metrics server listening');
    }
    return {
      address,
      refresh: () => cache?.refresh(performance.now()),
      close: () => stack.close(),
    };
  } catch (error) {
    await stack.close().catch((fault: unknown) => logger.error({ err: fault }, 'not closed'));
    throw error;
  }
}

/** Dependencies of the handlers; threads, database and checker start on first use. */
function openRooms(
  config: Config,
  { file, options }: Compiler,
  logger: Logger,
  metrics: ProcessMetrics,
  stack: CloseStack,
): Omit<DeliveryDeps, 'site'> {
  const fallbackLocales = [...config.fallbackLocales];
  const ledger = stack.use(openLedger(config, logger, metrics.timeWrite), (it) => it.close());
  const { doubted } = ledger.reports;
  const library = stack.use(new Library(file, { fallbackLocales, doubted }), (it) => it.close());
  metrics.addLibrary(library);
  const onFailure = (thread: string) => (error: unknown) => {
    metrics.countThreadFailure(thread);
    logger.error({ err: error, thread }, 'thread died; the next request starts another');
  };
  const cards = stack.use(createCardThread(onFailure('card')), (it) => it.close());
  const search = stack.use(
    createSearchThread(
      { libraryFile: file, fallbackLocales, searchUrl: config.searchUrl, embeddings: config.embeddings },
      onFailure('search'),
      (reason) => logger.error({ reason }, 'search partly failed'),
    ),
    (it) => it.close(),
  );
  const strings = createStrings(config.defaultLocale);
  const { findings, isClean, allFindings } = stack.use(
    openFindings(config, options.contentDir, { library, strings }, logger),
    (it) => it.close(),
  );
  const messenger = stack.use(new Messenger(config.webhookHosts), (it) => it.close());
  return metrics.measure({
    library,
    ledger,
    messenger,
    cards,
    search,
    strings,
    findings,
    isClean,
    allFindings,
  });
}

/** @param address - Where it listens; the site's URL unless configured otherwise. */
function openSite(config: Config, address: string, library: Library): () => Site {
  const {
    siteName: name,
    siteUrl: url = address,
    locales,
    defaultLocale,
    editUrl,
    showUse: showsUse,
  } = config;
  const assetVersion = assetVersionOf(packagePublicDir());
  return createSiteSource({ name, url, locales, defaultLocale, assetVersion, editUrl, showsUse }, library);
}

/** Hash of a folder's static files. @returns 12 hexadecimal digits. */
function assetVersionOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort())
    hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash.digest('hex').slice(0, 12);
}

/** This process's share of the response cache; undefined when it is off. */
function openCache(
  { responseCache, workers }: Config,
  library: Library,
  site: () => Site,
): ResponseCache | undefined {
  const bytes = Math.floor(responseCache / workers);
  return bytes > 0 ? new ResponseCache({ bytes, state: () => library.state, site }) : undefined;
}

/** Serve cached responses before the app, if there is a cache. */
function listener(deps: AppDeps, cache: ResponseCache | undefined): RequestListener {
  const answer =
    cache === undefined
      ? createApp(deps)
      : serveCached(cache, deps.requestLog, createApp({ ...deps, keeper: (req) => cache.keeper(req) }));
  if (onSite('') === '') return answer;
  return (req, res) => {
    // Some proxies keep the path prefix of the site, others strip it.
    req.url = withoutSitePath(req.url ?? '/');
    answer(req, res);
  };
}

/** Resources a service has opened, and how to close them. */
export class CloseStack {
  private readonly closers: (() => unknown)[] = [];

  /**
   * Register an open resource.
   *
   * @param close - Called once, after everything opened later is closed.
   * @returns The resource.
   */
  use<Thing>(thing: Thing, close: (thing: Thing) => unknown): Thing {
    this.closers.push(() => close(thing));
    return thing;
  }

  /**
   * Close everything in reverse order; one that fails to close does not keep the others open.
   *
   * @throws The first error, after closing all.
   */
  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (let close = this.closers.pop(); close !== undefined; close = this.closers.pop())
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    if (errors.length > 0) throw errors[0];
  }
}
