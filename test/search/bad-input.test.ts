import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildSearch } from '../support/build-search.js';

const fixture = buildSearch(
  {
    number: 'KA-90001',
    locale: 'en',
    title: 'Lantern blinks near the OR gate',
    sections: { issue: 'SELECT a lamp; then NEAR it press *. Error SCM-120008 🧨 boom.' },
  },
  {
    number: 'KA-90002',
    locale: 'de',
    title: 'Glocke oder Laterne',
    sections: { issue: 'Die Glocke ist nicht zu hören.' },
  },
  { number: 'KA-90003', locale: 'ar', title: 'المصباح يومض بعد إعادة التشغيل' },
);

async function find(text: string, locale = 'en'): Promise<readonly string[]> {
  return (await fixture.search.search({ text, locale })).items.map(({ number }) => number);
}

describe('empty queries', () => {
  test.each(['', '   ', '\n\t', '?!…', '"""', '- _ . :', '()[]{}<>'])(
    'finds nothing for %j and offers products',
    async (text) => {
      const result = await fixture.search.search({ text, locale: 'en' });
      expect(result).toMatchObject({ items: [], total: 0, suggestion: undefined, next: undefined });
      expect(result.nearestProducts).toEqual(['Lantern']);
    },
  );

  test('searches for stop words if there is nothing else', async () => {
    expect(await find('the near', 'en')).toEqual(['KA-90001']);
    expect(await find('die ist nicht', 'de')).toContain('KA-90002');
  });

  test('finds nothing for 16 KB of one letter', async () => {
    expect(await find('q'.repeat(16_384))).toEqual([]);
  });

  test('finds nothing for 16 KB of quotes', async () => {
    expect(await find('"'.repeat(16_384))).toEqual([]);
  });
});

describe('very long queries', () => {
  const distinct = Array.from({ length: 5_000 }, (_, i) => `wort${i.toString(36)}${(i * 7919).toString(36)}`);

  test.each([
    ['one word again and again', 'lantern '.repeat(2_048)],
    ['one word of 16 KB', 'lantern'.repeat(2_340)],
    ['5,000 distinct words', `${distinct.slice(0, 1_000).join(' ')} lantern`],
    ['5,000 distinct words without their end', distinct.join(' ')],
    ['stop words alone', 'the and of to is '.repeat(900)],
    ['punctuation alone', '?!… — '.repeat(2_500)],
    ['emoji alone', '🧨👩‍🚀🏳️‍🌈'.repeat(1_000)],
    ['scripts that change with every word', 'lantern ランタン фонарь مصباح โคมไฟ 灯 '.repeat(400)],
    ['NUL between letters', 'l\u0000a\u0000n\u0000t'.repeat(2_000)],
    ['halves of surrogate pairs', '\uD800lantern\uDC00 '.repeat(1_500)],
    ['hyphens between letters', 'a-'.repeat(8_000)],
    ['quotes between words', '"a" -b product:c '.repeat(900)],
  ])('answers %s in bounded steps', async (_, text) => {
    for (const locale of ['en', 'de', 'ar']) {
      const { explanation, items } = await fixture.search.search({ text, locale, isExplained: true });
      expect(explanation?.tokens.length).toBeLessThanOrEqual(64);
      expect(items.length).toBeLessThanOrEqual(10);
    }
  });
});

describe('queries that look like something else', () => {
  test.each([
    'lantern "blinks',
    'lantern” blinks„',
    'NEAR(lantern blinks, 2)',
    'lantern*',
    '^lantern',
    'lantern OR',
    'OR lantern AND NOT',
    'title : lantern',
    '{title keywords} : lantern',
    '-title : lantern + blinks',
    "'; DROP TABLE search_document; -- lantern",
    'lantern" OR rowid > 0 --',
    'lantern\u0000\u0007blinks',
    'lantern \uD800 \uDC00',
    '\u202Elantern\u202C',
    'lan\u200Btern',
    'ｌａｎｔｅｒｎ',
    '%lantern_',
    '\\lantern\\',
  ])('treats %j as text', async (text) => {
    expect(await find(text)).toContain('KA-90001');
  });

  test('leaves the index unchanged after a query with SQL', async () => {
    await find("x'; DELETE FROM search_document; --");
    expect(await find('lantern')).toEqual(['KA-90001']);
  });

  test('finds right-to-left text', async () => {
    expect(await find('المصباح', 'ar')).toEqual(['KA-90003']);
  });

  test('ignores emoji and finds the other words', async () => {
    expect(await find('🧨👩‍🚀')).toEqual([]);
    expect(await find('🧨 boom')).toEqual(['KA-90001']);
  });

  test('never fails or highlights beyond the text', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('lantern', '"OR"', 'NEAR('),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(anything, { maxLength: 6 }),
        fc.constantFrom('en', 'de', 'ja', 'xx'),
        async (words, locale) => {
          const { items } = await fixture.search.search({ text: words.join(' '), locale });
          for (const { snippet, title, titleHighlights } of items) {
            for (const { start, end } of snippet.highlights) {
              expect(start).toBeLessThan(end);
              expect(end).toBeLessThanOrEqual(snippet.text.length);
            }
            for (const { end } of titleHighlights) expect(end).toBeLessThanOrEqual(title.length);
          }
        },
      ),
    );
  });

  test('suggests without failing for any input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(fixture.search.suggest(typed, 'en').length).toBeLessThanOrEqual(8);
      }),
    );
  });
});

describe('pasted logs', () => {
  const noise = Array.from(
    { length: 180 },
    (_, i) =>
      `2024-06-2${i % 10}T10:${i % 60}:11.${i}Z [thread-${i}] 0x7fff${i}abc INFO tick${i.toString(36)} done`,
  );

  test('finds the article by the one error code in a 16 KB log', async () => {
    const log = [
      ...noise.slice(0, 90),
      'Caused by: com.acme.LampException: SCM-120008',
      ...noise.slice(90),
    ].join('\n');
    expect(log.length).toBeGreaterThan(10_000);
    expect(await find(log.slice(0, 16_384))).toEqual(['KA-90001']);
    expect(await find(log.slice(0, 16_384), 'de')).toEqual(['KA-90001']);
  });

  test('suggests no corrections for a log', async () => {
    expect(
      (await fixture.search.search({ text: `${noise.join('\n').slice(0, 9000)} lanterm`, locale: 'en' }))
        .suggestion,
    ).toBeUndefined();
  });

  test('reads at most 16 KB', async () => {
    expect(await find(`${'. '.repeat(8_192)} lantern`)).toEqual([]);
  });
});

test('answers from an empty index', async () => {
  const empty = buildSearch().search;
  expect(await empty.search({ text: 'lantern', locale: 'en' })).toMatchObject({
    items: [],
    total: 0,
    nearestProducts: [],
  });
  expect(empty.suggest('lan', 'en')).toEqual([]);
});
