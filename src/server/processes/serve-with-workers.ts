import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import type { Config } from '../../config.js';
import { SyncService } from '../../ingest/sync-service.js';
import { joinWorkers } from './join-workers.js';
import { superviseWorkers } from './supervise-workers.js';
import { createLogger } from '../logger.js';
import { addressOf } from '../http-server.js';
import { openHttpService } from '../http-service.js';
import { createSyncReporter } from '../sync-report.js';
import { stopWithin, untilEnd } from '../process-end.js';
import { limitHeapGrowth } from '../heap-limits.js';
import { configureCompiler, FIRST_SYNC_DELAY, syncOptions } from '../compiler.js';

/** Shares of STOP_TIMEOUT after which a worker has ended, and after which one that has not is killed. */
const [WORKER_SHARE, KILL_SHARE] = [0.85, 0.95];

/**
 * `parlance serve` with `WORKERS`: this process compiles, others answer; runs in each of them.
 *
 * @returns The exit code.
 */
export function serveWithWorkers(config: Config): Promise<number> {
  return cluster.isPrimary ? serveAsPrimary(config) : serveAsWorker(config);
}

/** Compiles, and keeps the workers running. */
async function serveAsPrimary(config: Config): Promise<number> {
  const { logger } = createLogger(config.logLevel);
  const compiler = configureCompiler(config);
  const ending = untilEnd(logger);
  const workers = superviseWorkers({
    count: config.workers,
    logger,
    longestStop: config.stopTimeout * KILL_SHARE,
  });
  const port = await Promise.race([workers.listening, ending.then(() => 0)]);
  if (port === undefined) {
    await workers.stop();
    return 2;
  }
  if (port > 0)
    process.stdout.write(`Parlance serves ${config.contentDir} on ${addressOf(config.host, port)}\n`);
  const delay = existsSync(compiler.file) ? FIRST_SYNC_DELAY : 0;
  const sync = new SyncService(syncOptions(compiler), createSyncReporter(logger), delay);
  process.on('SIGHUP', () => sync.sync());
  const code = await ending;
  return stopWithin(config.stopTimeout, code, logger, () => Promise.all([workers.stop(), sync.close()]));
}

async function serveAsWorker(config: Config): Promise<number> {
  // What reaches the whole group is the primary's to act on.
  process.on('SIGHUP', () => undefined);
  const log = createLogger(config.logLevel);
  const ending = untilEnd(log.logger);
  const opening = openHttpService(config, configureCompiler(config), log, joinWorkers);
  const service = await opening.catch((error: unknown) => {
    // Or the channel to the primary would keep this one alive.
    process.channel?.unref();
    throw error;
  });
  limitHeapGrowth();
  const code = await ending;
  return stopWithin(config.stopTimeout * WORKER_SHARE, code, log.logger, async () => {
    await service.close();
    process.disconnect();
  });
}
