import cluster, { type Worker } from 'node:cluster';
import { z } from 'zod';
import { AggregatorRegistry } from 'prom-client';
import type { Logger } from 'pino';

/** Milliseconds before the first replacement of a worker that died young. */
const SHORTEST = 100;
const LONGEST = 30_000;
/** Milliseconds after which a worker counts as having been well. */
const WELL_AFTER = 10_000;

/**
 * How long to wait before a worker is replaced: not at all when it had been well, twice as long each time it had not.
 *
 * @param youngDeaths - How many workers in a row died young before this one.
 * @param age - Milliseconds that this one lived.
 */
export function restartPause(youngDeaths: number, age: number): number {
  return isYoung(age) ? Math.min(SHORTEST * 2 ** youngDeaths, LONGEST) : 0;
}

/** Whether a worker died so early that its replacement may fare no better. */
function isYoung(age: number): boolean {
  return age < WELL_AFTER;
}

/** What runs the workers. */
export interface WorkerOptions {
  readonly count: number;
  readonly logger: Logger;
  /** Milliseconds that workers get to finish when told to stop; then they are killed. */
  readonly longestStop: number;
}

/** The workers, while they run. */
export interface Workers {
  /** The port they listen on, once the first does; undefined: none could, and all have ended. */
  readonly listening: Promise<number | undefined>;
  /** Tell all to finish, and wait until the last has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Keep a number of processes running; to be called in the first process only.
 *
 * A worker that dies is replaced, after a pause that doubles while they die young. When none ever came to listen, there is no use in
 * trying: `listening` says so.
 */
export function superviseWorkers(options: WorkerOptions): Workers {
  return new Supervisor(options);
}

class Supervisor implements Workers {
  readonly listening: Promise<number | undefined>;
  private readonly metrics = new AggregatorRegistry();
  private readonly pauses = new Set<NodeJS.Timeout>();
  private told: (port: number | undefined) => void = () => undefined;
  private port: number | undefined;
  private youngDeaths = 0;
  private isStopping = false;

  constructor(private readonly options: WorkerOptions) {
    this.listening = new Promise((resolve) => (this.told = resolve));
    cluster.on('listening', (_worker, { port }) => {
      this.port ??= port;
      this.told(this.port);
    });
    for (let started = 0; started < options.count; started++) this.start();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    for (const pause of this.pauses) clearTimeout(pause);
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    await Promise.all(workers.map((worker) => this.end(worker)));
  }

  private start(): void {
    // A replacement must listen where the others do, even when PORT left that to the system.
    const worker = cluster.fork(this.port === undefined ? {} : { PORT: String(this.port) });
    const started = performance.now();
    const { pid } = worker.process;
    this.options.logger.info({ pid }, 'worker started');
    worker.on('message', (message: unknown) => void this.answer(worker, message));
    worker.on('error', (error) =>
      this.options.logger.error({ err: error, pid }, 'a worker could not be reached'),
    );
    worker.on('exit', (code, signal) => this.onExit(performance.now() - started, { pid, code, signal }));
  }

  private onExit(age: number, how: Readonly<Record<string, unknown>>): void {
    if (this.isStopping) return;
    if (this.port === undefined) {
      this.isStopping = true;
      void this.stop().then(() => this.told(undefined));
      return;
    }
    const pause = restartPause(this.youngDeaths, age);
    this.youngDeaths = isYoung(age) ? this.youngDeaths + 1 : 0;
    this.options.logger.error({ ...how, pause }, 'a worker died; it is replaced');
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

  /** A worker was asked for metrics: they are to be those of all. */
  private async answer(worker: Worker, message: unknown): Promise<void> {
    const request = METRICS_REQUEST.safeParse(message);
    if (!request.success) return;
    const text = await this.metrics.clusterMetrics().catch(() => undefined);
    const answer: z.infer<typeof METRICS_ANSWER> = { kind: 'metrics-answer', id: request.data.id, text };
    // One that is ending needs no answer.
    if (worker.isConnected()) worker.send(answer, () => undefined);
  }
}

/** What a worker asks the first process: the metrics of all. */
export const METRICS_REQUEST = z.object({ kind: z.literal('metrics-request'), id: z.number() });

/** What it is told; undefined: they could not be had. */
export const METRICS_ANSWER = z.object({
  kind: z.literal('metrics-answer'),
  id: z.number(),
  text: z.string().optional(),
});
