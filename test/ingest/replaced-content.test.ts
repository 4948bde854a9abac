import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { articleFile } from '../support/compile.js';
import { ContentFolder } from '../support/content-folder.js';

let content: ContentFolder;

beforeEach(() => {
  content = new ContentFolder();
});

afterEach(() => {
  content.close();
});

function titleOf(number: string, locale: string): string | undefined {
  return content.library().resolve(number, locale)?.translation.title;
}

/** A file of the same length and dates whatever its title says. */
function article(title: 'one' | 'two' | 'six'): string {
  return articleFile('text', { title, 'article-number': 'KA-90001' });
}

function place(file: string, title: 'one' | 'two' | 'six'): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, article(title));
  utimesSync(file, 1_000_000, 1_000_000);
}

/** Turn a link as `ln -sfn` does. */
function turn(link: string, target: string): void {
  symlinkSync(target, `${link}.new`);
  renameSync(`${link}.new`, link);
}

describe('a sync follows links to their current targets', () => {
  const versions = (name: (version: string) => string): void => {
    place(path.join(content.root, name('rev1')), 'one');
    place(path.join(content.root, name('rev2')), 'two');
  };

  it('if the content folder is a link that was switched', async () => {
    const current = path.join(content.root, 'current');
    versions((version) => `${version}/en/KA-90001.md`);
    turn(current, 'rev1');
    await content.sync({ contentDir: current });
    expect(titleOf('KA-90001', 'en')).toBe('one');
    turn(current, 'rev2');
    await content.sync({ contentDir: current });
    expect(titleOf('KA-90001', 'en')).toBe('two');
    turn(current, 'rev1');
    await content.sync({ contentDir: current });
    expect(titleOf('KA-90001', 'en')).toBe('one');
  });

  it('if files are links through one that was switched, as in a ConfigMap', async () => {
    versions((version) => `en/..${version}/KA-90001.md`);
    turn(path.join(content.root, 'en/..data'), '..rev1');
    turn(path.join(content.root, 'en/KA-90001.md'), '..data/KA-90001.md');
    await content.sync();
    expect(titleOf('KA-90001', 'en')).toBe('one');
    turn(path.join(content.root, 'en/..data'), '..rev2');
    await content.sync();
    expect(titleOf('KA-90001', 'en')).toBe('two');
  });

  it('if a locale folder is a link that was switched', async () => {
    versions((version) => `_${version}/KA-90001.md`);
    turn(path.join(content.root, 'en'), '_rev1');
    await content.sync();
    expect(titleOf('KA-90001', 'en')).toBe('one');
    turn(path.join(content.root, 'en'), '_rev2');
    await content.sync();
    expect(titleOf('KA-90001', 'en')).toBe('two');
  });

  it('if the target of a linked article was rewritten', async () => {
    place(path.join(content.root, '_inc/KA-90001.md'), 'one');
    mkdirSync(path.join(content.root, 'en'));
    turn(path.join(content.root, 'en/KA-90001.md'), '../_inc/KA-90001.md');
    await content.sync();
    place(path.join(content.root, '_inc/KA-90001.md'), 'six');
    await content.sync();
    expect(titleOf('KA-90001', 'en')).toBe('six');
  });
});

describe('a changed file is detected', () => {
  const file = (): string => path.join(content.root, 'en/KA-90001.md');

  it('if it was replaced by one of the same size and date', async () => {
    place(file(), 'one');
    await content.sync();
    place(`${file()}.tmp`, 'two');
    renameSync(`${file()}.tmp`, file());
    await content.sync();
    expect(titleOf('KA-90001', 'en')).toBe('two');
  });

  it('if it was rewritten in place with its date reset', async () => {
    place(file(), 'one');
    await content.sync();
    place(file(), 'two');
    await content.sync();
    expect(titleOf('KA-90001', 'en')).toBe('two');
  });

  it('if one with an older date replaced it', async () => {
    place(file(), 'one');
    await content.sync();
    place(`${file()}.tmp`, 'two');
    utimesSync(`${file()}.tmp`, 1000, 1000);
    renameSync(`${file()}.tmp`, file());
    await content.sync();
    expect(titleOf('KA-90001', 'en')).toBe('two');
  });

  it('and not if only its folder was replaced by a copy', async () => {
    place(file(), 'one');
    await content.sync();
    cpSync(path.join(content.root, 'en'), path.join(content.root, 'copy'), { recursive: true });
    rmSync(path.join(content.root, 'en'), { recursive: true });
    renameSync(path.join(content.root, 'copy'), path.join(content.root, 'en'));
    expect(await content.sync()).toMatchObject({ compiled: 0, removed: 0 });
  });
});

describe('two files with one number and locale', () => {
  it.each(['KA-90001 (1).md', 'KA-90001 - Kopie.md', 'KA-90001 (conflicted copy 2026-01-05).md'])(
    'serve the one named after the number, not %s',
    async (copy) => {
      content.write(`de/${copy}`, article('two'));
      content.write('de/KA-90001.md', article('one'));
      await content.sync();
      expect(titleOf('KA-90001', 'de')).toBe('one');
      const found = content.library().diagnostics();
      expect(found).toMatchObject([{ code: 'duplicate-article', path: `de/${copy}` }]);
      content.remove('de/KA-90001.md');
      await content.sync();
      expect(titleOf('KA-90001', 'de')).toBe('two');
    },
  );
});
