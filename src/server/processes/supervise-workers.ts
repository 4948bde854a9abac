import cluster, { type Worker } from 'node:cluster';
import { z } from 'zod';
import { AggregatorRegistry } from 'prom-client';
import type { Logger } from 'pino';

/** Milliseconds before the first replacement of a worker that died young. */
const SHORTEST = 100;
const LONGEST = 30_000;
/** Milliseconds after which a worker counts as healthy. */
const WELL_AFTER = 10_000;

/**
 * Delay before a worker is replaced: none if it was healthy, else doubled each time.
 *
 * @param youngDeaths - Number of consecutive early deaths before this one.
 * @param age - Lifetime of this worker in milliseconds.
 */
export function restartPause(youngDeaths: number, age: number): number {
  return isYoung(age) ? Math.min(SHORTEST * 2 ** youngDeaths, LONGEST) : 0;
}

/** Whether a worker died so early that its replacement is likely to fail too. */
function isYoung(age: number): boolean {
  return age < WELL_AFTER;
}

/** What runs the workers. */
export interface WorkerOptions {
  readonly count: number;
  readonly logger: Logger;
  /** Milliseconds that workers have to stop before they are killed. */
  readonly longestStop: number;
}

/**
 * Keeps a number of workers running; for the primary only.
 *
 * A dead worker is replaced after a delay that doubles while workers die early. If none ever listened, retrying is pointless:
 * `listening` reports it.
 */
export class WorkerSupervisor {
  /** The port they listen on, once the first does; undefined when none could and all have exited. */
  readonly listening: Promise<number | undefined>;
  private readonly metrics = new AggregatorRegistry();
  private readonly pauses = new Set<NodeJS.Timeout>();
  private resolveListening: (port: number | undefined) => void = () => undefined;
  private port: number | undefined;
  private youngDeaths = 0;
  private isStopping = false;

  constructor(private readonly options: WorkerOptions) {
    this.listening = new Promise((resolve) => (this.resolveListening = resolve));
    cluster.on('listening', (_worker, { port }) => {
      this.port ??= port;
      this.resolveListening(this.port);
    });
    for (let started = 0; started < options.count; started++) this.start();
  }

  /** Stop all workers and wait until the last has exited. */
  async stop(): Promise<void> {
    this.isStopping = true;
    for (const pause of this.pauses) clearTimeout(pause);
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    await Promise.all(workers.map((worker) => this.end(worker)));
  }

  private start(): void {
    // A replacement must listen on the same port as the others, even if PORT is 0.
    const worker = cluster.fork(this.port === undefined ? {} : { PORT: String(this.port) });
    const started = performance.now();
    const { pid } = worker.process;
    this.options.logger.info({ pid }, 'worker started');
    worker.on('message', (message: unknown) => void this.answer(worker, message));
    worker.on('error', (error) => this.options.logger.error({ err: error, pid }, 'worker unreachable'));
    worker.on('exit', (code, signal) => this.onExit(performance.now() - started, { pid, code, signal }));
  }

  private onExit(age: number, how: Readonly<Record<string, unknown>>): void {
    if (this.isStopping) return;
    if (this.port === undefined) {
      this.isStopping = true;
      void this.stop().then(() => this.resolveListening(undefined));
      return;
    }
    const pause = restartPause(this.youngDeaths, age);
    this.youngDeaths = isYoung(age) ? this.youngDeaths + 1 : 0;
    this.options.logger.error({ ...how, pause }, 'worker died; starting another');
    const timer = setTimeout(() => {
      this.pauses.delete(timer);
      this.start();
    }, pause);
    this.pauses.add(timer);
  }

  private end(worker: Worker): Promise<void> {
    return new Promise((resolve) => {
      const kill = setTimeout(() => worker.process.kill('SIGKILL'), this.options.longestStop);
      worker.once('exit', () => {
        clearTimeout(kill);
        resolve();
      });
      if (worker.isDead()) resolve();
      worker.process.kill('SIGTERM');
    });
  }

  /** A worker received a scrape and needs the metrics of all processes. */
  private async answer(worker: Worker, message: unknown): Promise<void> {
    const request = METRICS_REQUEST.safeParse(message);
    if (!request.success) return;
    const text = await this.metrics.clusterMetrics().catch(() => undefined);
    const answer: z.infer<typeof METRICS_ANSWER> = { kind: 'metrics-answer', id: request.data.id, text };
    // A worker that is exiting needs no response.
    if (worker.isConnected()) worker.send(answer, () => undefined);
  }
}

/** A worker's request for the combined metrics. */
export const METRICS_REQUEST = z.object({ kind: z.literal('metrics-request'), id: z.number() });

/** The primary's response; undefined when the metrics were not available. */
export const METRICS_ANSWER = z.object({
  kind: z.literal('metrics-answer'),
  id: z.number(),
  text: z.string().optional(),
});
