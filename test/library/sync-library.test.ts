import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refusedRow, UNFINISHED } from '../../src/ingest/compile-batch.js';
import { createInlinePool, type CompilePool } from '../../src/ingest/compile-pool.js';
import { ContentFolder } from '../support/content-folder.js';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUg==', 'base64');

let content: ContentFolder;
beforeEach(() => (content = new ContentFolder()));
afterEach(() => {
  vi.useRealTimers();
  content.close();
});

/** The codes of all diagnostics, with the files they are in. */
function diagnostics(): string[] {
  return content
    .library()
    .diagnostics()
    .map((diagnostic) => `${diagnostic.path} ${diagnostic.code}`);
}

function textOf(number: string, locale: string): string | undefined {
  return content
    .library()
    .resolve(number, locale)
    ?.translation.sections.map((section) => section.text)
    .join('\n');
}

describe('a sync', () => {
  it('compiles every article once, then nothing', async () => {
    content.article('en/KA-90001.md');
    content.article('de/KA-90001.md');
    content.article('de/deep/er/KA-90002.md');
    expect(await content.sync()).toMatchObject({
      files: 3,
      compiled: 3,
      removed: 0,
      diagnostics: { error: 0 },
    });
    expect(await content.sync()).toMatchObject({ files: 3, compiled: 0, removed: 0 });
  });

  it('compiles only what changed', async () => {
    content.article('en/KA-90001.md', 'one');
    content.article('en/KA-90002.md', 'one');
    const before = await content.sync();
    content.article('en/KA-90002.md', 'two');
    const after = await content.sync();
    expect(after).toMatchObject({ compiled: 1 });
    expect(after.revision).not.toBe(before.revision);
    expect(textOf('KA-90002', 'en')).toBe('two');
  });

  it('reads a touched file, but compiles nothing and keeps the revision', async () => {
    content.article('en/KA-90001.md');
    const before = await content.sync();
    content.touch('en/KA-90001.md');
    expect(await content.sync()).toMatchObject({ compiled: 0, revision: before.revision });
  });

  it('detects changes of the same length', async () => {
    content.article('en/KA-90001.md', 'aaa');
    await content.sync();
    content.article('en/KA-90001.md', 'bbb');
    expect(await content.sync()).toMatchObject({ compiled: 1 });
    expect(textOf('KA-90001', 'en')).toBe('bbb');
  });

  it('removes deleted files and their diagnostics', async () => {
    content.article('en/KA-90001.md');
    content.article('en/KA-90002.md', 'text', { solution: undefined });
    await content.sync();
    expect(diagnostics()).toEqual(['en/KA-90002.md field-missing']);
    content.remove('en/KA-90002.md');
    expect(await content.sync()).toMatchObject({ files: 1, removed: 1, compiled: 0 });
    expect(diagnostics()).toEqual([]);
    expect(content.library().resolve('KA-90002', 'en')).toBeUndefined();
    expect(content.library().existing(['KA-90001', 'KA-90002'])).toEqual(new Set(['KA-90001']));
  });

  it('removes a deleted locale', async () => {
    content.article('en/KA-90001.md');
    content.article('de/KA-90001.md');
    await content.sync();
    content.remove('de');
    await content.sync();
    expect(content.library().locales).toEqual(['en']);
    expect(
      content
        .library()
        .article('KA-90001')
        ?.translations.map(({ locale }) => locale),
    ).toEqual(['en']);
  });

  it('has a revision without content', async () => {
    const { revision } = await content.sync();
    expect(revision).toMatch(/^0{64}$/);
    expect(content.library().revision).toBe(revision);
    expect(content.library().list({ locale: 'en', order: 'newest', limit: 10 })).toEqual({
      items: [],
      total: 0,
      next: undefined,
    });
  });

  it('fails without a content folder', async () => {
    await expect(content.sync({ contentDir: '/nowhere/at/all' })).rejects.toThrow('ENOENT');
  });

  it('reports progress, and the scanned folders before reading files', async () => {
    content.article('en/KA-90001.md');
    const told: unknown[] = [];
    await content.sync({
      onFolders: (_root, folders) => told.push(folders.length),
      onProgress: (progress) => told.push(progress),
    });
    expect(told.slice(0, 2)).toEqual([2, { done: 0, total: 1 }]);
    expect(told.at(-1)).toEqual({ done: 1, total: 1 });
  });

  it('can be limited to some paths', async () => {
    content.article('en/KA-90001.md', 'one');
    content.article('en/KA-90002.md', 'one');
    await content.sync();
    content.article('en/KA-90001.md', 'two');
    content.article('en/KA-90002.md', 'two');
    expect(
      await content.sync({ paths: ['en/KA-90001.md', 'en/none.txt', '../../etc/passwd'] }),
    ).toMatchObject({ compiled: 1, files: 2 });
    expect([textOf('KA-90001', 'en'), textOf('KA-90002', 'en')]).toEqual(['two', 'one']);
    content.remove('en/KA-90001.md');
    expect(await content.sync({ paths: ['en/KA-90001.md'] })).toMatchObject({ removed: 1, files: 1 });
  });
});

