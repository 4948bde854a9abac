import cluster from 'node:cluster';
import type { Config } from '../config.js';
import type { SyncEvent } from '../ingest/sync-messages.js';
import { SyncService } from '../ingest/sync-service.js';
import { joinWorkers } from '../workers/join-workers.js';
import { superviseWorkers } from '../workers/supervise-workers.js';
import { configureCompiler, type Compiler } from './compiler.js';
import { createLogger } from './create-logger.js';
import { addressOf, LONGEST_STOP, openHttpService } from './http-service.js';
import { createSyncReporter } from './report-sync.js';
import { signalled } from './signalled.js';

/** Milliseconds after a start with a library before its content is looked at: reading its modules takes a core from the first answers. */
const FIRST_LOOK = 500;
/** Milliseconds that a worker gets beyond what its requests do. */
const STOP_GRACE = 2000;

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
  return cluster.isPrimary ? serveWithWorkers(config) : serveAsWorker(config);
}

async function serveAlone(config: Config): Promise<number> {
  const log = createLogger(config.logLevel);
  const compiler = configureCompiler(config);
  const service = await openHttpService(config, compiler, log);
  process.stdout.write(`Parlance serves ${config.contentDir} on ${service.address}\n`);
  const report = createSyncReporter(log.logger);
  const tell = (event: SyncEvent): void => {
    if (event.kind === 'synced') service.look();
    report(event);
  };
  const sync = new SyncService(syncOptions(config, compiler), tell, service.isReady() ? FIRST_LOOK : 0);
  process.on('SIGHUP', () => sync.sync());
  await signalled();
  await service.close();
  await sync.close();
  return 0;
}

/** The first of several processes: compiles and keeps the others running. */
async function serveWithWorkers(config: Config): Promise<number> {
  const { logger } = createLogger(config.logLevel);
  const compiler = configureCompiler(config);
  const told = signalled().then(() => 'stop' as const);
  const longestStop = LONGEST_STOP + STOP_GRACE;
  const workers = superviseWorkers({ count: config.workers, logger, longestStop });
  const first = await Promise.race([workers.listening, told]);
  if (first === undefined) {
    await workers.stop();
    return 2;
  }
  if (typeof first === 'number')
    process.stdout.write(`Parlance serves ${config.contentDir} on ${addressOf(config.host, first)}\n`);
  const sync = new SyncService(syncOptions(config, compiler), createSyncReporter(logger));
  process.on('SIGHUP', () => sync.sync());
  await told;
  await Promise.all([workers.stop(), sync.close()]);
  return 0;
}

async function serveAsWorker(config: Config): Promise<number> {
  // What reaches the whole group is the first process' to act on.
  process.on('SIGHUP', () => undefined);
  const told = signalled();
  const log = createLogger(config.logLevel);
  const opened = openHttpService(config, configureCompiler(config), log, joinWorkers);
  const service = await opened.catch((error: unknown) => {
    // Or the first process' line would keep this one alive.
    process.channel?.unref();
    throw error;
  });
  await told;
  await service.close();
  process.disconnect();
  return 0;
}

function syncOptions({ contentDir }: Config, { file, options }: Compiler) {
  return { contentDir, libraryFile: file, compiler: options, watch: true };
}
