import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { cardKey, type Card } from '../../src/social-card/card.js';
import { createCardService, createCardThread } from '../../src/social-card/card-service.js';

const card = (title: string): Card => ({
  title,
  number: 'KA-90001',
  product: 'Lantern',
  locale: 'de',
  language: 'Deutsch',
  siteName: 'Parlance',
  width: 1200,
});

/** A drawer whose pictures are ready when the test says so. */
function createSlowDrawer() {
  const asked: string[] = [];
  const ready: ((picture: Uint8Array) => void)[] = [];
  const draw = ({ title }: Card): Promise<Uint8Array> => {
    asked.push(title);
    return new Promise((resolve) => ready.push(resolve));
  };
  return { asked, ready, draw };
}

describe('the card service', () => {
  it('draws a picture once for concurrent requests, and caches it', async () => {
    const { asked, ready, draw } = createSlowDrawer();
    const service = createCardService(draw);
    const both = [service.draw(card('A')), service.draw(card('A'))];
    ready[0]?.(new Uint8Array([1]));
    expect(await Promise.all(both)).toEqual([new Uint8Array([1]), new Uint8Array([1])]);
    expect(await service.draw(card('A'))).toEqual(new Uint8Array([1]));
    expect(asked).toEqual(['A']);
  });

  it('retries after a failure', async () => {
    let tries = 0;
    const service = createCardService(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('torn paper')) : Promise.resolve(new Uint8Array([2]));
    });
    await expect(service.draw(card('A'))).rejects.toThrow('torn paper');
    expect(await service.draw(card('A'))).toEqual(new Uint8Array([2]));
  });

  it('rejects requests that would wait too long', async () => {
    const { draw } = createSlowDrawer();
    const service = createCardService(draw);
    for (let i = 0; i < 60; i += 1) void service.draw(card(`title ${i}`));
    await expect(service.draw(card('one more'))).rejects.toMatchObject({ code: 'too-busy' });
  });
});

/** A pool whose tasks end as the test says. */
function createPool(run: (title: string, task: string, signal: AbortSignal) => Promise<unknown>) {
  const emitter = new EventEmitter();
  const pool = {
    on: (event: string, listener: (error: unknown) => void) => emitter.on(event, listener),
    run: ({ title }: Card, { name, signal }: { name: string; signal: AbortSignal }) =>
      run(title, name, signal),
    destroy: () => Promise.resolve(),
  };
  type Pool = Awaited<ReturnType<NonNullable<Parameters<typeof createCardThread>[1]>>>;
  return { emitter, open: () => Promise.resolve(pool as unknown as Pool) };
}

describe('the card thread', () => {
  const picture = new Uint8Array([7]);

  it('handles one picture at a time, so that a terminated thread affects no other', async () => {
    let isRunning = false;
    const { open } = createPool(async (title, task) => {
      expect(isRunning).toBe(false);
      isRunning = true;
      await Promise.resolve();
      isRunning = false;
      if (task === 'drawCard' && title === 'hangs') throw new Error('Terminating worker thread');
      return picture;
    });
    const failures: unknown[] = [];
    const service = createCardThread((error) => failures.push(error), open);
    const [slow, neighbour] = await Promise.allSettled([
      service.draw(card('hangs')),
      service.draw(card('neighbour')),
    ]);
    expect(slow).toMatchObject({ status: 'rejected', reason: { code: 'too-busy' } });
    expect(neighbour).toEqual({ status: 'fulfilled', value: picture });
    expect(failures).toHaveLength(1);
  });

  it('reports too-busy if the thread runs out of memory', async () => {
    const death = Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
    const failures: unknown[] = [];
    const { open } = createPool(() => Promise.reject(death));
    const service = createCardThread((error) => failures.push(error), open);
    await expect(service.draw(card('A'))).rejects.toMatchObject({ code: 'too-busy' });
    expect(failures).toEqual([death]);
  });

  it('passes on drawing errors', async () => {
    const { open } = createPool(() => Promise.reject(new Error('torn paper')));
    const service = createCardThread(() => undefined, open);
    await expect(service.draw(card('A'))).rejects.toThrow('torn paper');
  });

  it('survives the death of an idle thread', async () => {
    const failures: unknown[] = [];
    const { emitter, open } = createPool(() => Promise.resolve(picture));
    const service = createCardThread((error) => failures.push(error), open);
    await service.draw(card('A'));
    emitter.emit('error', new Error('gone'));
    expect(failures).toHaveLength(1);
    expect(await service.draw(card('B'))).toEqual(picture);
  });
});

describe('cardKey', () => {
  it('changes with everything visible', () => {
    const keys = [
      card('A'),
      card('B'),
      { ...card('A'), product: 'Wick' },
      { ...card('A'), siteName: 'Help' },
    ];
    expect(new Set(keys.map(cardKey)).size).toBe(4);
    expect(cardKey(card('A'))).toBe(cardKey({ ...card('A') }));
  });
});
