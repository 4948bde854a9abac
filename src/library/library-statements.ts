import { inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Article, LocaleTag, Translation } from '../article/article.js';
import type { Passage } from '../article/passages.js';
import type { Diagnostic } from '../content/diagnostic.js';
import { json, selectFrom, type Connection } from './database.js';

const BODY = json<Translation>((value) => 'sections' in value);
const ARTICLE_ROW = z.object({ json: json<Article>((value) => 'translations' in value) });
const LISTED_ROW = ARTICLE_ROW.extend({ number: z.string(), updated_at: z.string() });
/** The passages of a translation as they were served together, and from when until when. */
const PASSAGE_SET = z.object({
  number: z.string(),
  locale: z.string(),
  // Text if adopted from an earlier version; libsql gives `all` an ArrayBuffer where `get` has a Buffer.
  packed: z
    .union([z.string(), z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)])
    .transform((packed) => (typeof packed === 'string' ? packed : inflateRawSync(packed).toString()))
    .pipe(json<readonly Passage[]>(Array.isArray)),
  added_at: z.string().nullable(),
  removed_at: z.string().nullable(),
});
const CHANGE_ROW = z.object({
  sequence: z.number(),
  number: z.string(),
  locale: z.string(),
  change: z.enum(['created', 'updated', 'removed', 'provenance']),
  version: z.number().nullable(),
  hash: z.string(),
  changed_at: z.string(),
});
/** What the last sync that changed something found and took. */
export interface IngestFacts {
  /** Article files in the content folder. */
  readonly files: number;
  readonly seconds: number;
}

const INGEST = json<IngestFacts>((value) => 'files' in value);
const COUNT_ROW = z.object({ count: z.number() });
const DIAGNOSTIC_ROW = z.object({
  path: z.string(),
  line: z.number(),
  column: z.number(),
  code: z.custom<Diagnostic['code']>((value) => typeof value === 'string'),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
});

/** A locale as written in `behind`, the list of locales behind the source: each enclosed in commas. */
export function behindMark(locale: LocaleTag): string {
  return `,${locale},`;
}

/** All queries of the library, prepared once. */
export type Statements = ReturnType<typeof prepareStatements>;

/** Prepare the statements; throws while the tables do not exist yet. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the list is its own type
export function prepareStatements(connection: Connection) {
  const select = selectFrom(connection);
  const narrowed =
    '(:since IS NULL OR updated_at >= :since) AND is_bug >= :bug AND (:behind IS NULL OR instr(behind, :behind) = 0)';
  const list = (table: string, filter: string, order: 'DESC' | 'ASC'): string => {
    const beyond = order === 'DESC' ? '<' : '>';
    return `SELECT article.number, article.json, article.updated_at FROM (
        SELECT number, updated_at FROM ${table} WHERE ${filter} AND ${narrowed}
          AND (updated_at ${beyond} :at OR (updated_at = :at AND number > :number))
        ORDER BY updated_at ${order}, number LIMIT :limit OFFSET :skip
      ) AS page JOIN article USING (number) ORDER BY article.updated_at ${order}, article.number`;
  };
  return {
    dataVersion: select('PRAGMA data_version', z.object({ data_version: z.number() })),
    ingest: select("SELECT value FROM meta WHERE key = 'ingest'", z.object({ value: INGEST })),
    meta: select('SELECT value FROM meta WHERE key = ?', z.object({ value: z.string() })),
    article: select('SELECT json FROM article WHERE number = ?', ARTICLE_ROW),
    exists: select('SELECT number FROM article WHERE number = ?', z.object({ number: z.string() })),
    path: select(
      'SELECT path FROM file WHERE number = ? AND locale = ? AND is_served = 1',
      z.object({ path: z.string() }),
    ),
    body: select('SELECT json FROM body WHERE number = ? AND locale = ?', z.object({ json: BODY })),
    walk: select(
      'SELECT json FROM walk WHERE number = ? AND json IS NOT NULL',
      z.object({ json: json<object>() }),
    ),
    newest: select(list('article', 'is_hidden = 0', 'DESC'), LISTED_ROW),
    oldest: select(list('article', 'is_hidden = 0', 'ASC'), LISTED_ROW),
    newestOf: select(list('article_product', 'product = :product', 'DESC'), LISTED_ROW),
    oldestOf: select(list('article_product', 'product = :product', 'ASC'), LISTED_ROW),
    countArticles: select(
      `SELECT COUNT(*) AS count FROM article WHERE is_hidden = 0 AND ${narrowed}`,
      COUNT_ROW,
    ),
    countOfProduct: select(
      `SELECT COUNT(*) AS count FROM article_product WHERE product = :product AND ${narrowed}`,
      COUNT_ROW,
    ),
    products: select(
      'SELECT product AS name, COUNT(*) AS count FROM article_product GROUP BY product ORDER BY count DESC, product',
      z.object({ name: z.string(), count: z.number() }),
    ),
    locales: select(
      'SELECT DISTINCT locale FROM translation ORDER BY locale',
      z.object({ locale: z.string() }),
    ),
    page: select(
      'SELECT json FROM article WHERE is_hidden = 0 ORDER BY number LIMIT ? OFFSET ?',
      ARTICLE_ROW,
    ),
    passages: select(
      'SELECT * FROM passage_set WHERE number = ? AND locale = ? AND removed_at IS NULL',
      PASSAGE_SET,
    ),
    passageSets: select(
      'SELECT * FROM passage_set WHERE number = ? AND locale = ? ORDER BY added_at',
      PASSAGE_SET,
    ),
    passageSet: select('SELECT * FROM passage JOIN passage_set ON id = set_id WHERE hash = ?', PASSAGE_SET),
    changes: select(
      `SELECT * FROM change WHERE sequence > :since AND (:locale IS NULL OR locale = :locale)
        ORDER BY sequence LIMIT :limit`,
      CHANGE_ROW,
    ),
    diagnosticCounts: select(
      'SELECT severity, COUNT(*) AS count FROM diagnostic GROUP BY severity',
      COUNT_ROW.extend({ severity: DIAGNOSTIC_ROW.shape.severity }),
    ),
    diagnostics: select('SELECT * FROM diagnostic ORDER BY path, line, column', DIAGNOSTIC_ROW),
  };
}
