import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ListedArticle, ListPosition, ListQuery } from '../../src/article/listing.js';
import type { Library } from '../../src/library/library.js';
import { ContentFolder } from '../support/content-folder.js';

let content: ContentFolder;
beforeEach(() => (content = new ContentFolder()));
afterEach(() => content.close());

const published = (day: number): Record<string, string> => ({
  'article-published-date': `6/${day}/2024 1:00:00 AM`,
});

/** Every page of a list, one after the other. */
function allPages(
  library: Library,
  wanted: Omit<ListQuery, 'after'>,
): { items: ListedArticle[]; totals: Set<number> } {
  const items: ListedArticle[] = [];
  const totals = new Set<number>();
  let after: ListPosition | undefined;
  do {
    const page = library.list({ ...wanted, after });
    items.push(...page.items);
    totals.add(page.total);
    after = page.next;
  } while (after !== undefined);
  return { items, totals };
}

const numbersOf = (items: readonly ListedArticle[]): string[] => items.map((item) => item.number);

describe('resolve', () => {
  beforeEach(async () => {
    content.article('en/KA-90001.md', '## Resolution\n\n1. a\n2. b\n3. c', { 'version-number': '4' });
    content.article('de/KA-90001.md', '## Resolution\n\n1. a', {
      'version-number': '3',
      'workflow-type': 'tm+mt',
      'ht-degree': '7%',
    });
    content.article('pt-BR/KA-90001.md', 'x', { 'version-number': '5' });
    content.article('it/KA-90002.md');
    content.article('ja/KA-90002.md');
    await content.sync();
  });

  it.each([
    ['de', 'de', false],
    ['de-AT', 'de', false],
    ['pt', 'pt-BR', false],
    ['pt-PT', 'pt-BR', true],
    ['fr', 'en', true],
    ['zh-Hant', 'en', true],
  ])('serves a reader of %s the %s translation', (requested, served, isFallback) => {
    const reading = content.library().resolve('KA-90001', requested);
    expect(reading).toMatchObject({ requested, served, isFallback, translation: { locale: served } });
  });

  it('serves the first translation by tag if the chain has none', () => {
    expect(content.library().resolve('KA-90002', 'fr')).toMatchObject({ served: 'it', isFallback: true });
    expect(content.library(['ko', 'ja']).resolve('KA-90002', 'fr')).toMatchObject({
      served: 'ja',
      isFallback: true,
    });
  });

  it('compares a translation with its source', () => {
    const provenance = (number: string, locale: string): unknown =>
      content.library().resolve(number, locale)?.provenance;
    expect(provenance('KA-90001', 'de')).toEqual({
      state: 'outdated',
      kind: 'machine',
      humanDegree: 0.07,
      version: 3,
      sourceLocale: 'en',
      sourceVersion: 4,
      outdated: true,
      missingSteps: [2, 3],
      risk: 'raised',
    });
    expect(provenance('KA-90001', 'pt-BR')).toMatchObject({
      state: 'ahead',
      outdated: false,
      missingSteps: [],
    });
    expect(provenance('KA-90001', 'en')).toEqual({
      state: 'source',
      kind: 'human',
      humanDegree: undefined,
      version: 4,
      sourceLocale: 'en',
      sourceVersion: 4,
      outdated: false,
      missingSteps: [],
      risk: 'not-judged',
    });
    expect(provenance('KA-90002', 'it')).toMatchObject({
      state: 'no-source',
      sourceVersion: undefined,
      outdated: undefined,
      missingSteps: [],
    });
  });

  it('returns nothing for unknown numbers', () => {
    for (const number of ['KA-90003', 'ka-90001', '', "' OR 1=1 --", 'KA-90001\0'])
      expect(content.library().resolve(number, 'de')).toBeUndefined();
  });

  it('has every translation of the article, sorted by tag', () => {
    const article = content.library().article('KA-90001');
    expect(
      article?.translations.map(({ locale, version, stepCount }) => [locale, version, stepCount]),
    ).toEqual([
      ['de', 3, 1],
      ['en', 4, 3],
      ['pt-BR', 5, 0],
    ]);
  });
});

