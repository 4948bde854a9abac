import { rmSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../src/article/changes.js';
import type { Library } from '../../src/library/library.js';
import { ContentFolder } from '../support/content-folder.js';

let content: ContentFolder;

beforeEach(() => {
  content = new ContentFolder();
});

afterEach(() => {
  content.close();
});

const KIND = ({ number, locale, change }: Change): string => `${number} ${locale} ${change}`;

function changesAfter(since: number, library: Library = content.library()): readonly Change[] {
  return library.changes(since, 1000);
}

function newest(library: Library = content.library()): number {
  return library.changeLog?.newest ?? 0;
}

describe('the change log', () => {
  it('lists creations, updates, visibility changes and removals, once each and in order', async () => {
    content.article('en/KA-90001.md', 'one');
    content.article('en/KA-90002.md', 'one');
    await content.sync();
    expect(changesAfter(0).map(KIND)).toEqual(['KA-90001 en created', 'KA-90002 en created']);
    const steps: readonly (readonly [() => void, string[]])[] = [
      [() => content.article('en/KA-90001.md', 'two'), ['KA-90001 en updated']],
      [() => content.touch('en/KA-90001.md'), []],
      [() => content.article('en/KA-90001.md', 'two  ', { 'internal-notes': 'x' }), []],
      [() => content.article('en/KA-90001.md', 'two', { hide: 'true' }), ['KA-90001 en removed']],
      [() => content.article('en/KA-90001.md', 'two'), ['KA-90001 en created']],
      [() => content.remove('en/KA-90002.md'), ['KA-90002 en removed']],
      [() => content.article('en/KA-90002.md', 'one'), ['KA-90002 en created']],
      [() => content.write('en/KA-90002.md', 'broken'), ['KA-90002 en removed']],
      [() => content.article('en/KA-90001.md', 'two', { solution: 'Torch' }), ['KA-90001 en updated']],
    ];
    for (const [change, expected] of steps) {
      const since = newest();
      change();
      await content.sync();
      expect(changesAfter(since).map(KIND)).toEqual(expected);
    }
    expect(changesAfter(0)).toHaveLength(2);
  });

  it('distinguishes changes of provenance only', async () => {
    content.article('en/KA-90001.md', 'one', { 'version-number': '3' });
    content.article('de/KA-90001.md', 'eins', { 'version-number': '3' });
    await content.sync();
    const since = newest();
    content.article('en/KA-90001.md', 'one', { 'version-number': '4' });
    await content.sync();
    expect(changesAfter(since).map(KIND).sort()).toEqual(['KA-90001 de provenance', 'KA-90001 en updated']);
  });

  it('lists a translation whose checker errors appear or go because its source changed', async () => {
    content.article('en/KA-90001.md', 'See /etc/lamp/socket.');
    content.article('de/KA-90001.md', 'Siehe /etc/lamp/socket.');
    await content.sync();
    for (const path of ['/etc/lamp/bulb', '/etc/lamp/socket']) {
      const since = newest();
      content.article('en/KA-90001.md', `See ${path}.`);
      await content.sync();
      expect(changesAfter(since).map(KIND).sort()).toEqual(['KA-90001 de provenance', 'KA-90001 en updated']);
    }
  });

  it('is carried over to another code version without spurious changes', async () => {
    content.article('en/KA-90001.md', 'one');
    content.article('en/KA-90002.md', 'one');
    await content.sync();
    const { epoch } = content.library().changeLog ?? {};
    const since = newest();
    content.article('en/KA-90003.md', 'new');
    content.remove('en/KA-90002.md');
    const libraryFile = path.join(path.dirname(content.libraryFile), 'library-next.sqlite');
    await content.sync({ libraryFile });
    const next = content.library(['en'], libraryFile);
    expect(next.changeLog?.epoch).toBe(epoch);
    expect(changesAfter(since, next).map(KIND)).toEqual(['KA-90003 en created', 'KA-90002 en removed']);
  });

  it('starts a new epoch if the previous one is lost', async () => {
    content.article('en/KA-90001.md', 'one');
    await content.sync();
    const { epoch } = content.library().changeLog ?? {};
    for (const ending of ['', '-wal', '-shm']) rmSync(content.libraryFile + ending, { force: true });
    await content.sync();
    const log = content.library().changeLog;
    expect(log?.epoch).toMatch(/^[0-9a-f]{12}$/);
    expect(log?.epoch).not.toBe(epoch);
  });

  it('forgets removals after the retention time, and says up to where', async () => {
    content.article('en/KA-90001.md', 'one');
    content.article('en/KA-90002.md', 'one');
    await content.sync();
    content.remove('en/KA-90001.md');
    await content.sync();
    expect(changesAfter(0)).toHaveLength(2);
    const before = newest();
    content.touch('en/KA-90002.md');
    await content.sync({ keepDays: -1 });
    expect(changesAfter(0).map(KIND)).toEqual(['KA-90002 en created']);
    expect(content.library().changeLog).toMatchObject({ newest: before, pruned: before });
  });
});

describe('passages', () => {
  it('are served by hash after a change or removal, with its time', async () => {
    content.article('en/KA-90001.md', '## Description {#description}\n\nThe old text.\n');
    await content.sync();
    const [old] = content.library().passages('KA-90001', 'en');
    expect(content.library().passage(old?.hash ?? '')).toMatchObject({
      number: 'KA-90001',
      removedAt: undefined,
    });
    content.article('en/KA-90001.md', '## Description {#description}\n\nThe new text.\n');
    await content.sync();
    const cited = content.library().passage(old?.hash ?? '');
    expect(cited?.passage.text).toBe('The old text.');
    expect(cited?.removedAt).toMatch(/^\d{4}-/);
    expect(
      content
        .library()
        .passages('KA-90001', 'en')
        .map(({ text }) => text),
    ).toEqual(['The new text.']);
    content.article('en/KA-90001.md', '## Description {#description}\n\nThe old text.\n');
    await content.sync();
    expect(content.library().passage(old?.hash ?? '')?.removedAt).toBeUndefined();
  });

  it('stay served by hash when another passage of their article changes', async () => {
    const body = (cause: string) => `## Issue {#issue}\n\nIt is dark.\n\n## Cause {#cause}\n\n${cause}\n`;
    content.article('en/KA-90001.md', body('No bulb.'));
    await content.sync();
    const [kept, gone] = content.library().passages('KA-90001', 'en');
    content.article('en/KA-90001.md', body('No power.'));
    await content.sync();
    expect(content.library().passage(kept?.hash ?? '')?.removedAt).toBeUndefined();
    expect(content.library().passage(gone?.hash ?? '')?.removedAt).toMatch(/^\d{4}-/);
  });

  it('are carried over to another code version, also those no longer served', async () => {
    content.article('en/KA-90001.md', 'old');
    await content.sync();
    const [old] = content.library().passages('KA-90001', 'en');
    content.article('en/KA-90001.md', 'new');
    await content.sync();
    const [current] = content.library().passages('KA-90001', 'en');
    const libraryFile = path.join(path.dirname(content.libraryFile), 'library-next.sqlite');
    await content.sync({ libraryFile });
    const next = content.library(['en'], libraryFile);
    expect(next.passage(old?.hash ?? '')).toEqual(content.library().passage(old?.hash ?? ''));
    expect(next.passage(current?.hash ?? '')).toMatchObject({ passage: current, removedAt: undefined });
  });

  it('are carried over from a version that stored each by itself', async () => {
    content.article('en/KA-90001.md', 'text');
    await content.sync();
    const [passage] = content.library().passages('KA-90001', 'en');
    const { epoch } = content.library().changeLog ?? {};
    const former = new Database(content.libraryFile);
    former.exec(`DROP TABLE passage; DROP TABLE passage_set;
      CREATE TABLE passage (hash TEXT, number TEXT, locale TEXT, position INTEGER, json TEXT, removed_at TEXT)`);
    const old = { ...passage, hash: 'p1-old', text: 'old' };
    const json = JSON.stringify(old);
    former
      .prepare("INSERT INTO passage VALUES ('p1-old', 'KA-90001', 'en', 0, ?, ?)")
      .run(json, '2026-01-02T03:04:05.678Z');
    former.close();
    const libraryFile = path.join(path.dirname(content.libraryFile), 'library-next.sqlite');
    await content.sync({ libraryFile });
    const next = content.library(['en'], libraryFile);
    expect(next.changeLog?.epoch).toBe(epoch);
    expect(next.passage('p1-old')).toEqual({
      number: 'KA-90001',
      locale: 'en',
      passage: old,
      removedAt: '2026-01-02T03:04:05.678Z',
    });
    expect(next.passages('KA-90001', 'en')).toEqual([passage]);
  });

  it('are not kept longer than the log', async () => {
    content.article('en/KA-90001.md', 'old');
    await content.sync();
    const [old] = content.library().passages('KA-90001', 'en');
    content.article('en/KA-90001.md', 'new');
    await content.sync({ keepDays: -1 });
    expect(content.library().passage(old?.hash ?? '')).toBeUndefined();
  });
});

it('a client that follows the changes keeps an identical mirror', async () => {
  const names = ['en/KA-90001.md', 'de/KA-90001.md', 'en/KA-90002.md', 'de/KA-90002.md'];
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('write' as const),
      name: fc.constantFrom(...names),
      body: fc.constantFrom('one', 'two', '1. a\n2. b'),
      version: fc.constantFrom('1', '2'),
      hide: fc.constantFrom('false', 'true'),
    }),
    fc.record({ kind: fc.constant('remove' as const), name: fc.constantFrom(...names, 'de') }),
    fc.constant({ kind: 'rebuild' as const }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const folder = new ContentFolder();
      const mirror = new Map<string, string>();
      let [since, file, builds] = [0, folder.libraryFile, 0];
      for (const it of steps) {
        if (it.kind === 'write')
          folder.article(it.name, `## Resolution {#resolution}\n\n${it.body}\n`, {
            'version-number': it.version,
            hide: it.hide,
          });
        else if (it.kind === 'remove') folder.remove(it.name);
        else file = path.join(path.dirname(folder.libraryFile), `library-${(builds += 1)}.sqlite`);
        await folder.sync({ libraryFile: file });
        const library = folder.library(['en'], file);
        for (const { number, locale, change, sequence } of library.changes(since, 1000)) {
          if (change === 'removed') mirror.delete(`${number}/${locale}`);
          else mirror.set(`${number}/${locale}`, JSON.stringify(library.resolve(number, locale)));
          since = sequence;
        }
        const site = library
          .everyArticle()
          .flatMap(({ number, translations }) => translations.map(({ locale }) => [number, locale] as const))
          .map(
            ([number, locale]) =>
              [`${number}/${locale}`, JSON.stringify(library.resolve(number, locale))] as const,
          );
        // Which other locales an article has stands in it, and is no change of it.
        const own = (json: string): unknown => {
          const { translation, provenance, article } = JSON.parse(json) as Record<
            string,
            { facts?: unknown }
          >;
          return { translation, provenance, facts: article?.facts };
        };
        expect(Object.fromEntries([...mirror].sort().map(([key, json]) => [key, own(json)]))).toEqual(
          Object.fromEntries(site.map(([key, json]) => [key, own(json)])),
        );
      }
      folder.close();
    }),
    { numRuns: 12 },
  );
});
