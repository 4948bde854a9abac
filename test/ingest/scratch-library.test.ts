import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withScratchLibrary } from '../../src/ingest/scratch-library.js';
import { ContentFolder } from '../support/content-folder.js';

let content: ContentFolder;

beforeEach(() => {
  content = new ContentFolder();
});

afterEach(() => {
  content.close();
});

async function look(): Promise<{ codes: string[]; titles: string[]; compiled: number }> {
  let compiled = 0;
  const serving = { file: content.libraryFile, options: content.options };
  return withScratchLibrary(
    serving,
    ({ total }) => (compiled = total),
    (library) => ({
      codes: library.diagnostics().map(({ code, path: at }) => `${at} ${code}`),
      titles: library.everyArticle().flatMap((article) => article.translations.map(({ title }) => title)),
      compiled,
    }),
  );
}

it('a scratch library leaves the serving one unchanged, and compiles only what it lacks', async () => {
  content.article('en/KA-90001.md', 'text', { title: 'one' });
  content.article('en/KA-90002.md', 'text', { title: 'two', solution: undefined });
  await content.sync();
  const before = readFileSync(content.libraryFile);
  content.article('en/KA-90001.md', '![](data:image/png;base64,iVBORw0KGgo=)', { title: 'six' });
  expect(await look()).toEqual({
    codes: ['en/KA-90002.md field-missing'],
    titles: ['six', 'two'],
    compiled: 1,
  });
  expect(readFileSync(content.libraryFile).equals(before)).toBe(true);
  expect(content.library().article('KA-90001')?.translations[0]?.title).toBe('one');
});

it('a scratch library needs no serving one, and writes no other files', async () => {
  content.article('en/KA-90001.md', '![](data:image/png;base64,iVBORw0KGgo=)');
  const folder = path.dirname(content.libraryFile);
  const before = readdirSync(folder);
  expect(await look()).toMatchObject({ titles: ['The lamp blinks'], compiled: 1 });
  expect(readdirSync(folder)).toEqual(before);
  expect(existsSync(content.options.inlineDir)).toBe(false);
});

it('a scratch library reuses nothing of another folder’s library', async () => {
  const other = new ContentFolder();
  other.article('en/KA-90009.md', 'text', { title: 'elsewhere' });
  await other.sync({ libraryFile: content.libraryFile });
  content.article('en/KA-90001.md', 'text', { title: 'here' });
  expect(await look()).toMatchObject({ titles: ['here'] });
  other.close();
});
