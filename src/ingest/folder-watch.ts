import { statSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { isArticleFile, linkPlaces, localeOfFolder } from '../content/scan-folder.js';
import { isWalkFile } from './walk-folders.js';

/** Changed files of articles and walks by path, or too many to list. */
export type FolderChange =
  { readonly kind: 'files'; readonly paths: readonly string[] } | { readonly kind: 'anything' };

/** Quiet period in milliseconds before a change is reported, since editors write in several steps. */
const SETTLE = 40;
/** Above this many paths, a full scan is cheaper. */
const MOST_PATHS = 500;
/** Milliseconds after a burst, or a new watch, before one more full scan. */
const AFTERMATH = 2000;

/**
 * Watches folders for changed files of articles and walks.
 *
 * One watch per folder, not per file, so that the cost does not grow with the number of articles.
 */
export class FolderWatch {
  /** By path; a replaced folder of the same name has another identity and needs a new watch. */
  private readonly watched = new Map<string, { readonly watcher: FSWatcher; readonly identity: string }>();
  private readonly paths = new Set<string>();
  private root = '';
  private anything = false;
  private timer: NodeJS.Timeout | undefined;
  private aftermath: NodeJS.Timeout | undefined;

  /**
   * @param contentDir - As configured; folders holding its symbolic links are watched too.
   * @param onChange - Called when a burst of events has settled.
   */
  constructor(
    private readonly contentDir: string,
    private readonly onChange: (change: FolderChange) => void,
  ) {}

  /**
   * Watch exactly these folders from now on.
   *
   * A folder that replaced another of the same name gets a new watch; files written before the watch began are found
   * by a scan shortly after.
   *
   * @param root - The content folder's real path.
   */
  follow(root: string, folders: readonly string[]): void {
    this.root = root;
    const wanted = new Set([...folders, ...linkPlaces(path.resolve(this.contentDir))]);
    for (const [folder, { watcher, identity }] of this.watched) {
      if (wanted.has(folder) && identity === identityOf(folder)) continue;
      watcher.close();
      this.watched.delete(folder);
    }
    for (const folder of wanted) if (!this.watched.has(folder)) this.watchFolder(folder);
  }

  close(): void {
    clearTimeout(this.timer);
    clearTimeout(this.aftermath);
    for (const { watcher } of this.watched.values()) watcher.close();
    this.watched.clear();
  }

  private watchFolder(folder: string): void {
    try {
      const end = (): void => {
        // The next full scan restarts the watch if possible.
        watcher.close();
        this.watched.delete(folder);
        this.note(folder, null);
      };
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        // A removed or moved folder reports its own name; its replacement may reuse the inode.
        if (name === path.basename(folder)) end();
        else this.note(folder, name);
      });
      watcher.on('error', end);
      this.watched.set(folder, { watcher, identity: identityOf(folder) });
      this.scanLater();
    } catch {
      // The folder is gone or watches are exhausted; the periodic scan will find changes.
    }
  }

  private note(folder: string, name: string | null): void {
    if (folder !== this.root && !folder.startsWith(this.root + path.sep)) {
      // Outside the content folder only symbolic links to it matter.
      if (name !== null && !path.resolve(this.contentDir).split(path.sep).includes(name)) return;
      this.anything = true;
    } else {
      const relative =
        name === null ? '' : path.relative(this.root, path.join(folder, name)).split(path.sep).join('/');
      if (name !== null && isContentFile(relative)) this.paths.add(relative);
      else this.anything = true;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.report(), SETTLE);
  }

  private report(): void {
    const isBurst = this.anything || this.paths.size > MOST_PATHS;
    const change: FolderChange = isBurst ? { kind: 'anything' } : { kind: 'files', paths: [...this.paths] };
    this.paths.clear();
    this.anything = false;
    if (isBurst) this.scanLater();
    this.onChange(change);
  }

  private scanLater(): void {
    clearTimeout(this.aftermath);
    this.aftermath = setTimeout(() => this.onChange({ kind: 'anything' }), AFTERMATH);
  }
}

/** Whether exactly one file changed; a linked folder outside the locales may stand for several. */
function isContentFile(relative: string): boolean {
  if (isWalkFile(relative)) return true;
  return isArticleFile(path.basename(relative)) && localeOfFolder(relative.split('/')[0] ?? '') !== undefined;
}

function identityOf(folder: string): string {
  const stats = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.dev}:${stats.ino}`;
}