describe('list', () => {
  beforeEach(async () => {
    content.article('en/KA-90001.md', 'x', { solution: 'Lantern', ...published(1) });
    content.article('en/KA-90002.md', 'x', { solution: 'Lantern,Lamp', ...published(3) });
    content.article('en/KA-90003.md', 'x', { solution: 'Lamp', ...published(3) });
    content.article('de/KA-90003.md', 'x', { title: 'Die Lampe', solution: 'Lamp', ...published(2) });
    content.article('de/KA-90004.md', 'x', { title: 'Nur hier', solution: 'Lantern', ...published(2) });
    content.article('en/KA-90005.md', 'x', { solution: 'Lantern', hide: 'true', ...published(5) });
    content.article('en/KA-90006.md', 'x', { solution: 'Lantern', 'article-published-date': undefined });
    await content.sync();
  });

  it('sorts newest first, then by number, undated last', () => {
    const { items, totals } = allPages(content.library(), { locale: 'en', order: 'newest', limit: 2 });
    expect(numbersOf(items)).toEqual(['KA-90002', 'KA-90003', 'KA-90004', 'KA-90001', 'KA-90006']);
    expect([...totals]).toEqual([5]);
  });

  it('can sort oldest first', () => {
    const { items } = allPages(content.library(), { locale: 'en', order: 'oldest', limit: 2 });
    expect(numbersOf(items)).toEqual(['KA-90006', 'KA-90001', 'KA-90004', 'KA-90002', 'KA-90003']);
  });

  it('filters by product', () => {
    const { items, totals } = allPages(content.library(), {
      locale: 'en',
      order: 'newest',
      product: 'Lantern',
      limit: 1,
    });
    expect(numbersOf(items)).toEqual(['KA-90002', 'KA-90004', 'KA-90001', 'KA-90006']);
    expect([...totals]).toEqual([4]);
    expect(content.library().list({ locale: 'en', order: 'newest', product: 'lantern', limit: 9 })).toEqual({
      items: [],
      total: 0,
      next: undefined,
    });
    expect(content.library().products()).toEqual([
      { name: 'Lantern', count: 4 },
      { name: 'Lamp', count: 2 },
    ]);
  });

  it('filters by time, inclusive', () => {
    const since = (updatedSince: string): string[] =>
      numbersOf(allPages(content.library(), { locale: 'en', order: 'newest', updatedSince, limit: 9 }).items);
    expect(since('2024-06-02T01:00:00Z')).toEqual(['KA-90002', 'KA-90003', 'KA-90004']);
    expect(since('2024-06-02T01:00:01Z')).toEqual(['KA-90002', 'KA-90003']);
    expect(since('2030-01-01T00:00:00Z')).toEqual([]);
  });

  it('filters by known bugs, and by freshness in the reader’s language', async () => {
    content.article('en/KA-90007.md', 'x', { bug: 'true', 'version-number': '4', ...published(4) });
    content.article('de/KA-90007.md', 'x', { bug: 'true', 'version-number': '3', ...published(4) });
    await content.sync();
    const list = (wanted: Partial<ListQuery>): string[] =>
      numbersOf(content.library().list({ locale: 'de', order: 'newest', limit: 9, ...wanted }).items);
    expect(list({ isBug: true })).toEqual(['KA-90007']);
    expect(list({ isBug: true, isCurrent: true })).toEqual([]);
    expect(list({ isBug: true, isCurrent: true, locale: 'en' })).toEqual(['KA-90007']);
    expect(list({ isCurrent: true, locale: 'de-AT' })).not.toContain('KA-90007');
    expect(list({ isCurrent: true, product: 'Lamp' })).toEqual(['KA-90002', 'KA-90003']);
  });

  it('selects articles in the given order, without hidden and missing ones', () => {
    const numbers = ['KA-90003', 'KA-90005', 'KA-99999', 'KA-90001'];
    expect(
      content
        .library()
        .pick(numbers, 'de')
        .map(({ number, served }) => [number, served.title]),
    ).toEqual([
      ['KA-90003', 'Die Lampe'],
      ['KA-90001', 'The lamp blinks'],
    ]);
  });

  it('resolves each in the reader’s language or a fallback', () => {
    const items = content.library().list({ locale: 'de', order: 'newest', limit: 9 }).items;
    expect(
      items.map(({ number, served, isFallback, locales }) => [number, served.title, isFallback, locales]),
    ).toContainEqual(['KA-90003', 'Die Lampe', false, ['de', 'en']]);
    expect(items.find(({ number }) => number === 'KA-90001')).toMatchObject({
      isFallback: true,
      served: { locale: 'en' },
    });
  });

  it('has no page after the last, even if that is full', () => {
    expect(content.library().list({ locale: 'en', order: 'newest', limit: 5 }).next).toBeUndefined();
    expect(content.library().list({ locale: 'en', order: 'newest', limit: 4 }).next).toBeDefined();
  });

  it('continues its position despite new articles', async () => {
    const library = content.library();
    const first = library.list({ locale: 'en', order: 'newest', limit: 2 });
    content.article('en/KA-90007.md', 'x', published(9));
    content.remove('en/KA-90002.md');
    await content.sync();
    const rest = library.list({ locale: 'en', order: 'newest', limit: 9, after: first.next });
    expect(numbersOf(rest.items)).toEqual(['KA-90004', 'KA-90001', 'KA-90006']);
  });

  it('omits hidden articles, which stay readable', () => {
    expect(content.library().resolve('KA-90005', 'en')?.article.facts.isHidden).toBe(true);
    expect(
      content
        .library()
        .addresses(0, 99)
        .map(({ number }) => number),
    ).not.toContain('KA-90005');
    expect(content.library().count()).toBe(5);
  });

  it('lists every URL in batches', () => {
    const library = content.library();
    expect(library.addresses(0, 2).map(({ number }) => number)).toEqual(['KA-90001', 'KA-90002']);
    expect(library.addresses(2, 2)).toEqual([
      {
        number: 'KA-90003',
        locales: [
          { locale: 'de', publishedAt: '2024-06-02T01:00:00Z' },
          { locale: 'en', publishedAt: '2024-06-03T01:00:00Z' },
        ],
      },
      { number: 'KA-90004', locales: [{ locale: 'de', publishedAt: '2024-06-02T01:00:00Z' }] },
    ]);
    expect(library.addresses(99, 2)).toEqual([]);
  });
});

