import { serveStdio } from '@modelcontextprotocol/server/stdio';
import pino from 'pino';
import type { Config } from '../config.js';
import { createSiteSource } from '../http/response/site.js';
import { SyncService } from '../ingest/sync-service.js';
import { Library } from '../library/library.js';
import { createStrings } from '../locale/strings.js';
import { createMcpServer } from '../mcp/create-mcp-server.js';
import { createSearchThread } from '../search/search-service.js';
import { loadWalkCard, packagePublicDir } from '../server/app.js';
import { openLedger } from '../server/open-ledger.js';
import { configureServing, syncOptions } from '../server/compiler.js';
import { createSyncReporter } from '../server/sync-report.js';
import { refuseMore, type Command } from './command.js';
import { stopWithin, untilEnd } from '../server/process-end.js';

/** File descriptor of standard error: standard output belongs to the protocol. */
const STANDARD_ERROR = 2;

const USAGE = `usage: parlance mcp

Serves the Model Context Protocol over standard input and output; compiles the content first if necessary.

Settings: CONTENT_DIR, DATA_DIR, SITE_URL, LOCALES, DEFAULT_LOCALE, SOURCE_LOCALE, FALLBACK_LOCALES, INTERNAL_HOSTS, LOG_LEVEL.
`;

/**
 * `parlance mcp`: serve the Model Context Protocol over standard input and output, until input ends.
 *
 * Compiles first if there is nothing to serve yet; otherwise serves immediately and syncs in the background, like `serve`.
 */
export const command: Command = {
  usage: USAGE,
  prepare: (args) => {
    refuseMore(args, 'mcp');
    return { run: mcp };
  },
};

async function mcp(config: Config): Promise<number> {
  const logger = pino({ level: config.logLevel, base: null }, pino.destination(STANDARD_ERROR));
  const ending = untilEnd(logger);
  const compiler = configureServing(config);
  const { siteName: name, locales, defaultLocale, host, port } = config;
  const fallbackLocales = [...config.fallbackLocales];
  const ledger = openLedger(config, logger);
  const { doubted } = ledger.reports;
  const library = new Library(compiler.file, { fallbackLocales, doubted });
  const report = createSyncReporter(logger, process.stderr);
  let settle = (): void => undefined;
  const first = new Promise<void>((resolve) => (settle = resolve));
  const sync = new SyncService(syncOptions(config, compiler), (event) => {
    report(event);
    if (event.kind !== 'progress' && event.kind !== 'damaged') settle();
  });
  if (library.revision === undefined) await first;
  const search = createSearchThread(
    {
      libraryFile: compiler.file,
      fallbackLocales,
      searchUrl: config.searchUrl,
      embeddings: config.embeddings,
    },
    (error) => logger.error({ err: error }, 'search thread failed'),
    (reason) => logger.error({ reason }, 'search partly failed'),
  );
  const url = config.siteUrl ?? `http://${host}:${port}`;
  const site = createSiteSource({ name, url, locales, defaultLocale, assetVersion: undefined }, library);
  const strings = createStrings(defaultLocale);
  const publicDir = packagePublicDir();
  const deps = { library, search, strings, site, logger, ledger, publicDir, loadWalkCard };
  const connection = serveStdio(() => createMcpServer(deps), {
    maxSubscriptions: 0,
    onerror: (error) => logger.warn({ reason: error.message }, 'mcp'),
  });
  const code = await Promise.race([inputEnded(), ending]);
  return stopWithin(config.stopTimeout, code, logger, async () => {
    await connection.close();
    await Promise.all([sync.close(), search.close(), ledger.close()]);
    library.close();
  });
}

function inputEnded(): Promise<0> {
  return new Promise((resolve) => {
    for (const event of ['end', 'close', 'error']) process.stdin.once(event, () => resolve(0));
  });
}
