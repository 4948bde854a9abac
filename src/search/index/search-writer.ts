import type { Database, Statement } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import type { ArticleNumber } from '../../article/article-number.js';
import { storeCommonTerms } from '../analysis/common-terms.js';
import { storeCompounds } from '../analysis/compound-store.js';
import { FIELDS, type IndexEntry } from './index-entry.js';
import { localeSchema, localeTables, SEARCH_SCHEMA } from './search-tables.js';

/** Keeps the index in step with the library; to be used inside the ingest's write transaction. */
export interface SearchWriter {
  /** Index a translation, or index it anew; a hidden one is taken out. */
  put: (number: ArticleNumber, locale: LocaleTag, entry: IndexEntry) => void;
  /** Take a translation out; one that is not there is no fault. */
  remove: (number: ArticleNumber, locale: LocaleTag) => void;
  /** Bring what is derived from all translations up to date; call once, before the commit. */
  finish: () => void;
}

const idRow = z.tuple([z.number()]);

/** What is prepared for one locale. */
interface LocaleStatements {
  readonly insertTerms: Statement;
  readonly deleteTerms: Statement;
  readonly insertTitle: Statement;
  readonly deleteTitle: Statement;
  /** Words this ingest has met: most come again and again. */
  readonly met: Set<string>;
}

/** Make the tables that all locales share; does nothing where they are. */
export function createSearchSchema(db: Database): void {
  db.exec(SEARCH_SCHEMA);
}

function prepareLocale(db: Database, locale: LocaleTag): LocaleStatements {
  db.exec(localeSchema(locale));
  db.prepare('INSERT OR IGNORE INTO search_locale (locale) VALUES (?)').run(locale);
  const { terms, titles } = localeTables(locale);
  const columns = ['rowid', ...FIELDS];
  return {
    insertTerms: db.prepare(
      `INSERT INTO ${terms} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    ),
    deleteTerms: db.prepare(`DELETE FROM ${terms} WHERE rowid = ?`),
    insertTitle: db.prepare(`INSERT INTO ${titles} (rowid, title) VALUES (?, ?)`),
    deleteTitle: db.prepare(`DELETE FROM ${titles} WHERE rowid = ?`),
    met: new Set(),
  };
}

/**
 * Open the index for writing.
 *
 * @param db - A connection inside a write transaction, schema made.
 */
export function createSearchWriter(db: Database): SearchWriter {
  const locales = new Map<LocaleTag, LocaleStatements>();
  const withNewWords = new Set<LocaleTag>();
  const changed = new Set<LocaleTag>();
  const findId = db.prepare('SELECT id FROM search_document WHERE number = ? AND locale = ?').raw();
  const insertDocument = db.prepare(`
    INSERT INTO search_document (number, locale, title, title_terms, heading_terms, keyword_terms, description_terms)
    VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const deleteDocument = db.prepare('DELETE FROM search_document WHERE id = ?');
  const insertText = db.prepare('INSERT INTO search_text (id, text) VALUES (?, ?)');
  const deleteText = db.prepare('DELETE FROM search_text WHERE id = ?');
  const insertProduct = db.prepare('INSERT OR IGNORE INTO search_product (product, id) VALUES (?, ?)');
  const deleteProducts = db.prepare('DELETE FROM search_product WHERE id = ?');
  const insertWord = db.prepare('INSERT OR IGNORE INTO search_word (locale, word) VALUES (?, ?)');

  const statementsOf = (locale: LocaleTag): LocaleStatements => {
    const known = locales.get(locale) ?? prepareLocale(db, locale);
    changed.add(locale);
    locales.set(locale, known);
    return known;
  };

  const remove = (number: ArticleNumber, locale: LocaleTag): void => {
    const row = idRow.safeParse(findId.get(number, locale));
    if (!row.success) return;
    const [id] = row.data;
    const { deleteTerms, deleteTitle } = statementsOf(locale);
    for (const statement of [deleteTerms, deleteTitle, deleteText, deleteProducts, deleteDocument])
      statement.run(id);
  };

  const putWords = (locale: LocaleTag, met: Set<string>, words: string): void => {
    for (const word of words.split(' ')) {
      if (word === '' || met.has(word)) continue;
      met.add(word);
      if (insertWord.run(locale, word).changes > 0) withNewWords.add(locale);
    }
  };

  const put = (number: ArticleNumber, locale: LocaleTag, entry: IndexEntry): void => {
    remove(number, locale);
    if (entry.isHidden) return;
    const { insertTerms, insertTitle, met } = statementsOf(locale);
    const { title, heading, keywords, description } = entry.fields;
    const { lastInsertRowid } = insertDocument.run(
      number,
      locale,
      entry.title,
      title,
      heading,
      keywords,
      description,
    );
    const id = Number(lastInsertRowid);
    insertTerms.run(id, ...FIELDS.map((field) => entry.fields[field]));
    insertTitle.run(id, entry.typeahead);
    insertText.run(id, entry.text);
    for (const product of entry.products) insertProduct.run(product, id);
    putWords(locale, met, entry.words);
  };

  const finish = (): void => {
    for (const locale of withNewWords) storeCompounds(db, locale);
    for (const locale of changed) storeCommonTerms(db, locale);
    withNewWords.clear();
    changed.clear();
  };

  return { put, remove, finish };
}
