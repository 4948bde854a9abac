import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseOwnWords } from '../../src/ingest/sync-own-words.js';
import { boostedArticles, indexWords, usedSynonyms } from '../../src/search/own-words.js';
import { buildSearch } from '../support/build-search.js';

const FILE = `
synonyms:
  - words: [LCC, Lantern Classic]
  - words: [Zwischenspeicher, Cache]
    locale: de
boosts:
  - query: lantern dark
    articles: [KA-90003]
`;

const given = [
  { number: 'KA-90001', locale: 'en', title: 'Lantern Classic: bell does not ring' },
  { number: 'KA-90002', locale: 'de', title: 'So leeren Sie den Cache' },
  { number: 'KA-90003', locale: 'en', title: 'Change the battery' },
  { number: 'KA-90004', locale: 'en', title: 'Lantern stays dark' },
  { number: 'KA-90005', locale: 'en', title: 'Gate' },
];

async function numbers(text: string, locale: string, file = FILE): Promise<readonly string[]> {
  const { search } = buildSearch(parseOwnWords(file).words, ...given);
  return (await search.search({ text, locale })).items.map(({ number }) => number);
}

describe('site-specific words', () => {
  test('find an article by an abbreviation, and vice versa', async () => {
    expect((await numbers('LCC bell', 'en'))[0]).toBe('KA-90001');
    expect(await numbers('LCC', 'en', '')).toEqual([]);
  });

  test('apply synonyms only to their language', async () => {
    expect(await numbers('Zwischenspeicher', 'de')).toEqual(['KA-90002']);
    const { words } = parseOwnWords('synonyms: [{ words: [Zwischenspeicher, Cache], locale: sv }]');
    expect(
      (await buildSearch(words, ...given).search.search({ text: 'Zwischenspeicher', locale: 'de' })).items,
    ).toEqual([]);
  });

  test('put a boosted article first, even without the words', async () => {
    expect((await numbers('Lantern  dark', 'en')).slice(0, 2)).toEqual(['KA-90003', 'KA-90004']);
    expect((await numbers('lantern dark now', 'en'))[0]).toBe('KA-90004');
  });

  test('are listed in the explanation', async () => {
    const { search } = buildSearch(parseOwnWords(FILE).words, ...given);
    const ask = async (text: string) =>
      (await search.search({ text, locale: 'en', isExplained: true })).explanation;
    expect((await ask('LCC bell'))?.synonyms).toEqual(['LCC: Lantern Classic']);
    expect((await ask('lantern dark'))?.boosted).toEqual(['KA-90003']);
    expect((await search.search({ text: 'LCC', locale: 'en' })).explanation).toBeUndefined();
  });
});

describe('reading search.yaml', () => {
  test.each([
    ['words: [', 'all', 1],
    ['other: []', 'all', 1],
    ['- a', 'all', 1],
    ['a: &x [1]\nsynonyms: *x', 'all', 1],
    ['synonyms:\n  - words: [one]', 'entry', 2],
    ['synonyms:\n  - words: [one, two]\n    lang: de', 'entry', 2],
    ['boosts:\n  - query: a\n    articles: [5406]', 'entry', 2],
  ])('reports %j', (text, scope, line) => {
    expect(parseOwnWords(text).errors[0]).toMatchObject({ scope, line });
  });

  test('uses valid entries next to invalid ones', () => {
    const { words, errors } = parseOwnWords('synonyms:\n  - words: [a]\n  - words: [a, b]\n');
    expect(words.synonyms).toEqual([{ words: ['a', 'b'] }]);
    expect(errors).toHaveLength(1);
  });

  test('treats an empty file as no words', () => {
    expect(parseOwnWords('')).toEqual({ words: { synonyms: [], boosts: [] }, errors: [] });
  });

  test('never fails for any file', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { words } = parseOwnWords(text);
        const index = indexWords(words);
        usedSynonyms(index, text);
        boostedArticles(index, text, 'en');
      }),
    );
  });
});
