import { createServer, type Server, type ServerResponse } from 'node:http';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import pino, { type Logger } from 'pino';
import { createApp, packagePublicDir } from '../app.js';
import { createCardThread } from '../card/card-service.js';
import { createFindingReader } from '../check/article-findings.js';
import { createCheckSettings } from '../check/check-settings.js';
import type { Config } from '../config.js';
import { createSiteSource } from '../http/site.js';
import { Library } from '../library/library.js';
import type { SyncEvent } from '../ingest/sync-messages.js';
import { SyncService } from '../ingest/sync-service.js';
import { createSearchThread } from '../search/search-service.js';
import { createStrings } from '../locale/strings.js';
import { answerBrokenRequest } from './broken-request.js';
import { configureCompiler } from './compiler.js';
import { keepLedger } from './keep-ledger.js';
import { keepFindings } from './keep-findings.js';
import { ProgressLine } from './progress-line.js';
import { signalled } from './signalled.js';
import { summarizeSync } from './summary.js';

/** Milliseconds that requests under way get to finish when the service is told to stop. */
const LONGEST_STOP = 10_000;
/** Milliseconds after a start with a library before its content is looked at: reading its modules takes a core from the first answers. */
const FIRST_LOOK = 500;
/** Milliseconds between looks, while stopping, for connections that have nothing more to do. */
const SWEEP = 50;
/** Bytes of a request's head; above the longest address, so that our own answer says what is wrong. */
const LARGEST_HEAD = 64 * 1024;

/**
 * `parlance serve`: answer requests until told to stop.
 *
 * Serves what the library holds at once and syncs behind; `SIGHUP` looks at every file again, `SIGTERM` and `SIGINT` let requests
 * finish first.
 *
 * @returns The exit code.
 */
export async function serve(config: Config): Promise<number> {
  const logger = pino({ level: config.logLevel, base: null });
  const compiler = configureCompiler(config);
  const library = new Library(compiler.file, { fallbackLocales: config.fallbackLocales });
  const publicDir = packagePublicDir();
  const server = createServer({ maxHeaderSize: LARGEST_HEAD, requestTimeout: 30_000 });
  const address = await listen(server, config);
  const url = config.siteUrl ?? address;
  const { siteName: name, locales, defaultLocale, trustProxy } = config;
  const site = createSiteSource(
    { name, url, locales, defaultLocale, assetVersion: versionOf(publicDir) },
    library,
  );
  const images = { contentDir: compiler.options.root, inlineDir: compiler.options.inlineDir };
  const search = createSearchThread({
    libraryFile: compiler.file,
    fallbackLocales: [...config.fallbackLocales],
  });
  const strings = createStrings(defaultLocale);
  const cards = createCardThread();
  const findings = createFindingReader(
    {
      root: compiler.options.root,
      path: (number, locale) => library.path(number, locale),
      sourceLocale: () => library.sourceLocale,
      internalWord: (locale) => strings.for(locale)('internalAddress'),
    },
    createCheckSettings({ internalHosts: config.internalHosts }),
  );
  const { ledger, stopTidying } = keepLedger(config, logger);
  const allFindings = keepFindings(config, library, logger);
  const deliveries = { library, ledger, search, cards, findings, allFindings, strings, site };
  const rateLimit = { perMinute: config.rateLimit };
  server.on('request', createApp({ ...deliveries, logger, publicDir, images, trustProxy, rateLimit }));
  server.on('clientError', answerBrokenRequest);
  process.stdout.write(`Parlance serves ${config.contentDir} on ${address}\n`);

  const { contentDir } = config;
  const options = { contentDir, libraryFile: compiler.file, compiler: compiler.options, watch: true };
  const delay = library.revision === undefined ? 0 : FIRST_LOOK;
  const service = new SyncService(options, createSyncReporter(logger), delay);
  process.on('SIGHUP', () => service.sync());
  await signalled();
  await stop(server);
  stopTidying();
  await Promise.all([service.close(), search.close(), cards.close(), ledger.close()]);
  library.close();
  return 0;
}

function listen(server: Server, config: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      server.off('error', reject);
      const bound: string | AddressInfo | null = server.address();
      const port = typeof bound === 'object' && bound !== null ? bound.port : config.port;
      resolve(`http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`);
    });
  });
}

function createSyncReporter(logger: Logger): (event: SyncEvent) => void {
  const line = new ProgressLine(process.stderr);
  let isFirst = true;
  return (event) => {
    if (event.kind === 'progress') {
      line.update(event.progress);
      return;
    }
    line.stop();
    if (event.kind === 'failed')
      logger.error({ reason: event.message }, 'sync failed; the library stays as it was');
    else if (isFirst) process.stdout.write(`${summarizeSync(event.report)}\n`);
    else if (event.report.compiled + event.report.removed + event.report.walks > 0)
      logger.info({ ...event.report }, 'content changed');
    if (event.kind === 'synced') isFirst = false;
  };
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
