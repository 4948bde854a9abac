import type { ArticleFacts, LocaleTag, Translation } from '../article/article.js';
import type { ArticleNumber } from '../article/article-number.js';
import type { Connection } from './database.js';
import type { WalkStore } from './walk-store.js';

/** Writes a companion's tables, inside the library's transaction. */
export interface CompanionWriter {
  readonly put: (number: ArticleNumber, locale: LocaleTag, entry: unknown) => void;
  readonly remove: (number: ArticleNumber, locale: LocaleTag) => void;
  /** Called once before the transaction is committed. */
  readonly finish: () => void;
}

/**
 * Something that lives beside the articles in the library's file, made of the same texts and true to the same revision; the search
 * index is one. The library knows only this of it.
 */
export interface Companion {
  /** What is kept of a translation, as plain data; runs in the compile workers. */
  readonly analyze: (translation: Translation, facts: ArticleFacts) => unknown;
  readonly createSchema: (connection: Connection) => void;
  readonly openWriter: (connection: Connection) => CompanionWriter;
}

/** Reads and checks the walks that lie beside the articles; the library keeps what comes of it. */
export interface WalkCompanion {
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
