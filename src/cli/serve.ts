import { existsSync } from 'node:fs';
import { SETTING_NAMES, type Config } from '../config.js';
import type { SyncEvent } from '../ingest/sync-messages.js';
import { SyncService } from '../ingest/sync-service.js';
import { configureServing, FIRST_SYNC_DELAY, syncOptions } from '../server/compiler.js';
import { createLogger } from '../server/logger.js';
import type { HttpService } from '../server/http-service.js';
import { readArguments, refuseMore, type Command } from './command.js';
import { createSyncReporter } from '../server/sync-report.js';
import { limitHeapGrowth, stopWithin, untilEnd } from '../server/process-end.js';

const USAGE = `usage: parlance serve [--release <file>]

Serves requests until SIGTERM or SIGINT. Serves the compiled library at once and compiles changes in the
background; SIGHUP rescans every file. With RELEASE_URL, or --release and a release file, it compiles nothing:
it serves the release and checks for a newer one every RELEASE_INTERVAL seconds and on SIGHUP.

Settings: ${SETTING_NAMES.join(', ')}.
Exit codes: 0 stopped, 1 unexpected error, 2 usage error, invalid setting or port in use.
`;

/**
 * `parlance serve`: serve requests until stopped, in this process or, with `WORKERS`, in several.
 *
 * Serves the library at once and syncs in the background; `SIGHUP` scans every file again, `SIGTERM` and `SIGINT` let requests finish
 * first. The exit code is 1 after an uncaught exception.
 */
export const command: Command = {
  usage: USAGE,
  prepare: (args) => {
    const { values, positionals } = readArguments(args, { release: { type: 'string' } });
    refuseMore(positionals, 'serve');
    const { release } = values;
    return {
      settings: release === undefined ? {} : { RELEASE_URL: release, RELEASE_INTERVAL: '0' },
      run: serve,
    };
  },
};

async function serve(config: Config): Promise<number> {
  if (config.workers === 1) return serveAlone(config);
  return (await import('../server/processes/serve-with-workers.js')).serveWithWorkers(config);
}

async function serveAlone(config: Config): Promise<number> {
  const log = createLogger(config.logLevel);
  const ending = untilEnd(log.logger);
  const compiler = configureServing(config);
  let service: HttpService | undefined;
  const report = createSyncReporter(log.logger);
  const onEvent = (event: SyncEvent): void => {
    if (event.kind === 'synced' || event.kind === 'released') {
      service?.refresh();
      limitHeapGrowth();
    }
    report(event);
  };
  const isThere = existsSync(compiler.file);
  const startSync = (): SyncService =>
    new SyncService(syncOptions(config, compiler), onEvent, { delay: isThere ? FIRST_SYNC_DELAY : 0 });
  // A node that has nothing to serve yet unpacks its release while the service's modules are loaded.
  const early = config.releaseUrl === undefined || isThere ? undefined : startSync();
  try {
    const { openHttpService } = await import('../server/http-service.js');
    service = await openHttpService(config, compiler, log);
  } catch (error) {
    await early?.close();
    throw error;
  }
  const { address, close } = service;
  process.stdout.write(`Parlance serves ${config.releaseUrl ?? config.contentDir} on ${address}\n`);
  const sync = early ?? startSync();
  process.on('SIGHUP', () => sync.sync());
  const code = await ending;
  return stopWithin(config.stopTimeout, code, log.logger, () => Promise.all([close(), sync.close()]));
}
