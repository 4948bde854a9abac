import type { Tinypool } from 'tinypool';
import { Problem } from '../problem.js';
import { cardKey, type Card } from './card.js';
import { createPictureStore } from './picture-store.js';

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

/** Bytes of pictures kept; about 600 of them. */
const MOST_KEPT = 32 * 1024 * 1024;
/** Pictures waiting to be drawn at most; more are turned away at once. */
const LONGEST_QUEUE = 60;
/** Milliseconds until a picture is there, its wait included; a thread that takes longer over one is ended. */
const LONGEST_DRAWING = 15_000;
/** Milliseconds the thread is kept without work; its fonts and its memory go with it. */
const IDLE_TIMEOUT = 60_000;

/**
 * Draw in a thread of its own, which starts with the first picture and ends when none was asked for in a minute.
 */
export function createCardThread(): CardService {
  let pool: Tinypool | undefined;
  const draw: DrawCard = async (card) => {
    const { Tinypool: Pool } = await import('tinypool');
    pool ??= new Pool({
      filename: new URL('./card-worker.js', import.meta.url).href,
      name: 'drawCard',
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_TIMEOUT,
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 },
    });
    const signal = AbortSignal.timeout(LONGEST_DRAWING);
    const picture: unknown = await pool.run(card, { signal }).catch((fault: unknown) => {
      throw signal.aborted ? tooBusy() : fault;
    });
    if (!(picture instanceof Uint8Array)) throw new Error('the card thread gave no picture');
    return picture;
  };
  return createCardService(draw, async () => {
    await pool?.destroy();
    pool = undefined;
  });
}

/**
 * Keep what was drawn, and draw nothing twice at once.
 *
 * @param drawCard - Draws; asked only for what is neither kept nor under way.
 */
export function createCardService(
  drawCard: DrawCard,
  close: () => Promise<void> = () => Promise.resolve(),
): CardService {
  const kept = createPictureStore(MOST_KEPT);
  const underWay = new Map<string, Promise<Uint8Array>>();
  const start = async (key: string, card: Card): Promise<Uint8Array> => {
    try {
      const picture = await drawCard(card);
      kept.put(key, picture);
      return picture;
    } finally {
      underWay.delete(key);
    }
  };
  return {
    draw: (card) => {
      const key = cardKey(card);
      const picture = kept.get(key);
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
