import { LRUCache } from 'lru-cache';
import type { Tinypool } from 'tinypool';
import { Problem } from '../problem.js';
import { cardKey, type Card } from './card.js';

/** Drawing pictures, wherever it is done. */
export interface CardService {
  /**
   * @returns A PNG.
   * @throws Problem `too-busy` (503) when too many wait already, or it took too long.
   */
  readonly draw: (card: Card) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** Draws one card; what a service is made around. */
export type DrawCard = (card: Card) => Promise<Uint8Array>;

/** Bytes of pictures cached; about 600 of them. */
const CACHED_BYTES = 32 * 1024 * 1024;
/** Pictures waiting to be drawn at most; more are turned away at once. */
const LONGEST_QUEUE = 60;
/** Milliseconds to load the fonts a picture needs; then a thread that hangs is ended. */
const LONGEST_LOADING = 60_000;
/** Milliseconds to draw a picture, its fonts loaded; then a thread that hangs is ended. */
const LONGEST_DRAWING = 15_000;
/** Milliseconds the thread is kept without work; its fonts and its memory go with it. */
const IDLE_TIMEOUT = 60_000;

/** What runs the tasks of `card-worker.ts`. */
type TaskPool = Pick<Tinypool, 'run' | 'on' | 'destroy'>;

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
    // A thread that dies without a task says so here; unheard, it would end the process.
    opened.on('error', onFailure);
    return opened;
  };
  const run = async (task: 'loadFonts' | 'drawCard', card: Card, limit: number): Promise<unknown> => {
    const signal = AbortSignal.timeout(limit);
    try {
      pool ??= open();
      return await (await pool).run(card, { name: task, signal });
    } catch (error) {
      if (!signal.aborted && !isThreadDeath(error)) throw error;
      onFailure(error);
      throw tooBusy();
    }
  };
  const drawNow = async (card: Card): Promise<Uint8Array> => {
    await run('loadFonts', card, LONGEST_LOADING);
    const picture = await run('drawCard', card, LONGEST_DRAWING);
    if (!(picture instanceof Uint8Array)) throw new Error('the card thread gave no picture');
    return picture;
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
  const { Tinypool: Pool } = await import('tinypool');
  return new Pool({
    filename: new URL('./card-worker.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_TIMEOUT,
    // Wait in the event loop: native memory is released there, and a thread that waits by Atomics never gets to it.
    useAtomics: false,
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
 * @param drawCard - Draws; called only for what is neither cached nor under way.
 */
export function createCardService(
  drawCard: DrawCard,
  close: () => Promise<void> = () => Promise.resolve(),
): CardService {
  const cached = new LRUCache<string, Uint8Array>({
    maxSize: CACHED_BYTES,
    sizeCalculation: ({ byteLength }) => byteLength,
  });
  const underWay = new Map<string, Promise<Uint8Array>>();
  const start = async (key: string, card: Card): Promise<Uint8Array> => {
    try {
      const picture = await drawCard(card);
      cached.set(key, picture);
      return picture;
    } finally {
      underWay.delete(key);
    }
  };
  return {
    draw: (card) => {
      const key = cardKey(card);
      const picture = cached.get(key);
      if (picture !== undefined) return Promise.resolve(picture);
      const same = underWay.get(key);
      if (same !== undefined) return same;
      if (underWay.size >= LONGEST_QUEUE) return Promise.reject(tooBusy());
      const drawing = start(key, card);
      underWay.set(key, drawing);
      return drawing;
    },
    close,
  };
}

function tooBusy(): Problem {
  return new Problem('too-busy', { headers: { 'Retry-After': '5' } });
}
