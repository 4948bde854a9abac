import type Database from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import type { ArticleNumber } from '../../article/article-number.js';
import type { IndexEntry } from './index-entry.js';
import { SegmentBuilder } from './segment-builder.js';
import { unpackSegment } from './segment.js';

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
export function createSearchSchema(db: Database.Database): void {
  db.exec(SCHEMA);
}

/** Updates the index, inside the ingest's write transaction. */
export class SearchWriter {
  private readonly builders = new Map<LocaleTag, SegmentBuilder>();
  private readonly insertText: Database.Statement;
  private readonly deleteText: Database.Statement;

  /** @param db - A connection inside a write transaction, with the schema in place. */
  constructor(private readonly db: Database.Database) {
    this.insertText = db.prepare(
      'INSERT INTO search_text (number, locale, text, places, anchors) VALUES (?, ?, ?, ?, ?)',
    );
    this.deleteText = db.prepare('DELETE FROM search_text WHERE number = ? AND locale = ?');
  }

  /** Index or re-index a translation; a hidden one is removed. */
  put(number: ArticleNumber, locale: LocaleTag, entry: IndexEntry): void {
    this.remove(number, locale);
    if (entry.isHidden) return;
    const { text, places, anchors } = entry;
    const { lastInsertRowid } = this.insertText.run(number, locale, text, Buffer.from(places), anchors);
    this.builderOf(locale).put(number, Number(lastInsertRowid), entry);
  }

  remove(number: ArticleNumber, locale: LocaleTag): void {
    if (this.deleteText.run(number, locale).changes > 0) this.builderOf(locale).remove(number);
  }

  /** Write the changed segments; call once, before the commit. */
  finish(): void {
    const put = this.db.prepare(`
      INSERT INTO search_segment (locale, revision, data) VALUES (?, 1, ?)
      ON CONFLICT (locale) DO UPDATE SET revision = revision + 1, data = excluded.data`);
    for (const [locale, builder] of this.builders) {
      const packed = builder.pack();
      if (packed === undefined) this.db.prepare('DELETE FROM search_segment WHERE locale = ?').run(locale);
      else put.run(locale, packed);
    }
    this.builders.clear();
  }

  private builderOf(locale: LocaleTag): SegmentBuilder {
    const known = this.builders.get(locale);
    if (known !== undefined) return known;
    const select = this.db.prepare('SELECT data FROM search_segment WHERE locale = ?');
    const row = segmentRow.safeParse(select.get(locale));
    const last = row.success ? unpackSegment(locale, row.data.data) : undefined;
    const builder = new SegmentBuilder(locale, last);
    this.builders.set(locale, builder);
    return builder;
  }
}
