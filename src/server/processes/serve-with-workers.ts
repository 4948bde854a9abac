import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import { AggregatorRegistry, type Registry } from 'prom-client';
import type { z } from 'zod';
import type { Config } from '../../config.js';
import { SyncService } from '../../ingest/sync-service.js';
import { METRICS_ANSWER, type METRICS_REQUEST, WorkerSupervisor } from './supervise-workers.js';
import { createLogger } from '../logger.js';
import { addressOf } from '../http-server.js';
import { openHttpService } from '../http-service.js';
import { createSyncReporter } from '../sync-report.js';
import { stopWithin, untilEnd, limitHeapGrowth } from '../process-end.js';
import { FIRST_SYNC_DELAY, configureServing, syncOptions } from '../compiler.js';

/** Timeout for collecting the metrics of all processes, in milliseconds. */
const LONGEST_WAIT = 6000;

/**
 * Combine this worker's metrics with those of the others.
 *
 * @param registry - Its own.
 * @returns A function that reads the combined metrics, or only its own when the primary does not respond.
 */
function joinWorkers(registry: Registry): () => Promise<string> {
  AggregatorRegistry.setRegistries([registry]);
  // Responds to the primary's request for metrics.
  new AggregatorRegistry();
  const waiting = new Map<number, (text: string | undefined) => void>();
  let last = 0;
  process.on('message', (message: unknown) => {
    const answer = METRICS_ANSWER.safeParse(message);
    if (!answer.success) return;
    waiting.get(answer.data.id)?.(answer.data.text);
    waiting.delete(answer.data.id);
  });
  return async () => {
    const text = await new Promise<string | undefined>((resolve) => {
      const request: z.infer<typeof METRICS_REQUEST> = { kind: 'metrics-request', id: ++last };
      waiting.set(request.id, resolve);
      setTimeout(() => resolve(undefined), LONGEST_WAIT).unref();
      process.send?.(request, undefined, undefined, (error) => {
        if (error !== null) resolve(undefined);
      });
    });
    return text ?? registry.metrics();
  };
}

/** Shares of STOP_TIMEOUT after which a worker should have exited, and after which it is killed. */
const [WORKER_SHARE, KILL_SHARE] = [0.85, 0.95];

/**
 * `parlance serve` with `WORKERS`: the primary compiles, workers serve; runs in each process.
 *
 * @returns The exit code.
 */
export function serveWithWorkers(config: Config): Promise<number> {
  return cluster.isPrimary ? serveAsPrimary(config) : serveAsWorker(config);
}

/** The primary: compiles and supervises the workers. */
async function serveAsPrimary(config: Config): Promise<number> {
  const { logger } = createLogger(config.logLevel);
  const compiler = configureServing(config);
  const ending = untilEnd(logger);
  const workers = new WorkerSupervisor({
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
    process.stdout.write(
      `Parlance serves ${config.releaseUrl ?? config.contentDir} on ${addressOf(config.host, port)}\n`,
    );
  const delay = existsSync(compiler.file) ? FIRST_SYNC_DELAY : 0;
  const sync = new SyncService(syncOptions(config, compiler), createSyncReporter(logger), { delay });
  process.on('SIGHUP', () => sync.sync());
  const code = await ending;
  return stopWithin(config.stopTimeout, code, logger, () => Promise.all([workers.stop(), sync.close()]));
}

async function serveAsWorker(config: Config): Promise<number> {
  // Signals sent to the process group are handled by the primary.
  process.on('SIGHUP', () => undefined);
  const log = createLogger(config.logLevel);
  const ending = untilEnd(log.logger);
  const opening = openHttpService(config, configureServing(config), log, joinWorkers);
  const service = await opening.catch((error: unknown) => {
    // Otherwise the IPC channel would keep this process alive.
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
