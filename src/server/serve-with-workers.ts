import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import type { Config } from '../config.js';
import { SyncService } from '../ingest/sync-service.js';
import { joinWorkers } from './processes/join-workers.js';
import { superviseWorkers } from './processes/supervise-workers.js';
import { configureCompiler } from './compiler.js';
import { countFigures } from './process-metrics.js';
import { createLogger } from './create-logger.js';
import { addressOf, LONGEST_STOP } from './http-server.js';
import { openHttpService, type OpenFigures } from './http-service.js';
import { createSyncReporter } from './report-sync.js';
import { signalled } from './signalled.js';
import { spareMemory } from './heap-limits.js';
import { FIRST_LOOK, syncOptions } from './sync-options.js';

/** Milliseconds that a worker gets beyond what its requests do. */
const STOP_GRACE = 2000;

/**
 * `parlance serve` with `WORKERS`: this process compiles, others answer; runs in each of them.
 *
 * @returns The exit code.
 */
export function serveWithWorkers(config: Config): Promise<number> {
  return cluster.isPrimary ? serveAsFirst(config) : serveAsWorker(config);
}

/** Compiles, and keeps the others running. */
async function serveAsFirst(config: Config): Promise<number> {
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
  const delay = existsSync(compiler.file) ? FIRST_LOOK : 0;
  const sync = new SyncService(syncOptions(config, compiler), createSyncReporter(logger), delay);
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
  const openFigures: OpenFigures = (library, cache) => joinWorkers(countFigures(library, cache));
  const opening = openHttpService(config, configureCompiler(config), log, openFigures);
  const service = await opening.catch((error: unknown) => {
    // Or the first process' line would keep this one alive.
    process.channel?.unref();
    throw error;
  });
  spareMemory();
  await told;
  await service.close();
  process.disconnect();
  return 0;
}
