import { VFile } from 'vfile';
import { reporter } from 'vfile-reporter';
import type { Config } from '../config.js';
import type { Fault } from '../content/fault.js';
import { searchCompanion } from '../ingest/search-companion.js';
import { walkReader } from '../ingest/walk-reader.js';
import { COMPILE_WORKER } from '../ingest/worker-files.js';
import { createCompilePool } from '../library/compile-pool.js';
import { Library } from '../library/library.js';
import { syncLibrary } from '../library/sync-library.js';
import { configureCompiler } from './compiler.js';
import { ProgressLine } from './progress-line.js';

/**
 * `parlance check`: list every fault of the content.
 *
 * @param asJson - For machines: `{"faults": [...]}` on standard output.
 * @returns The exit code: 1 when there are errors.
 */
export async function check(config: Config, asJson: boolean): Promise<number> {
  const faults = await collectFaults(config);
  process.stdout.write(
    asJson ? `${JSON.stringify({ faults }, undefined, 2)}\n` : `${reportFaults(faults)}\n`,
  );
  return faults.some((fault) => fault.severity === 'error') ? 1 : 0;
}

async function collectFaults(config: Config): Promise<readonly Fault[]> {
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
  const faults = library.faults();
  library.close();
  return faults;
}

function reportFaults(faults: readonly Fault[]): string {
  const files = new Map<string, VFile>();
  for (const { path, line, column, code, severity, message } of faults) {
    const file = files.get(path) ?? new VFile({ path });
    files.set(path, file);
    const place = { line, column };
    const said = severity === 'info' ? file.info(message, place) : file.message(message, place);
    said.ruleId = code;
    said.source = 'parlance';
    said.fatal = severity === 'error' ? true : severity === 'warning' ? false : undefined;
  }
  return files.size === 0 ? 'no faults' : reporter([...files.values()]);
}
