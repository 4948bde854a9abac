import { realpathSync } from 'node:fs';
import { checkFolder } from '../check/check-folder.js';
import { faultFinding } from '../check/fault-finding.js';
import type { Finding } from '../check/finding.js';
import { reportForPeople } from '../check/report/people.js';
import { RULES } from '../check/rule-table.js';
import type { Config } from '../config.js';
import type { Fault } from '../content/fault.js';
import { searchCompanion } from '../ingest/search-companion.js';
import { walkReader } from '../ingest/walk-reader.js';
import { COMPILE_WORKER } from '../ingest/worker-files.js';
import { createCompilePool } from '../library/compile-pool.js';
import { Library } from '../library/library.js';
import { syncLibrary } from '../library/sync-library.js';
import type { CheckOptions } from './check-options.js';
import { configureCompiler } from './compiler.js';
import { ProgressLine } from './progress-line.js';

/**
 * `parlance check`: list every fault of the content and everything wrong with its translations.
 *
 * @returns The exit code: 1 when there are errors, or more warnings than allowed.
 */
export async function check(config: Config, options: CheckOptions): Promise<number> {
  const faults = await collectFaults(config);
  const line = new ProgressLine(process.stderr, 'checking');
  let checked: readonly Finding[];
  try {
    checked = await checkFolder({
      contentDir: realpathSync(config.contentDir),
      sourceLocale: config.sourceLocale,
      internalHosts: config.internalHosts,
      rules: RULES.map(({ id }) => id),
      isChosen: () => true,
      onProgress: (progress) => line.update(progress),
    });
  } finally {
    line.stop();
  }
  const findings = [...faults.map(faultFinding), ...checked];
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify({ findings }, undefined, 2)}\n`
      : `${reportForPeople(findings)}\n`,
  );
  return findings.some((finding) => finding.severity === 'error') ? 1 : 0;
}

/** Bring the library up to date and take its faults. */
export async function collectFaults(config: Config): Promise<readonly Fault[]> {
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
