import type { Config } from '../config.js';
import type { SyncEvent } from '../ingest/sync-messages.js';
import { SyncService } from '../ingest/sync-service.js';
import { configureServing, FIRST_SYNC_DELAY, syncOptions } from '../server/compiler.js';
import { createLogger } from '../server/logger.js';
import { openHttpService } from '../server/http-service.js';
import { createSyncReporter } from '../server/sync-report.js';
import { limitHeapGrowth, stopWithin, untilEnd } from '../server/process-end.js';

/**
 * `parlance serve`: answer requests until told to stop, in this process or, with `WORKERS`, in several.
 *
 * Serves what the library holds at once and syncs behind; `SIGHUP` scans every file again, `SIGTERM` and `SIGINT` let requests finish
 * first.
 *
 * @returns The exit code: 1 after an exception that nobody caught.
 */
export async function serve(config: Config): Promise<number> {
  if (config.workers === 1) return serveAlone(config);
  return (await import('../server/processes/serve-with-workers.js')).serveWithWorkers(config);
}

async function serveAlone(config: Config): Promise<number> {
  const log = createLogger(config.logLevel);
  const ending = untilEnd(log.logger);
  const compiler = configureServing(config);
  const service = await openHttpService(config, compiler, log);
  process.stdout.write(`Parlance serves ${config.releaseUrl ?? config.contentDir} on ${service.address}\n`);
  const report = createSyncReporter(log.logger);
  const onEvent = (event: SyncEvent): void => {
    if (event.kind === 'synced' || event.kind === 'released') {
      service.refresh();
      limitHeapGrowth();
    }
    report(event);
  };
  const delay = service.isReady() ? FIRST_SYNC_DELAY : 0;
  const sync = new SyncService(syncOptions(config, compiler), onEvent, delay);
  process.on('SIGHUP', () => sync.sync());
  const code = await ending;
  return stopWithin(config.stopTimeout, code, log.logger, () => Promise.all([service.close(), sync.close()]));
}
