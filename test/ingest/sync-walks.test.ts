import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isDiagnosticCode } from '../../src/content/diagnostic.js';
import { walkFolders } from '../../src/ingest/sync-walks.js';
import type { SyncOptions, SyncReport } from '../../src/ingest/sync-library.js';
import { ContentFolder } from '../support/content-folder.js';
import { DEMO_CONTENT, walkFileText } from '../support/walk-site.js';

const FOLDER = 'walks/KA-90103';
const STEPS = '## Lösung {#resolution}\n\n1. Erstens.\n2. Zweitens.\n3. Drittens.\n';

let content: ContentFolder;
beforeEach(() => {
  content = new ContentFolder();
  content.article('de/KA-90103.md', STEPS);
  for (const name of readdirSync(path.join(DEMO_CONTENT, FOLDER)))
    content.write(`${FOLDER}/${name}`, walkFileText(name));
});
afterEach(() => content.close());

function sync(given: Partial<SyncOptions> = {}): Promise<SyncReport> {
  return content.sync(given);
}

function change(name: string, from: string, to: string): void {
  const text = walkFileText(name).replace(from, to);
  expect(text).not.toBe(walkFileText(name));
  content.write(`${FOLDER}/${name}`, text);
}

function walkFaults(): string[] {
  return content
    .library()
    .diagnostics()
    .filter(({ path: file }) => file.startsWith('walks'))
    .map(({ path: file, line, column, code }) => `${file}:${line}:${column} ${code}`);
}

function hasWalk(): boolean {
  return content.library().walk('KA-90103') !== undefined;
}

describe('a walk', () => {
  it('is read once, then not again', async () => {
    const first = await sync();
    expect(first).toMatchObject({ walks: 1, diagnostics: { error: 0 } });
    expect(hasWalk()).toBe(true);
    expect(await sync()).toMatchObject({ walks: 0, revision: first.revision });
  });

  it('that was only touched is unchanged', async () => {
    const before = await sync();
    content.touch(`${FOLDER}/de.yaml`);
    expect(await sync()).toMatchObject({ walks: 0, revision: before.revision });
  });

  it('changes the revision with every byte, reversibly', async () => {
    const before = await sync();
    content.write(`${FOLDER}/de.yaml`, `${walkFileText('de.yaml')}# a note\n`);
    const changed = await sync();
    expect(changed.walks).toBe(1);
    expect(changed.revision).not.toBe(before.revision);
    content.write(`${FOLDER}/de.yaml`, walkFileText('de.yaml'));
    expect((await sync()).revision).toBe(before.revision);
  });

  it('is cached by a reader until the revision changes', async () => {
    await sync();
    const library = content.library();
    const walk = library.walk('KA-90103');
    expect(library.walk('KA-90103')).toBe(walk);
    change('de.yaml', 'Zwei oder drei Fragen', 'Wenige Fragen');
    await sync();
    expect(library.walk('KA-90103')).not.toBe(walk);
  });

  it('disappears with its folder', async () => {
    const before = await sync();
    content.remove(FOLDER);
    const after = await sync();
    expect(after).toMatchObject({ walks: 1 });
    expect(after.revision).not.toBe(before.revision);
    expect(hasWalk()).toBe(false);
    content.remove('walks');
    expect(await sync()).toMatchObject({ walks: 0 });
  });

  it('survives a change of the source locale', async () => {
    await sync();
    content.article('en/KA-90103.md', STEPS);
    await sync();
    expect(hasWalk()).toBe(true);
    expect(await sync()).toMatchObject({ walks: 0 });
  });
});

