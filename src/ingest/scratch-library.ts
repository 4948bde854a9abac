import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openForWriting } from '../library/database.js';
import { Library } from '../library/library.js';
import { createCompilePool } from './compile-pool.js';
import type { CompilerOptions } from './compiler-options.js';
import { otherContentFolder } from './library-file.js';
import { syncLibrary, type SyncProgress } from './sync-library.js';

/** Tables with metadata; neither texts nor the search index. */
const TABLES = [
  'file',
  'diagnostic',
  'context',
  'translation',
  'article',
  'article_product',
  'walk',
] as const;

/**
 * Compile a content folder into a temporary library for checking, and delete it afterwards.
 *
 * Rows of the serving library are reused, so that only changed files are compiled; the serving library itself
 * is only read. The scratch library holds no texts.
 */
export async function withScratchLibrary<Result>(
  serving: { readonly file: string; readonly options: CompilerOptions },
  onProgress: (progress: SyncProgress) => void,
  use: (library: Library) => Result | Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parlance-check-'));
  const libraryFile = path.join(folder, 'library.sqlite');
  const options = { ...serving.options, inlineDir: path.join(folder, 'images'), holdsTexts: false };
  const pool = createCompilePool(options);
  try {
    takeOver(serving, libraryFile);
    const { contentDir, sourceLocale } = options;
    await syncLibrary({ contentDir, libraryFile, sourceLocale, pool, onProgress });
    const library = new Library(libraryFile, { fallbackLocales: [] });
    try {
      return await use(library);
    } finally {
      library.close();
    }
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function takeOver(
  { file, options }: { readonly file: string; readonly options: CompilerOptions },
  scratch: string,
): void {
  const { contentDir } = options;
  if (!existsSync(file) || otherContentFolder({ libraryFile: file, contentDir }) !== undefined) return;
  const connection = openForWriting(scratch);
  try {
    connection.prepare('ATTACH ? AS serving').run(file);
    connection.exec('BEGIN');
    for (const table of TABLES) connection.exec(`INSERT INTO ${table} SELECT * FROM serving.${table}`);
    connection.exec("INSERT INTO meta SELECT * FROM serving.meta WHERE key <> 'content-dir'");
    connection.exec('COMMIT');
  } catch {
    // If the serving library is damaged or incomplete, everything is compiled.
    if (connection.inTransaction) connection.exec('ROLLBACK');
  } finally {
    connection.close();
  }
}
