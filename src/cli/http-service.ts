import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createApp, packagePublicDir } from '../app.js';
import { createCardThread } from '../card/card-service.js';
import { createFindingReader } from '../check/article-findings.js';
import { createCheckSettings } from '../check/check-settings.js';
import type { Config } from '../config.js';
import { registerCacheFigures } from '../edge/register-cache-figures.js';
import { ResponseCache } from '../edge/response-cache.js';
import { serveKept } from '../edge/serve-kept.js';
import { createFigures, type Figures } from '../http/figures.js';
import { createSiteSource } from '../http/site.js';
import { Library } from '../library/library.js';
import { createStrings } from '../locale/strings.js';
import { createSearchThread } from '../search/search-service.js';
import { answerBrokenRequest } from './broken-request.js';
import { collectFindings } from './collect-findings.js';
import type { Compiler } from './compiler.js';
import type { ServiceLog } from './create-logger.js';
import { keepFindings } from './keep-findings.js';
import { keepLedger } from './keep-ledger.js';

/** Milliseconds that requests under way get to finish when the service is told to stop. */
export const LONGEST_STOP = 10_000;
/** Milliseconds between looks, while stopping, for connections that have nothing more to do. */
const SWEEP = 50;
/** Bytes of a request's head; above the longest address, so that our own answer says what is wrong. */
const LARGEST_HEAD = 64 * 1024;

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

/**
 * Listen and answer requests out of a library, whoever writes it.
 *
 * @param readAll - Makes of the process' own figures what reads those of all processes.
 */
export async function openHttpService(
  config: Config,
  compiler: Compiler,
  { logger, requestLog }: ServiceLog,
  readAll?: (registry: Figures['registry']) => Figures['read'],
): Promise<HttpService> {
  const library = new Library(compiler.file, { fallbackLocales: config.fallbackLocales });
  const server = createServer({ maxHeaderSize: LARGEST_HEAD, requestTimeout: 30_000 });
  const address = await listen(server, config);
  const publicDir = packagePublicDir();
  const { siteName: name, siteUrl: url = address, locales, defaultLocale, trustProxy } = config;
  const assetVersion = versionOf(publicDir);
  const site = createSiteSource({ name, url, locales, defaultLocale, assetVersion }, library);
  const images = { contentDir: compiler.options.root, inlineDir: compiler.options.inlineDir };
  const search = createSearchThread({
    libraryFile: compiler.file,
    fallbackLocales: [...config.fallbackLocales],
  });
  const { ledger, stopTidying } = keepLedger(config, logger);
  const cards = createCardThread();
  // What the settings allow is shared by all processes: none counts what another answers.
  const rateLimit = { perMinute: Math.ceil(config.rateLimit / config.workers) };
  const strings = createStrings(defaultLocale);
  const own = createFigures(library);
  const figures = readAll ? { ...own, read: readAll(own.registry) } : own;
  const findings = createFindingReader(
    {
      root: compiler.options.root,
      path: (number, locale) => library.path(number, locale),
      sourceLocale: () => library.sourceLocale,
      internalWord: (locale) => strings.for(locale)('internalAddress'),
    },
    createCheckSettings({ internalHosts: config.internalHosts }),
  );
  const allFindings = keepFindings(library, logger, () =>
    collectFindings(config, library.faults(), { workers: 1 }),
  );
  const app = {
    library,
    ledger,
    findings,
    allFindings,
    search,
    cards,
    strings,
    site,
    logger,
    requestLog,
    publicDir,
    images,
  };
  const deps = { ...app, trustProxy, rateLimit, figures };
  const bytes = Math.floor(config.responseCache / config.workers);
  const cache = bytes > 0 ? new ResponseCache({ bytes, revision: () => library.revision, site }) : undefined;
  if (cache !== undefined) registerCacheFigures(figures.registry, cache);
  const listener: RequestListener =
    cache === undefined
      ? createApp(deps)
      : serveKept(cache, requestLog, createApp({ ...deps, keeper: (req) => cache.keeper(req) }));
  server.on('request', listener);
  server.on('clientError', answerBrokenRequest);
  return {
    address,
    isReady: () => library.revision !== undefined,
    look: () => cache?.look(performance.now()),
    close: async () => {
      await stop(server);
      stopTidying();
      await Promise.all([search.close(), cards.close(), ledger.close()]);
      library.close();
    },
  };
}

/** The address a port of HOST has. */
export function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function listen(server: Server, config: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      server.off('error', reject);
      const bound: string | AddressInfo | null = server.address();
      const port = typeof bound === 'object' && bound !== null ? bound.port : config.port;
      resolve(addressOf(config.host, port));
    });
  });
}

/** Changes with every byte a browser fetches as it is. */
function versionOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort())
    hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash.digest('hex').slice(0, 12);
}

/** Take no new connections, let requests finish, cut what takes too long. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), LONGEST_STOP);
    // A connection kept alive would hold the stop up until it times out, or for as long as its client goes on asking.
    server.prependListener('request', (_req, res: ServerResponse) => res.setHeader('Connection', 'close'));
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
