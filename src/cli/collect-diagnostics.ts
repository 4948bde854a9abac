import type { Config } from '../config.js';
import type { Diagnostic } from '../content/diagnostic.js';
import { searchCompanion } from '../ingest/search-companion.js';
import { walkReader } from '../ingest/walk-reader.js';
import { COMPILE_WORKER } from '../ingest/worker-files.js';
import { createCompilePool } from '../ingest/compile-pool.js';
import { Library } from '../library/library.js';
import { syncLibrary } from '../ingest/sync-library.js';
import { configureCompiler } from '../server/compiler.js';
import { ProgressLine } from '../server/progress-line.js';

/** Bring the library up to date, and list the diagnostics met on the way and before. */
export async function collectDiagnostics(config: Config): Promise<readonly Diagnostic[]> {
  const { options, file } = configureCompiler(config);
  const pool = createCompilePool(options, COMPILE_WORKER, searchCompanion.analyze);
  const line = new ProgressLine(process.stderr);
  try {
    const onProgress = (progress: { done: number; total: number }) => line.update(progress);
    await syncLibrary({
      contentDir: config.contentDir,
      libraryFile: file,
      sourceLocale: config.sourceLocale,
      pool,
      companion: searchCompanion,
      walks: walkReader,
      onProgress,
    });
  } finally {
    line.stop();
    await pool.close();
  }
  const library = new Library(file, { fallbackLocales: [] });
  const diagnostics = library.diagnostics();
  library.close();
  return diagnostics;
}
