import { LRUCache } from 'lru-cache';
import { Problem } from '../problem.js';
import type { ThreadPool } from '../thread-pool.js';
import { cardKey, type Card } from './card.js';

export type DrawCard = (card: Card) => Promise<Uint8Array>;

export interface CardService {
  /** @throws Problem `too-busy` (503) when the queue is full or rendering timed out. */
  readonly draw: DrawCard;
  readonly close: () => Promise<void>;
}

/** Cache size in bytes, about 600 pictures. */
const CACHED_BYTES = 32 * 1024 * 1024;
/** Longest queue; further requests are rejected immediately. */
const LONGEST_QUEUE = 60;
/** Milliseconds to draw a picture and load the fonts it needs; then a thread that hangs is ended. */
const LONGEST_DRAWING = 30_000;
/** Milliseconds an idle thread is kept before its fonts and memory are released. */
const IDLE_TIMEOUT = 60_000;

/** What runs the task of `draw-card.ts`. */
type TaskPool = Pick<ThreadPool, 'run' | 'on' | 'destroy'>;

/**
 * Render in a separate thread, started on first use and ended after a minute without work.
 *
 * One picture at a time, so that a timeout that terminates the thread affects no other picture.
 *
 * @param onFailure - Called when the thread dies.
 * @param createPool - Replaceable in tests.
 */
export function createCardThread(
  onFailure: (error: unknown) => void,
  createPool: () => Promise<TaskPool> = createThreadPool,
): CardService {
  let pool: Promise<TaskPool> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const open = async (): Promise<TaskPool> => {
    const opened = await createPool();
    opened.on('error', onFailure);
    return opened;
  };
  const drawNow: DrawCard = async (card) => {
    const threads = await (pool ??= open());
    const signal = AbortSignal.timeout(LONGEST_DRAWING);
    try {
      const picture: unknown = await threads.run(card, { name: 'drawCard', signal });
      if (!(picture instanceof Uint8Array)) throw new Error('the card thread returned no picture');
      return picture;
    } catch (error) {
      if (!signal.aborted && !isThreadDeath(error)) throw error;
      onFailure(error);
      throw tooBusy();
    }
  };
  const draw: DrawCard = (card) => {
    const picture = queue.then(() => drawNow(card));
    queue = picture.catch(() => undefined);
    return picture;
  };
  return createCardService(draw, async () => {
    await (await pool)?.destroy();
    pool = undefined;
  });
}

async function createThreadPool(): Promise<TaskPool> {
  const threads = await import('../thread-pool.js');
  return new threads.ThreadPool({
    filename: new URL('./draw-card.js', import.meta.url).href,
    maxThreads: 1,
    idleTimeout: IDLE_TIMEOUT,
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 },
  });
}

/** Whether a task failed because its thread died: out of memory or terminated. */
function isThreadDeath(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('ERR_WORKER') || /^(?:Terminating worker thread|Worker exited)/.test(error.message);
}

/**
 * Cache pictures and deduplicate concurrent requests.
 *
 * @param drawCard - Called only for what is neither cached nor under way.
 */
export function createCardService(
  drawCard: DrawCard,
  close: () => Promise<void> = () => Promise.resolve(),
): CardService {
  let waiting = 0;
  const pictures = new LRUCache<string, Uint8Array, Card>({
    maxSize: CACHED_BYTES,
    sizeCalculation: ({ byteLength }) => byteLength,
    fetchMethod: async (_key, _stale, { context }) => {
      if (waiting >= LONGEST_QUEUE) throw tooBusy();
      waiting += 1;
      try {
        return await drawCard(context);
      } finally {
        waiting -= 1;
      }
    },
  });
  return { draw: (card) => pictures.forceFetch(cardKey(card), { context: card }), close };
}

function tooBusy(): Problem {
  return new Problem('too-busy', { headers: { 'Retry-After': '5' } });
}
