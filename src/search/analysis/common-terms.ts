import type { Database } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import { localeTables } from '../index/search-tables.js';

/** Held by so many translations, a term takes long to count when it is asked for: such counts are kept ready. */
const COMMON = 64;

const row = z.tuple([z.string()]);
const counts = z.record(z.string(), z.number());

/** Keep the counts of a locale's common terms; call when its translations have changed. */
export function storeCommonTerms(db: Database, locale: LocaleTag): void {
  db.prepare('DELETE FROM search_common WHERE locale = ?').run(locale);
  db.prepare(
    `INSERT INTO search_common (locale, term, count) SELECT ?, term, doc FROM ${localeTables(locale).counts} WHERE doc >= ${COMMON}`,
  ).run(locale);
}

/** Read the counts of a locale's common terms. */
export function readCommonTerms(db: Database, locale: LocaleTag): ReadonlyMap<string, number> {
  const select = db
    .prepare('SELECT json_group_object(term, count) FROM search_common WHERE locale = ?')
    .raw();
  const [json] = row.parse(select.get(locale));
  return new Map(Object.entries(counts.parse(JSON.parse(json))));
}
