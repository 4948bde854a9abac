import { parentPort, workerData } from 'node:worker_threads';
import { searchCompanion } from './search-companion.js';
import { COMPILE_WORKER } from './worker-files.js';
import { createCompilePool } from './compile-pool.js';
import { FolderWatch, type FolderChange } from './folder-watch.js';
import { SYNC_REQUEST, SYNC_THREAD_OPTIONS, type SyncEvent } from './sync-messages.js';
import { syncLibrary } from './sync-library.js';
import { walkReader } from './walk-reader.js';

/** Milliseconds between looks at every file, for file systems that tell of no change. */
const RESCAN_INTERVAL = 5 * 60_000;

/** Files compiled in one sync after which the thread ends and another is started: memory it has grown to is only given back so. */
const RENEW_AFTER = 500;

/**
 * Keeps the library up to date, one sync after the other, in a thread of its own: requests are never held up by it.
 *
 * Starts with a look at everything, then follows the folders.
 */
class SyncThread {
  private readonly options = SYNC_THREAD_OPTIONS.parse(workerData);
  private readonly pool = createCompilePool(this.options.compiler, COMPILE_WORKER, searchCompanion.analyze);
  private readonly watch = new FolderWatch(this.options.compiler.root, (change) => this.ask(change));
  private readonly waiting = new Set<string>();
  private everything = false;
  private running: Promise<void> | undefined;
  private readonly rescan = setInterval(() => this.ask({ kind: 'anything' }), RESCAN_INTERVAL);

  start(): void {
    this.rescan.unref();
    parentPort?.on('message', (message: unknown) => {
      if (SYNC_REQUEST.parse(message) === 'sync') this.ask({ kind: 'anything' });
      else void this.close();
    });
    this.ask({ kind: 'anything' });
  }

  private ask(change: FolderChange): void {
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
    const { contentDir, libraryFile, compiler, watch } = this.options;
    try {
      const onFolders = watch ? (folders: readonly string[]) => this.watch.follow(folders) : undefined;
      const onProgress = paths
        ? undefined
        : (progress: { done: number; total: number }) => tell({ kind: 'progress', progress });
      const { sourceLocale } = compiler;
      const report = await syncLibrary({
        contentDir,
        libraryFile,
        sourceLocale,
        pool: this.pool,
        companion: searchCompanion,
        walks: walkReader,
        paths,
        onProgress,
        onFolders,
      });
      tell({ kind: 'synced', report });
      if (report.compiled > RENEW_AFTER) await this.end();
      // Idle workers would keep what memory they have grown to.
      else await this.pool.close();
    } catch (error) {
      tell({ kind: 'failed', message: error instanceof Error ? error.message : 'unknown error' });
    }
  }

  /** End after the sync under way. */
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
