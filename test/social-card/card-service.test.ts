import { describe, expect, it } from 'vitest';
import { cardKey, type Card } from '../../src/social-card/card.js';
import { createCardService } from '../../src/social-card/card-service.js';
import { createPictureStore } from '../../src/social-card/picture-store.js';

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
  it('draws a picture once for all who ask at the same time, and keeps it', async () => {
    const { asked, ready, draw } = createSlowDrawer();
    const service = createCardService(draw);
    const both = [service.draw(card('A')), service.draw(card('A'))];
    ready[0]?.(new Uint8Array([1]));
    expect(await Promise.all(both)).toEqual([new Uint8Array([1]), new Uint8Array([1])]);
    expect(await service.draw(card('A'))).toEqual(new Uint8Array([1]));
    expect(asked).toEqual(['A']);
  });

  it('tries again after a drawing that failed', async () => {
    let tries = 0;
    const service = createCardService(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('torn paper')) : Promise.resolve(new Uint8Array([2]));
    });
    await expect(service.draw(card('A'))).rejects.toThrow('torn paper');
    expect(await service.draw(card('A'))).toEqual(new Uint8Array([2]));
  });

  it('turns away what would wait too long', async () => {
    const { draw } = createSlowDrawer();
    const service = createCardService(draw);
    for (let i = 0; i < 60; i += 1) void service.draw(card(`title ${i}`));
    await expect(service.draw(card('one more'))).rejects.toMatchObject({ code: 'too-busy' });
  });
});

describe('cardKey', () => {
  it('changes with all that shows', () => {
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

describe('the picture store', () => {
  it('forgets what was not asked for longest', () => {
    const store = createPictureStore(20);
    store.put('a', new Uint8Array(10));
    store.put('b', new Uint8Array(10));
    store.get('a');
    store.put('c', new Uint8Array(5));
    expect(['a', 'b', 'c'].map((key) => store.get(key)?.byteLength)).toEqual([10, undefined, 5]);
  });

  it('does not keep what is larger than all it may hold, and counts a picture put twice once', () => {
    const store = createPictureStore(20);
    store.put('a', new Uint8Array(21));
    expect(store.get('a')).toBeUndefined();
    for (let i = 0; i < 3; i += 1) store.put('b', new Uint8Array(15));
    expect(store.get('b')?.byteLength).toBe(15);
  });
});
