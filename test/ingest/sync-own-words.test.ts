import { afterEach, beforeEach, expect, it } from 'vitest';
import { createInlineSearch } from '../../src/search/search-service.js';
import { ContentFolder } from '../support/content-folder.js';

let content: ContentFolder;
beforeEach(() => {
  content = new ContentFolder();
  content.article('en/KA-90001.md', 'The Lantern Classic stays dark.');
});
afterEach(() => content.close());

async function found(text: string): Promise<number> {
  const service = createInlineSearch({ libraryFile: content.libraryFile, fallbackLocales: [] });
  return (await service.search({ text, locale: 'en' })).total;
}

function problems(): readonly string[] {
  const all = content.library().diagnostics();
  return all.filter(({ path }) => path === 'search.yaml').map(({ code, line }) => `${code}:${line}`);
}

it('search.yaml applies from the next sync, changes the revision, and disappears with its file', async () => {
  const bare = await content.sync();
  expect(await found('LCC')).toBe(0);
  content.write('search.yaml', 'synonyms:\n  - words: [LCC, Lantern Classic]\n');
  const written = await content.sync();
  expect(written.compiled).toBe(0);
  expect(written.revision).not.toBe(bare.revision);
  expect(await found('LCC')).toBe(1);
  expect((await content.sync()).revision).toBe(written.revision);
  content.remove('search.yaml');
  expect((await content.sync()).revision).toBe(bare.revision);
  expect(await found('LCC')).toBe(0);
});

it('search.yaml is reported while it has errors', async () => {
  content.write('search.yaml', 'synonyms:\n  - words: [LCC]\n  - words: [a, b]\n');
  await content.sync();
  expect(problems()).toEqual(['search-words:2']);
  content.write('search.yaml', 'synonyms: [\n');
  await content.sync();
  expect(problems().map((problem) => problem.split(':')[0])).toEqual(['search-yaml']);
  content.write('search.yaml', '');
  await content.sync();
  expect(problems()).toEqual([]);
});

it('terms of a language are synonyms of the source terms, and are explained', async () => {
  content.article('de/KA-90002.md', 'Klicken Sie auf Docht drehen.');
  content.article('ja/KA-90003.md', '「芯を回す」をクリックします。');
  await content.sync();
  const ask = async (text: string, locale: string) => {
    const service = createInlineSearch({ libraryFile: content.libraryFile, fallbackLocales: [] });
    const { items, explanation } = await service.search({ text, locale, isExplained: true });
    return { numbers: items.map(({ number }) => number), synonyms: explanation?.synonyms };
  };
  expect((await ask('turn wick', 'en')).numbers).toEqual([]);
  content.write('terms/de.yaml', 'Turn wick: Docht drehen\nLantern: Lantern\n');
  content.write('terms/ja.yaml', 'Turn wick: 芯を回す\n');
  await content.sync();
  expect(await ask('turn wick', 'en')).toEqual({
    numbers: expect.arrayContaining(['KA-90002', 'KA-90003']),
    synonyms: ['Turn wick: Docht drehen', 'Turn wick: 芯を回す'],
  });
  expect((await ask('芯を回すには', 'ja')).synonyms).toEqual(['芯を回す: Turn wick']);
  content.remove('terms/de.yaml');
  content.write('terms/ja.yaml', '- no list');
  await content.sync();
  expect(problems()).toEqual(['search-words:1']);
  expect((await ask('turn wick', 'en')).numbers).toEqual([]);
});
