import { Worker } from 'node:worker_threads';
import type { ReleaseThreadOptions, SyncEvent, SyncThreadOptions } from './sync-messages.js';

/** The files the threads run: one compiles content, the other takes releases. */
const SYNC_THREAD = new URL('./sync-thread.js', import.meta.url);
const RELEASE_THREAD = new URL('./release-thread.js', import.meta.url);
/** Megabytes for what lives shortly; more would be kept and hardly used. */
const YOUNG_MEMORY = 16;
/** Milliseconds before a thread that died is started again. */
const PAUSE = 1000;

/**
 * Runs the thread that keeps the library up to date, and tells what it does.
 *
 * The thread looks at every file when it starts, so that nothing is missed while there is none: it ends by itself after a large sync or
 * a release, to give its memory back, and is started again then (for releases, when it is time to look again) and when it dies.
 */
export class SyncService {
  private worker: Worker | undefined;
  private pause: NodeJS.Timeout | undefined;
  private isClosing = false;

  /**
   * @param delay - Milliseconds before the thread is started: where there is a library already, the first requests come first.
   */
  constructor(
    private readonly options: SyncThreadOptions | ReleaseThreadOptions,
    private readonly onEvent: (event: SyncEvent) => void,
    delay = 0,
  ) {
    if (delay === 0) this.start();
    else this.startAfter(delay);
  }

  /** Look at every file, or for a release, now. */
  sync(): void {
    if (this.worker !== undefined) this.worker.postMessage('sync');
    else if (!this.isClosing) this.start();
  }

  /** End the thread; a sync under way is finished first. */
  async close(): Promise<void> {
    this.isClosing = true;
    clearTimeout(this.pause);
    const { worker } = this;
    if (worker === undefined) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('close');
    await ended;
  }

  /** Milliseconds after which a thread that ended well is started again; undefined: when it is asked for. */
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
