import type { Config } from '../config.js';
import type { SyncEvent } from '../ingest/sync-messages.js';
import { SyncService } from '../ingest/sync-service.js';
import { configureCompiler } from '../server/compiler.js';
import { createLogger } from '../server/create-logger.js';
import { openHttpService } from '../server/http-service.js';
import { createSyncReporter } from '../server/report-sync.js';
import { signalled } from '../server/signalled.js';
import { spareMemory } from '../server/heap-limits.js';
import { FIRST_LOOK, syncOptions } from '../server/sync-options.js';

/**
 * `parlance serve`: answer requests until told to stop, in this process or, with `WORKERS`, in several.
 *
 * Serves what the library holds at once and syncs behind; `SIGHUP` looks at every file again, `SIGTERM` and `SIGINT` let requests
 * finish first.
 *
 * @returns The exit code.
 */
export async function serve(config: Config): Promise<number> {
  if (config.workers === 1) return serveAlone(config);
  return (await import('../server/serve-with-workers.js')).serveWithWorkers(config);
}

async function serveAlone(config: Config): Promise<number> {
  const log = createLogger(config.logLevel);
  const compiler = configureCompiler(config);
  const service = await openHttpService(config, compiler, log);
  process.stdout.write(`Parlance serves ${config.contentDir} on ${service.address}\n`);
  const report = createSyncReporter(log.logger);
  const tell = (event: SyncEvent): void => {
    if (event.kind === 'synced') {
      service.look();
      spareMemory();
    }
    report(event);
  };
  const sync = new SyncService(syncOptions(config, compiler), tell, service.isReady() ? FIRST_LOOK : 0);
  process.on('SIGHUP', () => sync.sync());
  await signalled();
  await service.close();
  await sync.close();
  return 0;
}