describe('bad files', () => {
  it('are tried again once per start if compiling did not finish', async () => {
    content.article('en/KA-90001.md');
    // Saved long enough ago to be recognized by its dates.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    const busy: CompilePool = {
      width: 1,
      compile: (_root, groups) =>
        Promise.resolve(groups.flatMap(({ files }) => files.map((file) => refusedRow(file, UNFINISHED, [])))),
      close: () => Promise.resolve(),
    };
    await content.sync({}, busy);
    expect(await content.sync()).toMatchObject({ compiled: 0 });
    expect(await content.sync({ isVerified: true })).toMatchObject({ compiled: 1 });
    expect(textOf('KA-90001', 'en')).toBe('text');
    expect(await content.sync({ isVerified: true })).toMatchObject({ compiled: 0 });
  });

  it('are excluded individually, each with its diagnostic', async () => {
    content.article('de/KA-90001.md');
    content.write('de/KA-90002.md', Uint8Array.of(0xff, 0xfe));
    content.write('de/KA-90003.md', '');
    content.write('de/KA-90004.md', new Uint8Array(20 * 1024 * 1024));
    content.write('de/KA-90005.md', '---\ntitle: "a" b\n---\n');
    content.write('de/KA-90006.md', '# no front matter\n');
    content.article('de/KA-90007.md', 'x', { 'article-number': 'KA-90008' });
    content.article('de/KA-9.md', 'x', { 'article-number': undefined });
    content.article('de/KA-90009.md', '>'.repeat(10_000));
    content.article('de/KA-90010.md', '');
    const report = await content.sync();
    expect(report).toMatchObject({ files: 10, compiled: 10, diagnostics: { error: 8, warning: 1 } });
    expect(diagnostics().sort()).toEqual([
      'de/KA-9.md number-missing',
      'de/KA-90002.md not-utf8',
      'de/KA-90003.md file-empty',
      'de/KA-90004.md file-too-large',
      'de/KA-90005.md front-matter-invalid',
      'de/KA-90006.md front-matter-missing',
      'de/KA-90007.md number-mismatch',
      'de/KA-90009.md nesting-too-deep',
      'de/KA-90010.md body-empty',
    ]);
    expect(content.library().count()).toBe(2);
    expect(await content.sync()).toMatchObject({ compiled: 0 });
  });

  it('are served once fixed, and excluded once broken', async () => {
    content.write('de/KA-90001.md', '---\ntitle: "a" b\n---\n');
    await content.sync();
    expect(content.library().resolve('KA-90001', 'de')).toBeUndefined();
    content.article('de/KA-90001.md', 'mended');
    await content.sync();
    expect(textOf('KA-90001', 'de')).toBe('mended');
    expect(diagnostics()).toEqual([]);
    content.write('de/KA-90001.md', 'broken');
    await content.sync();
    expect(content.library().resolve('KA-90001', 'de')).toBeUndefined();
    expect(diagnostics()).toEqual(['de/KA-90001.md front-matter-missing']);
  });

  it.each([undefined, ['de/KA-90001.md']])(
    'that link outside the folder are never read (scanning %j)',
    async (paths) => {
      const outside = mkdtempSync(path.join(tmpdir(), 'parlance-out-'));
      writeFileSync(path.join(outside, 'secret.md'), 'secret');
      mkdirSync(path.join(content.root, 'de'));
      symlinkSync(path.join(outside, 'secret.md'), path.join(content.root, 'de/KA-90001.md'));
      for (let i = 0; i < 2; i++)
        expect(await content.sync({ paths })).toMatchObject({ compiled: 0, diagnostics: { error: 1 } });
      rmSync(outside, { recursive: true });
      expect(diagnostics()).toEqual(['de/KA-90001.md file-outside']);
      content.remove('de/KA-90001.md');
      expect(await content.sync({ paths })).toMatchObject({ diagnostics: { error: 0 } });
    },
  );
});

