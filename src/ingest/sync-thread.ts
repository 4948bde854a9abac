import { parentPort, workerData } from 'node:worker_threads';
import { createCompilePool } from './compile-pool.js';
import { FolderWatch, type FolderChange } from './folder-watch.js';
import { ALIVE, SYNC_REQUEST, SYNC_THREAD_OPTIONS, type SyncEvent } from './sync-messages.js';
import { syncLibrary } from './sync-library.js';

/** Milliseconds between full scans, for file systems without change events. */
const RESCAN_INTERVAL = 5 * 60_000;

/** Milliseconds between signs of life. */
const ALIVE_INTERVAL = 60_000;

/** Compiled files after which the thread is replaced, since that is the only way to release its memory. */
const RENEW_AFTER = 500;

/**
 * Keeps the library up to date in a separate thread, so that requests are never blocked.
 *
 * Starts with a full scan, then watches the folders.
 */
class SyncThread {
  private readonly options = SYNC_THREAD_OPTIONS.parse(workerData);
  private readonly pool = createCompilePool(this.options.compiler, { isCareful: this.options.isCareful });
  private readonly watch = new FolderWatch(this.options.compiler.contentDir, (change) =>
    this.request(change),
  );
  private readonly waiting = new Set<string>();
  private everything = false;
  /** Whether the library's integrity was checked since the last full scan was requested. */
  private isVerified = false;
  private running: Promise<void> | undefined;
  private readonly rescan = setInterval(() => this.scanAll(), RESCAN_INTERVAL);

  start(): void {
    this.rescan.unref();
    setInterval(() => parentPort?.postMessage(ALIVE), ALIVE_INTERVAL).unref();
    parentPort?.on('message', (message: unknown) => {
      if (SYNC_REQUEST.parse(message) === 'sync') this.scanAll();
      else void this.close();
    });
    this.request({ kind: 'anything' });
  }

  private scanAll(): void {
    this.isVerified = false;
    this.request({ kind: 'anything' });
  }

  private request(change: FolderChange): void {
    if (change.kind === 'anything') this.everything = true;
    else for (const path of change.paths) this.waiting.add(path);
    this.running ??= this.run().finally(() => (this.running = undefined));
  }

  private async run(): Promise<void> {
    while (this.everything || this.waiting.size > 0) {
      const paths = this.everything ? undefined : [...this.waiting];
      this.everything = false;
      this.waiting.clear();
      await this.sync(paths);
    }
  }

  private async sync(paths: readonly string[] | undefined): Promise<void> {
    const { libraryFile, compiler, watch, keepDays } = this.options;
    try {
      const report = await syncLibrary({
        contentDir: compiler.contentDir,
        libraryFile,
        sourceLocale: compiler.sourceLocale,
        pool: this.pool,
        paths,
        keepDays,
        isVerified: paths === undefined && !this.isVerified,
        onProgress: paths ? undefined : (progress) => tell({ kind: 'progress', progress }),
        onFolders: watch ? (root, folders) => this.watch.follow(root, folders) : undefined,
        onDamage: (file) => tell({ kind: 'damaged', file }),
      });
      this.isVerified = true;
      tell({ kind: 'synced', report });
      if (report.compiled > RENEW_AFTER) await this.end();
      // Idle workers would keep their memory.
      else await this.pool.close();
    } catch (error) {
      tell({ kind: 'failed', message: error instanceof Error ? error.message : 'unknown error' });
    }
  }

  /** Exit after the running sync. */
  private async close(): Promise<void> {
    this.everything = false;
    this.waiting.clear();
    await this.running;
    await this.end();
  }

  private async end(): Promise<void> {
    clearInterval(this.rescan);
    this.watch.close();
    this.everything = false;
    this.waiting.clear();
    await this.pool.close();
    parentPort?.close();
  }
}

function tell(event: SyncEvent): void {
  parentPort?.postMessage(event);
}

new SyncThread().start();
