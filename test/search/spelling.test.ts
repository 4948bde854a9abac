import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slipsBetween } from '../../src/article/compare-words.js';
import { arrangeWords, nearWords } from '../../src/search/analysis/spelling.js';
import { buildSearch } from '../support/build-search.js';

describe('edit distance', () => {
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

  test('is symmetric', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(slipsBetween(a, b, 8)).toBe(slipsBetween(b, a, 8));
      }),
    );
  });

  test('finds every word one edit away', () => {
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

  test('suggests the corrected query, and uses it if nothing else matches', async () => {
    const result = await search.search({ text: 'lantren', locale: 'en' });
    expect(result).toMatchObject({ suggestion: 'lantern', isSuggestionUsed: true, total: 1 });
  });

  test('suggests in addition to results of the other words', async () => {
    const result = await search.search({ text: 'Lantern blinsk', locale: 'en' });
    expect(result).toMatchObject({ suggestion: 'Lantern blinks', isSuggestionUsed: false, total: 1 });
  });

  test('corrects accents silently', async () => {
    const result = await search.search({ text: 'ruckgabe', locale: 'de' });
    expect(result).toMatchObject({ suggestion: undefined, isSuggestionUsed: false, total: 1 });
  });

  test('leaves names and codes alone', async () => {
    expect((await search.search({ text: 'lantren_id-7', locale: 'en' })).suggestion).toBeUndefined();
  });

  test('never suggests a word of a removed article', async () => {
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

  test('suggests products with similar names if nothing is found', async () => {
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
