import { parentPort, workerData } from 'node:worker_threads';
import { RefusedRelease } from './release.js';
import { RELEASE_THREAD_OPTIONS, SYNC_REQUEST, type SyncEvent } from './sync-messages.js';
import { takeRelease } from './take-release.js';

/** Checks for a newer release periodically, in its own thread: checking one takes as long as a few requests. */
const { interval, ...options } = RELEASE_THREAD_OPTIONS.parse(workerData);
const refused = new Set<string>();
let looking: Promise<void> | undefined;
let timer: NodeJS.Timeout | undefined;
let isClosing = false;
/** The last error, to log it only once. */
let fault = '';

const tell = (event: SyncEvent): void => parentPort?.postMessage(event);

async function look(): Promise<void> {
  clearTimeout(timer);
  const started = performance.now();
  try {
    const release = await takeRelease(options, refused);
    fault = '';
    if (release !== undefined) {
      tell({ kind: 'released', release, milliseconds: performance.now() - started });
      // The thread is replaced, since that is the only way to release the memory used.
      isClosing = true;
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown error';
    if (error instanceof RefusedRelease) tell({ kind: 'refused', message });
    else if (message !== fault) tell({ kind: 'failed', message: `cannot read a release: ${message}` });
    fault = message;
  }
  looking = undefined;
  if (isClosing) parentPort?.close();
  else if (interval > 0) timer = setTimeout(start, interval);
}

function start(): void {
  looking ??= look();
}

parentPort?.on('message', (message: unknown) => {
  if (SYNC_REQUEST.parse(message) === 'close') {
    isClosing = true;
    clearTimeout(timer);
    if (looking === undefined) parentPort?.close();
  } else start();
});
start();
