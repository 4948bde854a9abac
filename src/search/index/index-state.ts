import type { Database } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';

/** What all searches share until the library changes. */
export interface IndexState {
  /** Changes with every commit; to be part of cursors. */
  readonly revision: string;
  /** Translations that can be found, by locale, sorted by tag. */
  readonly documents: ReadonlyMap<LocaleTag, number>;
  /** Most translations first. */
  readonly products: readonly string[];
  /** What is costly to make and holds as long as this state: made when first asked for. */
  readonly words: Map<LocaleTag, WordList>;
  /** Counts of the terms many translations of a locale hold; made when first asked for. */
  readonly common: Map<LocaleTag, ReadonlyMap<string, number>>;
}

/** The words of one locale, arranged to be looked through fast. */
export interface WordList {
  readonly words: readonly string[];
  /** The same without marks. */
  readonly folded: readonly string[];
  /** What letters a word holds, a bit each. */
  readonly letters: Int32Array;
}

const revisionRow = z.tuple([z.number(), z.number()]);
const countRows = z.array(z.tuple([z.string(), z.number()]));
const productRows = z.array(z.tuple([z.string()]));

/**
 * Look after the state: it is read again after each commit, by whichever connection.
 *
 * @param db - The connection that searches.
 */
export function createIndexState(db: Database): () => IndexState {
  const readRevision = db.prepare('SELECT data_version, total_changes() FROM pragma_data_version').raw();
  const readDocuments = db
    .prepare(
      'SELECT l.locale, count(d.id) FROM search_locale l LEFT JOIN search_document d ON d.locale = l.locale GROUP BY l.locale',
    )
    .raw();
  const readProducts = db
    .prepare('SELECT product FROM search_product GROUP BY product ORDER BY count(*) DESC, product')
    .raw();
  let state: IndexState | undefined;
  return () => {
    const revision = revisionRow.parse(readRevision.get()).join('.');
    if (state?.revision !== revision) {
      state = {
        revision,
        documents: new Map(countRows.parse(readDocuments.all()).filter(([, count]) => count > 0)),
        products: productRows.parse(readProducts.all()).map(([product]) => product),
        words: new Map(),
        common: new Map(),
      };
    }
    return state;
  };
}