describe('two files with one number and locale', () => {
  it('are served by the first path; the other is reported', async () => {
    content.article('de/a/KA-90001.md', 'from a');
    content.article('de/b/KA-90001.md', 'from b');
    content.article('de/c/KA-90001.md', 'from c');
    await content.sync();
    expect(textOf('KA-90001', 'de')).toBe('from a');
    expect(diagnostics()).toEqual([
      'de/b/KA-90001.md duplicate-article',
      'de/c/KA-90001.md duplicate-article',
    ]);
  });

  it('switch to the second when the first is removed or broken, and back', async () => {
    content.article('de/a/KA-90001.md', 'from a');
    content.article('de/b/KA-90001.md', 'from b');
    await content.sync();
    content.write('de/a/KA-90001.md', 'broken');
    await content.sync();
    expect(textOf('KA-90001', 'de')).toBe('from b');
    expect(diagnostics()).toEqual(['de/a/KA-90001.md front-matter-missing']);
    content.article('de/a/KA-90001.md', 'from a');
    await content.sync();
    expect(textOf('KA-90001', 'de')).toBe('from a');
    content.remove('de/a/KA-90001.md');
    await content.sync();
    expect(textOf('KA-90001', 'de')).toBe('from b');
    expect(diagnostics()).toEqual([]);
  });

  it('switch to a third that sorts first', async () => {
    content.article('de/b/KA-90001.md', 'from b');
    content.article('de/c/KA-90001.md', 'from c');
    await content.sync();
    content.article('de/a/KA-90001.md', 'from a');
    await content.sync();
    expect(textOf('KA-90001', 'de')).toBe('from a');
    expect(content.rows()).toEqual(await content.freshRows());
  });
});

describe('a source and its translations', () => {
  const labels = (first: string): string =>
    `## Description {#description}\n\n### ${first}\n\nx\n\n## Resolution {#resolution}\n\ny\n`;

  it('are recompiled together when the source changes, and only those of its article', async () => {
    content.article('en/KA-90001.md', labels('Environment'));
    content.article('de/KA-90001.md', labels('Umfeld'));
    content.article('de/KA-90002.md');
    await content.sync();
    const name = (): string | undefined =>
      content.library().resolve('KA-90001', 'de')?.translation.sections[0]?.name;
    expect(name()).toBe('environment');
    content.article('en/KA-90001.md', labels('Cause'));
    expect(await content.sync()).toMatchObject({ compiled: 2 });
    expect(name()).toBe('cause');
  });

  it.each([undefined, ['en/KA-90001.md']])(
    'are paired when the source is added later, and unpaired when it is removed (scanning %j)',
    async (paths) => {
      content.article('en/KA-90002.md');
      content.article('de/KA-90001.md', labels('Umfeld'), { title: `'"Die Lampe" blinkt "so"'` });
      await content.sync();
      expect(content.library().resolve('KA-90001', 'de')?.provenance).toMatchObject({ outdated: undefined });
      content.article('en/KA-90001.md', labels('Environment'), { 'version-number': '4' });
      expect(await content.sync({ paths })).toMatchObject({ compiled: 2 });
      const reading = content.library().resolve('KA-90001', 'de');
      expect(reading?.translation.sections[0]?.name).toBe('environment');
      expect(reading?.provenance).toMatchObject({ outdated: true, sourceVersion: 4 });
      content.remove('en/KA-90001.md');
      expect(await content.sync({ paths })).toMatchObject({ compiled: 1 });
      expect(content.library().resolve('KA-90001', 'de')?.translation.sections[0]?.name).toBe('description');
      expect(content.rows()).toEqual(await content.freshRows());
    },
  );

  it('are compared again when another locale becomes the source', async () => {
    content.article('de/KA-90001.md', labels('Umgebung'));
    content.article('it/KA-90001.md', labels('Contesto'));
    await content.sync();
    expect(content.library().sourceLocale).toBeUndefined();
    expect(await content.sync({ sourceLocale: 'de' })).toMatchObject({ compiled: 2 });
    expect(content.library().sourceLocale).toBe('de');
    expect(content.library().resolve('KA-90001', 'it')?.translation.sections[0]?.name).toBe('environment');
  });

  it('find the source under a more exact name', async () => {
    content.article('en-US/KA-90001.md');
    content.article('de/KA-90001.md');
    await content.sync();
    expect(content.library().sourceLocale).toBe('en-US');
  });
});

