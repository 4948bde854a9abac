import type { WalkStore } from './walk-store.js';

/** Reads and checks the walks that lie beside the articles; the library keeps what comes of it. */
export interface WalkReader {
  /** Absolute paths of the folders that must be watched. */
  readonly folders: (root: string) => readonly string[];
  /**
   * Bring the walks up to date; called once the articles are.
   *
   * @param root - The content folder's real path.
   * @param paths - Files known to have changed, relative to it; undefined: look at every walk.
   * @returns How many walks were read anew or taken out.
   */
  readonly sync: (store: WalkStore, root: string, paths: readonly string[] | undefined) => number;
}
