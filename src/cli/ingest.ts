import type { Config } from '../config.js';
import { createCompilePool } from '../ingest/compile-pool.js';
import { syncLibrary, type SyncReport } from '../ingest/sync-library.js';
import { refuseMore, type Command } from './command.js';
import { configureCompiler } from '../server/compiler.js';
import { DAMAGED, summarizeSync, ProgressLine } from '../server/sync-report.js';

const USAGE = `usage: parlance ingest

Compiles changes in CONTENT_DIR into DATA_DIR and exits. A running service picks them up.

Settings: CONTENT_DIR, DATA_DIR, SOURCE_LOCALE, INTERNAL_HOSTS.
`;

/** `parlance ingest`: bring the library up to date, once. */
export const command: Command = {
  usage: USAGE,
  prepare: (args) => {
    refuseMore(args, 'ingest');
    return { run: ingest };
  },
};

/** @returns The exit code. */
export async function ingest(config: Config): Promise<number> {
  const { report } = await compileContent(config);
  process.stdout.write(`${summarizeSync(report)}\n`);
  return 0;
}

/** Bring the library up to date, showing progress. @returns Its file, and what was done. */
export async function compileContent(
  config: Config,
): Promise<{ readonly libraryFile: string; readonly report: SyncReport }> {
  const { options, file: libraryFile, keepDays } = configureCompiler(config);
  const pool = createCompilePool(options);
  const line = new ProgressLine(process.stderr);
  try {
    const report = await syncLibrary({
      contentDir: config.contentDir,
      libraryFile,
      sourceLocale: config.sourceLocale,
      pool,
      keepDays,
      isVerified: true,
      onProgress: (progress) => line.update(progress),
      onDamage: (aside) => process.stderr.write(`${aside}: ${DAMAGED}\n`),
    });
    return { libraryFile, report };
  } finally {
    line.stop();
    await pool.close();
  }
}
