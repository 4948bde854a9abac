import { LRUCache } from 'lru-cache';
import { Problem } from '../problem.js';
import type { ThreadPool } from '../thread-pool.js';
import { cardKey, type Card } from './card.js';

/** Draws one card as PNG. */
export type DrawCard = (card: Card) => Promise<Uint8Array>;

/** Drawing pictures, wherever it is done. */
export interface CardService {
  /** @throws Problem `too-busy` (503) when too many wait already, or it took too long. */
  readonly draw: DrawCard;
  readonly close: () => Promise<void>;
}

/** Bytes of pictures cached; about 600 of them. */
const CACHED_BYTES = 32 * 1024 * 1024;
/** Pictures waiting to be drawn at most; more are turned away at once. */
const LONGEST_QUEUE = 60;
/** Milliseconds to draw a picture and load the fonts it needs; then a thread that hangs is ended. */
const LONGEST_DRAWING = 30_000;
/** Milliseconds the thread is kept without work; its fonts and its memory go with it. */
const IDLE_TIMEOUT = 60_000;

/** What runs the task of `draw-card.ts`. */
type TaskPool = Pick<ThreadPool, 'run' | 'on' | 'destroy'>;

/**
 * Draw in a thread of its own, which starts with the first picture and ends when none was asked for in a minute.
 *
 * It is handed one picture at a time: one that takes too long ends the thread, and no other picture with it.
 *
 * @param onFailure - Called with why the thread died.
 * @param createPool - Another pool for tests.
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
      if (!(picture instanceof Uint8Array)) throw new Error('the card thread gave no picture');
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

/** Whether a task failed with its thread: out of memory, or ended from outside. */
function isThreadDeath(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('ERR_WORKER') || /^(?:Terminating worker thread|Worker exited)/.test(error.message);
}

/**
 * Cache what was drawn, and draw nothing twice at once.
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
