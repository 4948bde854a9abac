import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, expect, test } from 'vitest';
import { analyzeTranslation } from '../../src/search/index/index-entry.js';
import { createSearch } from '../../src/search/create-search.js';
import { openForWriting } from '../../src/library/database.js';
import { createSearchSchema, SearchWriter } from '../../src/search/index/search-writer.js';
import { buildTranslation } from '../support/build-article.js';

const folder = mkdtempSync(join(tmpdir(), 'search-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const facts = { products: ['Lantern'], appliesTo: [], isBug: false, isHidden: false };

test('a reader on its own connection sees each commit, including new locales, and nothing before it', async () => {
  const file = join(folder, 'library.sqlite');
  const writing = openForWriting(file);
  createSearchSchema(writing);
  const reading = new Database(file, { readonly: true });
  const { search } = createSearch(reading, { chooseLocale: (_, available) => available[0] ?? 'de' });
  const count = async (text: string): Promise<number> => (await search({ text, locale: 'de' })).total;
  expect(await count('Lampe')).toBe(0);

  const ingest = async (locale: string, number: string, title: string): Promise<void> => {
    const writer = new SearchWriter(writing);
    writer.put(number, locale, analyzeTranslation(buildTranslation({ number, locale, title }), facts));
    expect(await count(title)).toBe(0);
    writer.finish();
  };
  for (const [locale, number, title] of [
    ['de', 'KA-90001', 'Lampe'],
    ['sv', 'KA-90002', 'Klocka'],
    ['ja', 'KA-90003', 'ランタン'],
  ] as const) {
    writing.exec('BEGIN IMMEDIATE');
    await ingest(locale, number, title);
    writing.exec('COMMIT');
    expect(await count(title)).toBe(1);
  }
  reading.close();
  writing.close();
});
