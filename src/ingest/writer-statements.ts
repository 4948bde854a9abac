import { z } from 'zod';
import type { ArticleFacts, TranslationSummary } from '../article/article.js';
import type { ImageUse, StoredContext } from './compile-batch.js';
import { json, selectFrom, type Connection } from '../library/database.js';

/** A file as stored in the library. */
const FILE_ROW = z.object({
  path: z.string(),
  locale: z.string(),
  number: z.string().nullable(),
  size: z.number(),
  identity: z.string(),
  hash: z.string(),
  context_hash: z.string(),
  images: json<readonly ImageUse[]>(Array.isArray),
  is_served: z.number(),
});

/** @see FILE_ROW */
export type FileRow = z.infer<typeof FILE_ROW>;

const TRANSLATION_ROW = z.object({
  locale: z.string(),
  facts: json<ArticleFacts>((value) => 'products' in value),
  summary: json<TranslationSummary>((value) => 'title' in value),
  content_hash: z.string(),
});
/** The columns of a translation that affect its article. */
export type TranslationRow = z.infer<typeof TRANSLATION_ROW>;
const CONTEXT_ROW = z.object({
  hash: z.string(),
  json: json<StoredContext['context']>((value) => 'labels' in value),
  path: z.string(),
});
const PATH_ROW = z.object({ path: z.string() });

/** All write statements of the library. */
export type WriterStatements = ReturnType<typeof prepareWriterStatements>;

/** Prepare the statements once. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the list is its own type
export function prepareWriterStatements(connection: Connection) {
  const select = selectFrom(connection);
  return {
    files: select('SELECT * FROM file', FILE_ROW),
    file: select('SELECT * FROM file WHERE path = ?', FILE_ROW),
    filesOfNumber: select('SELECT * FROM file WHERE number = ?', FILE_ROW),
    rivals: select('SELECT path FROM file WHERE number = ? AND locale = ? AND is_served = 1', PATH_ROW),
    context: select(
      `SELECT hash, json, path FROM context JOIN file USING (number)
        WHERE number = ? AND is_served = 1 AND locale = ?`,
      CONTEXT_ROW,
    ),
    translations: select(
      'SELECT locale, facts, summary, content_hash FROM translation WHERE number = ? ORDER BY locale',
      TRANSLATION_ROW,
    ),
    touchFile: connection.prepare('UPDATE file SET size = ?, identity = ? WHERE path = ?'),
    shadowFile: connection.prepare('UPDATE file SET is_served = 0 WHERE path = ?'),
    putFile: connection.prepare('INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    removeFile: connection.prepare('DELETE FROM file WHERE path = ?'),
    putDiagnostic: connection.prepare('INSERT INTO diagnostic VALUES (?, ?, ?, ?, ?, ?)'),
    removeDiagnostics: connection.prepare('DELETE FROM diagnostic WHERE path = ?'),
    removeScanDiagnostics: connection.prepare(
      "DELETE FROM diagnostic WHERE path NOT IN (SELECT path FROM file) AND path NOT GLOB 'walks*'",
    ),
    countFiles: select('SELECT COUNT(*) AS count FROM file', z.object({ count: z.number() })),
    diagnosticCounts: select(
      'SELECT severity, COUNT(*) AS count FROM diagnostic GROUP BY severity',
      z.object({ severity: z.enum(['error', 'warning', 'info']), count: z.number() }),
    ),
    removeDiagnostic: connection.prepare('DELETE FROM diagnostic WHERE path = ? AND code = ?'),
    putTranslation: connection.prepare('INSERT INTO translation VALUES (?, ?, ?, ?, ?)'),
    removeTranslation: connection.prepare('DELETE FROM translation WHERE number = ? AND locale = ?'),
    putBody: connection.prepare('INSERT INTO body VALUES (?, ?, ?)'),
    removeBody: connection.prepare('DELETE FROM body WHERE number = ? AND locale = ?'),
    putContext: connection.prepare('INSERT OR REPLACE INTO context VALUES (?, ?)'),
    removeContext: connection.prepare('DELETE FROM context WHERE number = ?'),
    putArticle: connection.prepare('INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)'),
    removeArticle: connection.prepare('DELETE FROM article WHERE number = ?'),
    putProduct: connection.prepare('INSERT OR IGNORE INTO article_product VALUES (?, ?, ?, ?, ?)'),
    removeProducts: connection.prepare('DELETE FROM article_product WHERE number = ?'),
  };
}
