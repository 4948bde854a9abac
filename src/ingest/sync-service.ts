import { Worker } from 'node:worker_threads';
import { ALIVE, type ReleaseThreadOptions, type SyncEvent, type SyncThreadOptions } from './sync-messages.js';

/** The files the threads run: one compiles content, the other takes releases. */
const SYNC_THREAD = new URL('./sync-thread.js', import.meta.url);
const RELEASE_THREAD = new URL('./release-thread.js', import.meta.url);
/** Young generation in megabytes; more would be retained unused. */
const YOUNG_MEMORY = 16;
/** Milliseconds before a crashed thread is restarted. */
const PAUSE = 1000;
/** Milliseconds of silence after which a thread is replaced; writing a very large library may take minutes in one turn. */
const LONGEST_SILENCE = 15 * 60_000;

/** How a service runs its thread. */
interface ServiceSettings {
  /** Milliseconds before the thread starts, so that the first requests are not slowed when a library exists. */
  readonly delay?: number;
  /** Replaced in tests, as is the thread's entry file. */
  readonly longestSilence?: number;
  readonly thread?: URL;
}

/**
 * Runs the sync or release thread and reports its messages.
 *
 * The thread starts with a full scan, so that no change is missed in between: it exits after a large sync or
 * a release to release its memory, and is restarted then (for releases, at the next check) and when it crashes. A sync thread that a
 * file hangs is replaced by one that compiles in workers only, which have a time limit.
 */
export class SyncService {
  private worker: Worker | undefined;
  private pause: NodeJS.Timeout | undefined;
  private isClosing = false;
  private hasHung = false;

  constructor(
    private readonly options: SyncThreadOptions | ReleaseThreadOptions,
    private readonly onEvent: (event: SyncEvent) => void,
    private readonly settings: ServiceSettings = {},
  ) {
    const { delay = 0 } = settings;
    if (delay === 0) this.start();
    else this.startAfter(delay);
  }

  /** Start a full scan, or a check for a release, now. */
  sync(): void {
    if (this.worker !== undefined) this.worker.postMessage('sync');
    else if (!this.isClosing) this.start();
  }

  /** Stop the thread after the running sync. */
  async close(): Promise<void> {
    this.isClosing = true;
    clearTimeout(this.pause);
    const { worker } = this;
    if (worker === undefined) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('close');
    await ended;
  }

  /** Milliseconds before a thread that exited normally is restarted; undefined: on demand. */
  private get rest(): number | undefined {
    return 'source' in this.options ? this.options.interval || undefined : 0;
  }

  private startAfter(pause: number | undefined): void {
    if (pause !== undefined) this.pause = setTimeout(() => this.start(), pause);
  }

  private start(): void {
    clearTimeout(this.pause);
    const isSync = !('source' in this.options);
    const { longestSilence = LONGEST_SILENCE, thread = isSync ? SYNC_THREAD : RELEASE_THREAD } =
      this.settings;
    const worker = new Worker(thread, {
      workerData: { ...this.options, isCareful: this.hasHung },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEMORY },
    });
    let heard = performance.now();
    // Taking a release has limits of its own.
    const watch = isSync
      ? setInterval(() => {
          if (performance.now() - heard < longestSilence) return;
          this.hasHung = true;
          const message = 'the sync thread hung; files are compiled in workers from now on';
          this.onEvent({ kind: 'failed', message });
          void worker.terminate();
        }, longestSilence / 10).unref()
      : undefined;
    this.worker = worker;
    worker.on('message', (event: SyncEvent | typeof ALIVE) => {
      heard = performance.now();
      if (event !== ALIVE) this.onEvent(event);
    });
    worker.on('error', (error) => this.onEvent({ kind: 'failed', message: error.message }));
    worker.on('exit', (code) => {
      clearInterval(watch);
      this.worker = undefined;
      if (!this.isClosing) this.startAfter(code === 0 ? this.rest : PAUSE);
    });
  }
}