describe('list pages', () => {
  it('contain every article once, in one order, for any page size', async () => {
    const days = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        days,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('newest' as const, 'oldest' as const),
        async (dates, limit, order) => {
          const folder = new ContentFolder();
          try {
            dates.forEach((day, i) => folder.article(`en/KA-${90_000 + i}.md`, 'x', published(day)));
            await folder.sync();
            const library = folder.library();
            const whole = library.list({ locale: 'en', order, limit: 100 }).items;
            expect(allPages(library, { locale: 'en', order, limit }).items).toEqual(whole);
            expect(new Set(numbersOf(whole)).size).toBe(dates.length);
          } finally {
            folder.close();
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('near', () => {
  it('finds at most five existing numbers one typing error away, swapped digits first', async () => {
    for (const number of [
      'KA-12345',
      'KA-21345',
      'KA-12346',
      'KA-12347',
      'KA-12348',
      'KA-12349',
      'KA-123450',
      'KT-12345',
      'KA-99999',
    ])
      content.article(`en/${number}.md`);
    await content.sync();
    const near = content.library().near('KA-12344');
    expect(near).toHaveLength(5);
    expect(near).toContain('KA-12345');
    expect(content.library().near('KA-12354')[0]).toBe('KA-12345');
    expect(content.library().near('KA-55555')).toEqual([]);
  });
});

describe('a library', () => {
  it('has one list of locales until its revision changes', async () => {
    content.article('en/KA-90001.md');
    await content.sync();
    const library = content.library();
    const { locales } = library;
    expect(library.locales).toBe(locales);
    content.article('de/KA-90001.md');
    await content.sync();
    expect(library.locales).toEqual(['de', 'en']);
  });

  it('reports a change only if there is one', async () => {
    content.article('en/KA-90001.md');
    await content.sync();
    const library = content.library();
    const { changedAt } = library;
    expect(changedAt).toBeInstanceOf(Date);
    content.touch('en/KA-90001.md');
    await content.sync();
    expect(library.changedAt).toEqual(changedAt);
  });

  it('can be closed and reopened', async () => {
    content.article('en/KA-90001.md');
    await content.sync();
    const library = content.library();
    library.close();
    expect(library.count()).toBe(1);
  });
});
