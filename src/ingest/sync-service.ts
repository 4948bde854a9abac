import { Worker } from 'node:worker_threads';
import type { ReleaseThreadOptions, SyncEvent, SyncThreadOptions } from './sync-messages.js';

/** The files the threads run: one compiles content, the other takes releases. */
const SYNC_THREAD = new URL('./sync-thread.js', import.meta.url);
const RELEASE_THREAD = new URL('./release-thread.js', import.meta.url);
/** Young generation in megabytes; more would be retained unused. */
const YOUNG_MEMORY = 16;
/** Milliseconds before a crashed thread is restarted. */
const PAUSE = 1000;

/**
 * Runs the sync or release thread and reports its messages.
 *
 * The thread starts with a full scan, so that no change is missed in between: it exits after a large sync or
 * a release to release its memory, and is restarted then (for releases, at the next check) and when it crashes.
 */
export class SyncService {
  private worker: Worker | undefined;
  private pause: NodeJS.Timeout | undefined;
  private isClosing = false;

  /**
   * @param delay - Milliseconds before the thread starts, so that the first requests are not slowed when a library exists.
   */
  constructor(
    private readonly options: SyncThreadOptions | ReleaseThreadOptions,
    private readonly onEvent: (event: SyncEvent) => void,
    delay = 0,
  ) {
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
    const worker = new Worker('source' in this.options ? RELEASE_THREAD : SYNC_THREAD, {
      workerData: this.options,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEMORY },
    });
    this.worker = worker;
    worker.on('message', this.onEvent);
    worker.on('error', (error) => this.onEvent({ kind: 'failed', message: error.message }));
    worker.on('exit', (code) => {
      this.worker = undefined;
      if (!this.isClosing) this.startAfter(code === 0 ? this.rest : PAUSE);
    });
  }
}