describe('images', () => {
  it('added later are shown, removed ones are not, and the revision changes', async () => {
    content.article('en/KA-90001.md', '![Lamp](assets/lamp.png)');
    const first = await content.sync();
    expect(diagnostics()).toEqual(['en/KA-90001.md image-missing']);
    content.write('en/assets/lamp.png', PNG);
    const second = await content.sync();
    expect(second).toMatchObject({ compiled: 1 });
    expect(second.revision).not.toBe(first.revision);
    expect(JSON.stringify(content.library().resolve('KA-90001', 'en'))).toContain(
      '/images/en/assets/lamp.png',
    );
    expect(diagnostics()).toEqual([]);
    content.remove('en/assets/lamp.png');
    expect(await content.sync()).toMatchObject({ compiled: 1, revision: first.revision });
  });

  it('that may not be served cause no repeated work', async () => {
    content.article('en/KA-90001.md', '![Lamp](assets/lamp.svg)');
    content.write('en/assets/lamp.svg', '<svg/>');
    await content.sync();
    expect(await content.sync()).toMatchObject({ compiled: 0 });
  });
});

describe('what must not differ between locales', () => {
  it('is taken from the source, and differences are reported', async () => {
    content.article('en/KA-90001.md', 'x', { solution: 'Lantern', bug: 'true' });
    content.article('de/KA-90001.md', 'x', { solution: 'Lampe', bug: 'true' });
    content.article('it/KA-90001.md', 'x', { solution: 'Lantern', bug: 'false', hide: 'true' });
    await content.sync();
    expect(content.library().article('KA-90001')?.facts).toEqual({
      products: ['Lantern'],
      appliesTo: [],
      isBug: true,
      isHidden: false,
    });
    const messages = content
      .library()
      .diagnostics()
      .map((diagnostic) => `${diagnostic.path} ${diagnostic.message.split(' must')[0] ?? ''}`);
    expect(messages).toEqual(['de/KA-90001.md product', 'it/KA-90001.md bug, hide']);
  });

  it('is taken from the first locale without a source', async () => {
    content.article('it/KA-90001.md', 'x', { solution: 'A' });
    content.article('de/KA-90001.md', 'x', { solution: 'B' });
    await content.sync();
    expect(content.library().article('KA-90001')?.facts.products).toEqual(['B']);
    content.article('de/KA-90001.md', 'x', { solution: 'A' });
    await content.sync();
    expect(diagnostics()).toEqual([]);
  });
});

describe('readers', () => {
  it('see the old revision during a sync, and the new one afterwards', async () => {
    content.article('en/KA-90001.md', 'old');
    const { revision } = await content.sync();
    const library = content.library();
    content.article('en/KA-90001.md', 'new');
    const inline = createInlinePool(content.options);
    const seen: unknown[] = [];
    const look = (): void => void seen.push([library.revision === revision, textOf('KA-90001', 'en')]);
    const pool: CompilePool = {
      ...inline,
      compile: async (...given) => {
        const results = await inline.compile(...given);
        look();
        return results;
      },
    };
    await content.sync({}, pool);
    look();
    expect(seen).toEqual([
      [true, 'old'],
      [false, 'new'],
    ]);
  });

  it('see nothing before the first sync, and its result afterwards', async () => {
    const library = content.library();
    expect([library.revision, library.locales, library.count(), library.resolve('KA-90001', 'en')]).toEqual([
      undefined,
      [],
      0,
      undefined,
    ]);
    content.article('en/KA-90001.md');
    const { revision } = await content.sync();
    expect([library.revision, library.locales, library.count()]).toEqual([revision, ['en'], 1]);
  });

  it('keep the old revision if a sync fails', async () => {
    content.article('en/KA-90001.md', 'old');
    await content.sync();
    const before = content.rows();
    content.article('en/KA-90001.md', 'new');
    content.article('en/KA-90002.md', 'new');
    const broken: CompilePool = {
      ...createInlinePool(content.options),
      compile: () => Promise.reject(new Error('no memory')),
    };
    await expect(content.sync({}, broken)).rejects.toThrow('no memory');
    expect(content.rows()).toEqual(before);
    expect(await content.sync()).toMatchObject({ compiled: 2 });
  });
});
