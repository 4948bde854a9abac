import { Worker } from 'node:worker_threads';
import { SYNC_THREAD } from './worker-files.js';
import type { SyncEvent, SyncThreadOptions } from './sync-messages.js';

/**
 * Runs the sync thread and tells what it does.
 *
 * The thread looks at every file when it starts; it is started again if it dies.
 */
export class SyncService {
  private worker: Worker;
  private isClosing = false;

  constructor(
    private readonly options: SyncThreadOptions,
    private readonly onEvent: (event: SyncEvent) => void,
  ) {
    this.worker = this.start();
  }

  /** Look at every file now. */
  sync(): void {
    this.worker.postMessage('sync');
  }

  /** End the thread; a sync under way is finished first. */
  async close(): Promise<void> {
    this.isClosing = true;
    const ended = new Promise((resolve) => this.worker.once('exit', resolve));
    this.worker.postMessage('close');
    await ended;
  }

  private start(): Worker {
    const worker = new Worker(SYNC_THREAD, { workerData: this.options });
    worker.on('message', this.onEvent);
    worker.on('error', (error) => this.onEvent({ kind: 'failed', message: error.message }));
    worker.on('exit', () => {
      if (!this.isClosing) setTimeout(() => (this.worker = this.start()), 1000).unref();
    });
    return worker;
  }
}
