import type { ArticleFacts, LocaleTag, Translation } from '../article/article.js';
import type { ArticleNumber } from '../article/article-number.js';
import type { Connection } from '../library/database.js';

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
