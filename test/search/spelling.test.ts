import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrangeWords, nearWords, slipsBetween } from '../../src/search/analysis/spelling.js';
import { buildSearch } from '../support/build-search.js';

describe('slips between words', () => {
  test.each([
    ['lantern', 'lantern', 0],
    ['lantern', 'lantren', 1],
    ['lantern', 'latern', 1],
    ['lantern', 'lanttern', 1],
    ['lantern', 'lamtern', 1],
    ['lantern', 'lamtren', 2],
    ['lantern', 'window', 3],
  ])('counts %s and %s', (a, b, slips) => {
    expect(slipsBetween(a, b, 2)).toBe(slips);
  });

  test('is the same both ways', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(slipsBetween(a, b, 8)).toBe(slipsBetween(b, a, 8));
      }),
    );
  });

  test('finds every word one slip away', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.nat(), (given, at) => {
        const i = at % given.length;
        const typed = given.slice(0, i) + given.slice(i + 1);
        expect(nearWords(typed, arrangeWords([given])).map((near) => near.word)).toEqual([given]);
      }),
    );
  });
});

describe('suggestions for misspelt words', () => {
  const { search } = buildSearch(
    {
      number: 'KA-90001',
      locale: 'en',
      title: 'Lantern blinks after restart',
      sections: { issue: 'The server restarted.' },
    },
    { number: 'KA-90002', locale: 'de', title: 'Rückgabe der Glocke' },
  );

  test('suggests the mended query and answers it where nothing else is found', async () => {
    const result = await search.search({ text: 'lantren', locale: 'en' });
    expect(result).toMatchObject({ suggestion: 'lantern', isSuggestionUsed: true, total: 1 });
  });

  test('suggests beside what the other words found', async () => {
    const result = await search.search({ text: 'Lantern blinsk', locale: 'en' });
    expect(result).toMatchObject({ suggestion: 'Lantern blinks', isSuggestionUsed: false, total: 1 });
  });

  test('puts accents right without a word', async () => {
    const result = await search.search({ text: 'ruckgabe', locale: 'de' });
    expect(result).toMatchObject({ suggestion: undefined, isSuggestionUsed: false, total: 1 });
  });

  test('leaves names and codes alone', async () => {
    expect((await search.search({ text: 'lantren_id-7', locale: 'en' })).suggestion).toBeUndefined();
  });

  test('never suggests a word that only a removed article had', async () => {
    const fixture = buildSearch(
      { number: 'KA-90001', locale: 'en', title: 'Lantern' },
      { number: 'KA-90004', locale: 'en', title: 'Bell' },
    );
    fixture.remove('KA-90001', 'en');
    expect(await fixture.search.search({ text: 'lantren', locale: 'en' })).toMatchObject({
      suggestion: undefined,
      total: 0,
    });
  });

  test('offers the products named most like a query that finds nothing', async () => {
    const fixture = buildSearch(
      ...['Bell Tower', 'Gate', 'Lantern Classic'].map((product, i) => ({
        number: `KA-9000${i}`,
        locale: 'en',
        title: 'x',
        products: [product],
      })),
    );
    expect((await fixture.search.search({ text: 'lanterns4u', locale: 'en' })).nearestProducts[0]).toBe(
      'Lantern Classic',
    );
  });
});
