import type { Database } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import type { ArticleNumber } from '../../article/article-number.js';
import type { IndexEntry } from './index-entry.js';
import { SegmentBuilder } from './segment-builder.js';
import { unpackSegment } from './segment.js';

/** Updates the index; use inside the ingest's write transaction. */
export interface SearchWriter {
  /** Index or re-index a translation; a hidden one is removed. */
  put: (number: ArticleNumber, locale: LocaleTag, entry: IndexEntry) => void;
  remove: (number: ArticleNumber, locale: LocaleTag) => void;
  /** Write the changed segments; call once, before the commit. */
  finish: () => void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS search_segment (
    locale TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    data BLOB NOT NULL
  );
  CREATE TABLE IF NOT EXISTS search_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    locale TEXT NOT NULL,
    text TEXT NOT NULL,
    places BLOB NOT NULL,
    anchors TEXT NOT NULL,
    UNIQUE (number, locale)
  );
`;

const segmentRow = z.object({ data: z.instanceof(Uint8Array) });

/** Create the tables if missing. */
export function createSearchSchema(db: Database): void {
  db.exec(SCHEMA);
}

/**
 * Open the index for writing.
 *
 * @param db - A connection inside a write transaction, with the schema in place.
 */
export function createSearchWriter(db: Database): SearchWriter {
  const builders = new Map<LocaleTag, SegmentBuilder>();
  const selectSegment = db.prepare('SELECT data FROM search_segment WHERE locale = ?');
  const putSegment = db.prepare(`
    INSERT INTO search_segment (locale, revision, data) VALUES (?, 1, ?)
    ON CONFLICT (locale) DO UPDATE SET revision = revision + 1, data = excluded.data`);
  const deleteSegment = db.prepare('DELETE FROM search_segment WHERE locale = ?');
  const insertText = db.prepare(
    'INSERT INTO search_text (number, locale, text, places, anchors) VALUES (?, ?, ?, ?, ?)',
  );
  const deleteText = db.prepare('DELETE FROM search_text WHERE number = ? AND locale = ?');

  const builderOf = (locale: LocaleTag): SegmentBuilder => {
    const known = builders.get(locale);
    if (known !== undefined) return known;
    const row = segmentRow.safeParse(selectSegment.get(locale));
    const builder = new SegmentBuilder(
      locale,
      row.success ? unpackSegment(locale, row.data.data) : undefined,
    );
    builders.set(locale, builder);
    return builder;
  };

  const remove = (number: ArticleNumber, locale: LocaleTag): void => {
    if (deleteText.run(number, locale).changes > 0) builderOf(locale).remove(number);
  };

  const put = (number: ArticleNumber, locale: LocaleTag, entry: IndexEntry): void => {
    remove(number, locale);
    if (entry.isHidden) return;
    const { lastInsertRowid } = insertText.run(
      number,
      locale,
      entry.text,
      Buffer.from(entry.places),
      entry.anchors,
    );
    builderOf(locale).put(number, Number(lastInsertRowid), entry);
  };

  const finish = (): void => {
    for (const [locale, builder] of builders) {
      const packed = builder.pack();
      if (packed === undefined) deleteSegment.run(locale);
      else putSegment.run(locale, packed);
    }
    builders.clear();
  };

  return { put, remove, finish };
}
