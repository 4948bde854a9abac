import { describe, expect, test } from 'vitest';
import { buildSearch } from '../support/build-search.js';

const { search } = buildSearch(
  {
    number: 'KA-90001',
    locale: 'en',
    title: 'Upgrade of the lantern to 6.5.17 fails',
    products: ['Lantern Classic'],
    sections: {
      issue: 'java.lang.IllegalStateException: clock not set at com.acme.Lantern.light(Lantern.java:42)',
    },
    isBug: true,
    version: 2,
    publishedOn: '2024-05-01',
  },
  {
    number: 'KA-90001',
    locale: 'de',
    title: 'Aktualisierung der Laterne auf 6.5.17 schlägt fehl',
    products: ['Lantern Classic'],
    version: 1,
    publishedOn: '2023-05-01',
  },
  {
    number: 'KA-90002',
    locale: 'en',
    title: 'Upgrade of the lantern to 6.5.8 fails',
    products: ['Lantern Standard'],
    sections: { issue: 'The battery is empty. The clock was set.' },
    version: 1,
    publishedOn: '2025-05-01',
  },
  {
    number: 'KA-90003',
    locale: 'en',
    title: 'Bell',
    sections: { issue: 'clock tower, set in stone' },
    products: ['Bell'],
  },
);

async function numbers(text: string, filter: object = {}): Promise<readonly string[]> {
  return (await search.search({ text, locale: 'en', ...filter })).items.map(({ number }) => number);
}

describe('query operators', () => {
  test('exclude a word after a minus', async () => {
    expect(await numbers('lantern upgrade -battery')).toEqual(['KA-90001']);
    expect((await numbers('-battery')).length).toBeGreaterThan(0);
  });

  test('treat a hyphen inside or between words as text', async () => {
    expect(await numbers('lantern - battery')).toContain('KA-90002');
    expect(await numbers('clock-set')).toContain('KA-90002');
  });

  test.each(['product:"Lantern Classic" upgrade', 'upgrade product:classic', 'upgrade PRODUCT:lantern'])(
    'filter by product in %s',
    async (text) => {
      expect(await numbers(text)).toEqual(['KA-90001']);
    },
  );

  test('treat an unknown product as words', async () => {
    expect(await numbers('product:sextant lantern upgrade')).toContain('KA-90001');
  });

  test('require a quoted phrase literally', async () => {
    expect(await numbers('"clock not set" lantern')).toEqual(['KA-90001']);
  });

  test.each(['Server: Apache/2.4.10 (Unix)', 'Lamp v2.4.10', 'LAMP2.4.10', 'lamp-2.4.10.jar'])(
    'finds the version in %s by itself',
    async (title) => {
      const { search } = buildSearch({ number: 'KA-90001', locale: 'en', title });
      expect((await search.search({ text: '2.4.10', locale: 'en' })).total).toBe(1);
      expect((await search.search({ text: '4.10', locale: 'en' })).total).toBe(0);
    },
  );

  test('match a version exactly, then by prefix', async () => {
    expect((await numbers('lantern 6.5.17'))[0]).toBe('KA-90001');
    expect((await numbers('lantern 6.5.8'))[0]).toBe('KA-90002');
    expect((await numbers('6.5.17'))[0]).toBe('KA-90001');
  });

  test('find the article for a log line with time stamps and threads', async () => {
    const line =
      '2026-02-06 01:48:57.25 *ERROR* [qtp747634-549] clock set java.lang.IllegalStateException: clock not set on host web-01';
    expect((await numbers(line))[0]).toBe('KA-90001');
    expect((await search.search({ text: line, locale: 'de' })).items[0]?.number).toBe('KA-90001');
  });

  test('never correct a known code', async () => {
    expect((await search.search({ text: 'IllegalStateException', locale: 'en' })).suggestion).toBeUndefined();
  });
});

describe('filters', () => {
  test('select known bugs', async () => {
    expect(await numbers('upgrade lantern', { isBug: true })).toEqual(['KA-90001']);
  });

  test('select articles published since a date', async () => {
    const day = Date.UTC(2025, 0, 1) / 86_400_000;
    expect(await numbers('upgrade lantern', { publishedSince: day })).toEqual(['KA-90002']);
  });

  test('sort newest first', async () => {
    expect((await numbers('upgrade lantern', { sort: 'newest' })).slice(0, 2)).toEqual([
      'KA-90002',
      'KA-90001',
    ]);
  });
});
