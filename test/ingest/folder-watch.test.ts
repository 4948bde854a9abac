import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanFolder } from '../../src/content/scan-folder.js';
import { FolderWatch, type FolderChange } from '../../src/ingest/folder-watch.js';

let dir: string;
let watch: FolderWatch | undefined;
let changes: FolderChange[];

beforeEach(() => {
  dir = realpathSync(mkdtempSync(path.join(tmpdir(), 'parlance-watch-')));
  changes = [];
});

afterEach(() => {
  watch?.close();
  rmSync(dir, { recursive: true });
});

function write(name: string): void {
  mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
  writeFileSync(path.join(dir, name), 'x');
}

/** Watch a folder, looking at everything whenever that is asked for, as the sync thread does. */
function follow(contentDir: string): void {
  const look = (): void => {
    const root = realpathSync(contentDir);
    watch?.follow(root, scanFolder(root).folders);
  };
  watch = new FolderWatch(contentDir, (change) => {
    changes.push(change);
    if (change.kind === 'anything') look();
  });
  look();
}

/** Write a file again and again until it is noticed by name: a watch begins at no known time. */
async function noticed(name: string, relative: string): Promise<void> {
  await expect
    .poll(
      () => {
        write(name);
        return changes.some((change) => change.kind === 'files' && change.paths.includes(relative));
      },
      { timeout: 10_000, interval: 100 },
    )
    .toBe(true);
}

async function lookedAtAll(): Promise<void> {
  await expect.poll(() => changes.some(({ kind }) => kind === 'anything'), { timeout: 10_000 }).toBe(true);
}

describe('a saved file is noticed by name', () => {
  it('in a folder that is watched', async () => {
    write('de/KA-90001.md');
    follow(dir);
    await noticed('de/KA-90001.md', 'de/KA-90001.md');
  });

  it('in a folder that was replaced', async () => {
    write('de/KA-90001.md');
    write('new/KA-90001.md');
    follow(dir);
    await noticed('de/KA-90001.md', 'de/KA-90001.md');
    renameSync(path.join(dir, 'de'), path.join(dir, 'old'));
    renameSync(path.join(dir, 'new'), path.join(dir, 'de'));
    await noticed('de/KA-90002.md', 'de/KA-90002.md');
  });

  it('in a folder that was removed and recreated', async () => {
    write('de/KA-90001.md');
    follow(dir);
    rmSync(path.join(dir, 'de'), { recursive: true });
    write('de/KA-90001.md');
    await noticed('de/KA-90002.md', 'de/KA-90002.md');
  });

  it('behind the content folder’s link, after it was switched', async () => {
    write('rev1/de/KA-90001.md');
    write('rev2/de/KA-90001.md');
    const current = path.join(dir, 'current');
    symlinkSync('rev1', current);
    follow(current);
    await noticed('rev1/de/KA-90001.md', 'de/KA-90001.md');
    symlinkSync('rev2', `${current}.new`);
    renameSync(`${current}.new`, current);
    await noticed('rev2/de/KA-90002.md', 'de/KA-90002.md');
  });
});

describe('everything is scanned', () => {
  it('when the target of a linked article is written', async () => {
    write('_inc/KA-90001.md');
    mkdirSync(path.join(dir, 'de'));
    symlinkSync('../_inc/KA-90001.md', path.join(dir, 'de/KA-90001.md'));
    follow(dir);
    await lookedAtAll();
    changes = [];
    write('_inc/KA-90001.md');
    await lookedAtAll();
  });

  it('once after a new watch starts, for earlier writes', async () => {
    write('de/KA-90001.md');
    follow(dir);
    await lookedAtAll();
  });
});

describe('a folder that cannot be watched', () => {
  it('is skipped until the next full scan', () => {
    write('de/KA-90001.md');
    watch = new FolderWatch(dir, (change) => changes.push(change));
    watch.follow(dir, [dir, path.join(dir, 'gone')]);
    watch.follow(dir, [dir]);
    expect(changes).toEqual([]);
  });
});
