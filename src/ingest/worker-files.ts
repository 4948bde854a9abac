/** The file a compile worker runs. */
export const COMPILE_WORKER = new URL('./compile-worker.js', import.meta.url);

/** The file the sync thread runs. */
export const SYNC_THREAD = new URL('./sync-thread.js', import.meta.url);
