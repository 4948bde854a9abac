import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAnswerSearch } from '../../src/search/answer-search.js';
import { openForWriting } from '../../src/library/database.js';
import { ContentFolder } from '../support/content-folder.js';

let content: ContentFolder;

beforeEach(async () => {
  content = new ContentFolder();
  for (let i = 0; i < 40; i++) content.article(`en/KA-90${100 + i}.md`, `${'lantern '.repeat(300)}${i}`);
  await content.sync();
  // All of it into the one file that is damaged then.
  const connection = openForWriting(content.libraryFile);
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
});

afterEach(() => {
  content.close();
});

const PAGE = 4096;

function damage(change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(content.libraryFile);
  change(bytes);
  writeFileSync(content.libraryFile, bytes);
}

const DAMAGES: readonly (readonly [name: string, harm: () => void])[] = [
  ['its header was overwritten', () => damage((bytes) => bytes.fill(0, 0, 100))],
  ['it is no database', () => writeFileSync(content.libraryFile, 'x'.repeat(9000))],
  ['its end is missing', () => truncateSync(content.libraryFile, PAGE * 10)],
  ['it ends within its header', () => truncateSync(content.libraryFile, 50)],
  ['pages of it are zeros', () => damage((bytes) => bytes.fill(0, PAGE * 3, PAGE * 40))],
  [
    'bytes of it are flipped',
    () =>
      damage((bytes) => {
        for (let i = PAGE; i < bytes.length; i += 997) bytes[i] = (bytes[i] ?? 0) ^ 0xff;
      }),
  ],
];

describe('a damaged library is set aside and recompiled', () => {
  it.each(DAMAGES)('if %s', async (_name, harm) => {
    harm();
    const aside: string[] = [];
    const report = await content.sync({ isVerified: true, onDamage: (file) => aside.push(file) });
    expect(report).toMatchObject({ files: 40, compiled: 40 });
    expect(aside).toEqual([content.libraryFile.replace('.sqlite', '.damaged')]);
    expect(existsSync(aside[0] ?? '')).toBe(true);
    expect(content.library().count()).toBe(40);
  });

  it('while a process reads it and switches to the new one', async () => {
    const library = content.library();
    const search = createAnswerSearch({ libraryFile: content.libraryFile, fallbackLocales: ['en'] });
    const query = { text: 'lantern', locale: 'en', limit: 5 };
    expect(library.count()).toBe(40);
    expect(await search({ kind: 'search', query })).toHaveProperty('result');
    damage((bytes) => bytes.fill(0, 0, 100));
    content.article('en/KA-90999.md');
    await content.sync({ isVerified: true });
    // Readers look for another file once a second.
    await expect.poll(() => library.count(), { timeout: 10_000 }).toBe(41);
    await expect.poll(() => search({ kind: 'search', query }), { timeout: 10_000 }).toHaveProperty('result');
  });
});

describe('a library of one content folder', () => {
  it('is rejected for another folder, which would remove all its articles', async () => {
    const other = new ContentFolder();
    const refused = other.sync({ libraryFile: content.libraryFile });
    await expect(refused).rejects.toThrow(
      `its library was made from ${content.root}, not from ${other.root}`,
    );
    expect(content.library().count()).toBe(40);
    other.close();
  });

  it('is accepted at the folder’s new path once the old one is gone', async () => {
    const other = new ContentFolder();
    other.article('en/KA-90001.md');
    content.remove('.');
    await other.sync({ libraryFile: content.libraryFile });
    expect(content.library().count()).toBe(1);
    other.close();
  });
});
