import { statSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { isArticleFile, linkPlaces, localeOfFolder } from '../content/scan-folder.js';
import { isWalkFile } from './walk-folders.js';

/** What changed: files of articles and walks by path, or so much that everything must be looked at. */
export type FolderChange =
  { readonly kind: 'files'; readonly paths: readonly string[] } | { readonly kind: 'anything' };

/** Milliseconds without another event before a change is reported: editors write in several steps. */
const SETTLE = 40;
/** Above this, looking at everything is cheaper than looking at each. */
const MOST_PATHS = 500;
/** Milliseconds after a burst, or after a folder was newly watched, when everything is looked at once more. */
const AFTERMATH = 2000;

interface Watched {
  readonly watcher: FSWatcher;
  /** Which folder it is: another one of the same name needs a watch of its own. */
  readonly identity: string;
}

/**
 * Watches folders for changed files of articles and walks.
 *
 * One watch a folder, not one a file: a million articles cost what a dozen folders cost.
 */
export class FolderWatch {
  private readonly watched = new Map<string, Watched>();
  private readonly paths = new Set<string>();
  private root = '';
  private anything = false;
  private timer: NodeJS.Timeout | undefined;
  private aftermath: NodeJS.Timeout | undefined;

  /**
   * @param contentDir - As the settings name it; where its links may be turned is watched too.
   * @param onChange - Called once a burst of events has settled.
   */
  constructor(
    private readonly contentDir: string,
    private readonly onChange: (change: FolderChange) => void,
  ) {}

  /**
   * Watch just these folders from now on.
   *
   * A folder that took another's place under the same name is watched anew; what was written before its watch began is looked for
   * a little later.
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
        // The next look at everything begins another watch where there is something to watch.
        watcher.close();
        this.watched.delete(folder);
        this.note(folder, null);
      };
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        // A folder that is removed or moved says so under its own name; what is made in its place may get its inode.
        if (name === path.basename(folder)) end();
        else this.note(folder, name);
      });
      watcher.on('error', end);
      this.watched.set(folder, { watcher, identity: identityOf(folder) });
      this.lookLater();
    } catch {
      // Gone already, or no watch is left to be had: the look every few minutes finds what changes there.
    }
  }

  private note(folder: string, name: string | null): void {
    if (folder !== this.root && !folder.startsWith(this.root + path.sep)) {
      // Beside the content folder only the links that lead to it matter.
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
    if (isBurst) this.lookLater();
    this.onChange(change);
  }

  private lookLater(): void {
    clearTimeout(this.aftermath);
    this.aftermath = setTimeout(() => this.onChange({ kind: 'anything' }), AFTERMATH);
  }
}

/** Whether one file alone changed; what a link leads to outside the locales' folders may stand for several. */
function isContentFile(relative: string): boolean {
  if (isWalkFile(relative)) return true;
  return isArticleFile(path.basename(relative)) && localeOfFolder(relative.split('/')[0] ?? '') !== undefined;
}

function identityOf(folder: string): string {
  const stats = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.dev}:${stats.ino}`;
}
