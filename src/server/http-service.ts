import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import { createApp, packagePublicDir, type AppDeps } from './app.js';
import { createCardThread } from '../social-card/card-service.js';
import type { Config } from '../config.js';
import { ResponseCache } from './cache/response-cache.js';
import { serveKept } from './cache/serve-cached.js';
import type { ReadFigures } from '../http/observe/metrics.js';
import { onDemand } from '../http/response/on-demand.js';
import { createSiteSource, type DeliveryDeps, type Site } from '../http/response/site.js';
import { Library } from '../library/library.js';
import { createStrings } from '../locale/strings.js';
import { createSearchThread } from '../search/search-service.js';
import { assetVersionOf } from './asset-version.js';
import type { Compiler } from './compiler.js';
import type { ServiceLog } from './create-logger.js';
import { createHttpServer, listen, stopServer } from './http-server.js';
import { keepLedger } from './keep-ledger.js';
import { openFindings } from './findings.js';
import { Opened } from './opened.js';

/** What one process answers requests with. */
export interface HttpService {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly address: string;
  /** Whether there is something to serve. */
  readonly isReady: () => boolean;
  /** Notice at once that the library may have changed. */
  readonly look: () => void;
  /** Let requests finish, then let go of everything. */
  readonly close: () => Promise<void>;
}

/** Makes what reads the service's figures. @param cache - Undefined where no answers are kept. */
export type OpenFigures = (library: Library, cache: ResponseCache | undefined) => ReadFigures;

/**
 * Listen and answer requests out of a library, whoever writes it.
 *
 * What cannot be opened closes again what had been.
 *
 * @param openFigures - Those of this process when not given.
 */
export async function openHttpService(
  config: Config,
  compiler: Compiler,
  { logger, requestLog }: ServiceLog,
  openFigures: OpenFigures = ownFigures,
): Promise<HttpService> {
  const opened = new Opened();
  try {
    const rooms = openRooms(config, compiler, logger, opened);
    const server = opened.keep(createHttpServer(), stopServer);
    const address = await listen(server, config);
    // No request is read before this is through: all of it happens in one turn.
    const { library } = rooms;
    const site = openSite(config, address, library);
    const cache = openCache(config, library, site);
    const app = { ...rooms, ...appSettings(config, compiler), site, logger, requestLog };
    server.on('request', listener({ ...app, readFigures: openFigures(library, cache) }, cache));
    return {
      address,
      isReady: () => library.revision !== undefined,
      look: () => cache?.look(performance.now()),
      close: () => opened.close(),
    };
  } catch (error) {
    await opened.close().catch((fault: unknown) => logger.error({ err: fault }, 'not closed'));
    throw error;
  }
}

/** What answers are made of; threads, the database and the checker start with the first question to them. */
function openRooms(
  config: Config,
  { file, options }: Compiler,
  logger: Logger,
  opened: Opened,
): Omit<DeliveryDeps, 'site'> {
  const fallbackLocales = [...config.fallbackLocales];
  const library = opened.keep(new Library(file, { fallbackLocales }), (it) => it.close());
  const ledger = opened.keep(keepLedger(config, logger), (it) => it.close());
  const cards = opened.keep(createCardThread(), (it) => it.close());
  const search = opened.keep(createSearchThread({ libraryFile: file, fallbackLocales }), (it) => it.close());
  const strings = createStrings(config.defaultLocale);
  const { findings, allFindings } = opened.keep(
    openFindings(config, { library, strings, root: options.root }, logger),
    (it) => it.close(),
  );
  return { library, ledger, cards, search, strings, findings, allFindings };
}

/** @param address - Where it listens; the site's address unless the settings name another. */
function openSite(config: Config, address: string, library: Library): () => Site {
  const { siteName: name, siteUrl: url = address, locales, defaultLocale } = config;
  const assetVersion = assetVersionOf(packagePublicDir());
  return createSiteSource({ name, url, locales, defaultLocale, assetVersion }, library);
}

/** What the settings say of files and clients. */
function appSettings(
  { trustProxy, rateLimit, workers }: Config,
  { options }: Compiler,
): Pick<AppDeps, 'publicDir' | 'images' | 'trustProxy' | 'rateLimit'> {
  return {
    publicDir: packagePublicDir(),
    images: { contentDir: options.root, inlineDir: options.inlineDir },
    trustProxy,
    // What the settings allow is shared by all processes: none counts what another answers.
    rateLimit: { perMinute: Math.ceil(rateLimit / workers) },
  };
}

/** This process' share of the answers kept; undefined where none are to be. */
function openCache(
  { responseCache, workers }: Config,
  library: Library,
  site: () => Site,
): ResponseCache | undefined {
  const bytes = Math.floor(responseCache / workers);
  return bytes > 0 ? new ResponseCache({ bytes, revision: () => library.revision, site }) : undefined;
}

function ownFigures(library: Library, cache: ResponseCache | undefined): ReadFigures {
  return onDemand(async () => {
    const figures = (await import('./process-metrics.js')).countFigures(library, cache);
    return () => figures.metrics();
  });
}

/** Answer what is kept before the app is entered, where answers are kept. */
function listener(deps: AppDeps, cache: ResponseCache | undefined): RequestListener {
  if (cache === undefined) return createApp(deps);
  return serveKept(cache, deps.requestLog, createApp({ ...deps, keeper: (req) => cache.keeper(req) }));
}