describe('a faulty walk', () => {
  it('is reported with line and column; its article is served without it', async () => {
    change('walk.yaml', 'cannot: handover', 'cannot: nowhere');
    const report = await sync();
    expect(report.diagnostics.error).toBeGreaterThan(0);
    expect(walkFaults()).toContainEqual(
      expect.stringMatching(/^walks\/KA-90103\/walk\.yaml:\d{2}:\d+ walk-unknown-node$/),
    );
    expect(hasWalk()).toBe(false);
    expect(content.library().resolve('KA-90103', 'de')?.translation.steps).toHaveLength(3);
  });

  it('is served again without diagnostics once fixed', async () => {
    change('de.yaml', 'title:', 'titel:');
    await sync();
    expect(walkFaults()).not.toEqual([]);
    content.write(`${FOLDER}/de.yaml`, walkFileText('de.yaml'));
    await sync();
    expect(walkFaults()).toEqual([]);
    expect(hasWalk()).toBe(true);
  });

  it('keeps its diagnostics through unrelated syncs', async () => {
    change('de.yaml', 'title:', 'titel:');
    await sync();
    const before = walkFaults();
    content.article('de/KA-90001.md');
    await sync();
    content.article('de/KA-90001.md', 'other');
    await sync({ paths: ['de/KA-90001.md'] });
    content.touch(`${FOLDER}/de.yaml`);
    await sync({ paths: [`${FOLDER}/de.yaml`] });
    expect(walkFaults()).toEqual(before);
  });

  it.each([
    ['no graph', () => content.remove(`${FOLDER}/walk.yaml`), 'walk-missing-file'],
    [
      'bytes that are no text',
      () => content.write(`${FOLDER}/sv.yaml`, Buffer.from([0xff, 0xfe, 0x00])),
      'not-utf8',
    ],
    ['a huge file', () => content.write(`${FOLDER}/sv.yaml`, 'x'.repeat(300_000)), 'file-too-large'],
    ['an empty file', () => content.write(`${FOLDER}/sv.yaml`, ''), 'file-empty'],
  ])('with %s is not served', async (_, spoil, code) => {
    spoil();
    await sync();
    expect(walkFaults().join('\n')).toContain(code);
    expect(hasWalk()).toBe(false);
  });

  it('without a language is served in the others, with a warning', async () => {
    content.remove(`${FOLDER}/sv.yaml`);
    await sync();
    expect(walkFaults().join('\n')).toContain('walk-missing-locale');
    expect(hasWalk()).toBe(true);
  });

  it('does not read linked files outside the folder', async () => {
    const outside = path.join(content.root, '..', 'outside.yaml');
    writeFileSync(outside, walkFileText('sv.yaml'));
    content.remove(`${FOLDER}/sv.yaml`);
    symlinkSync(outside, path.join(content.root, FOLDER, 'sv.yaml'));
    await sync();
    expect(walkFaults().join('\n')).toContain('file-outside');
    expect(hasWalk()).toBe(false);
  });
});

describe('the article of a walk', () => {
  it('triggers a new check when its steps change', async () => {
    await sync();
    content.article('de/KA-90103.md', '## Lösung {#resolution}\n\n1. Nur einer.\n');
    expect(await sync({ paths: ['de/KA-90103.md'] })).toMatchObject({ walks: 1 });
    expect(walkFaults().join('\n')).toContain('walk-unknown-step');
    expect(hasWalk()).toBe(false);
    content.article('de/KA-90103.md', STEPS);
    await sync({ paths: ['de/KA-90103.md'] });
    expect(hasWalk()).toBe(true);
  });

  it('can be missing; the walk is then reported as unreachable', async () => {
    content.remove('de/KA-90103.md');
    await sync();
    expect(walkFaults()).toEqual(['walks/KA-90103:1:1 walk-without-article']);
  });
});

describe('a folder under walks', () => {
  it('that is not named after an article is reported until it is removed', async () => {
    content.write('walks/ka-90103x/walk.yaml', 'version: 1\n');
    await sync();
    await sync();
    expect(walkFaults()).toEqual(['walks/ka-90103x:1:1 walk-folder']);
    content.remove('walks/ka-90103x');
    await sync();
    expect(walkFaults()).toEqual([]);
  });

  it('is watched, as is its parent', () => {
    expect(walkFolders(content.root)).toEqual([
      path.join(content.root, 'walks'),
      path.join(content.root, FOLDER),
    ]);
    content.remove('walks');
    expect(walkFolders(content.root)).toEqual([]);
  });
});

it('every walk diagnostic is in the table of diagnostics', () => {
  const room = path.join(import.meta.dirname, '../../src/walk/files');
  const codes = readdirSync(room).flatMap((name) =>
    [...readFileSync(path.join(room, name), 'utf8').matchAll(/'(walk-[a-z-]+)'/g)].map(
      ([, code]) => code ?? '',
    ),
  );
  expect(codes.length).toBeGreaterThan(15);
  expect(codes.filter((code) => !isDiagnosticCode(code))).toEqual([]);
});
