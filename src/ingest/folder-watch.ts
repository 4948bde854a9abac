import { watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { isArticleFile } from '../content/scan-folder.js';
import { isWalkFile } from './walk-folders.js';

/** What changed: files of articles and walks by path, or so much that everything must be looked at. */
export type FolderChange =
  { readonly kind: 'files'; readonly paths: readonly string[] } | { readonly kind: 'anything' };

/** Milliseconds without another event before a change is told: editors write in several steps. */
const SETTLE = 40;
/** Above this, looking at everything is cheaper than looking at each. */
const MOST_PATHS = 500;

/**
 * Watches folders for changed files of articles and walks.
 *
 * One watch a folder, not one a file: a million articles cost what a dozen folders cost.
 */
export class FolderWatch {
  private readonly watchers = new Map<string, FSWatcher>();
  private readonly paths = new Set<string>();
  private anything = false;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param root - The content folder's real path.
   * @param onChange - Called once a burst of events has settled.
   */
  constructor(
    private readonly root: string,
    private readonly onChange: (change: FolderChange) => void,
  ) {}

  /** Watch just these folders from now on. */
  follow(folders: readonly string[]): void {
    for (const [folder, watcher] of this.watchers) {
      if (folders.includes(folder)) continue;
      watcher.close();
      this.watchers.delete(folder);
    }
    for (const folder of folders) if (!this.watchers.has(folder)) this.watchFolder(folder);
  }

  close(): void {
    clearTimeout(this.timer);
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  private watchFolder(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => this.note(folder, name));
      // A folder that goes away ends its watch; its parent's tells of it.
      watcher.on('error', () => this.note(folder, null));
      this.watchers.set(folder, watcher);
    } catch {
      this.note(folder, null);
    }
  }

  private note(folder: string, name: string | null): void {
    const relative =
      name === null ? '' : path.relative(this.root, path.join(folder, name)).split(path.sep).join('/');
    if (name !== null && (isArticleFile(name) || isWalkFile(relative))) this.paths.add(relative);
    else this.anything = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), SETTLE);
  }

  private tell(): void {
    const isMuch = this.anything || this.paths.size > MOST_PATHS;
    const change: FolderChange = isMuch ? { kind: 'anything' } : { kind: 'files', paths: [...this.paths] };
    this.paths.clear();
    this.anything = false;
    this.onChange(change);
  }
}
