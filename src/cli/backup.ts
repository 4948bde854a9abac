import path from 'node:path';
import type { Config } from '../config.js';
import { backUpFile } from '../ledger/backup-file.js';
import { ledgerFile } from '../ledger/ledger.js';

/**
 * `parlance backup <file>`: copy the ledger while it is in use.
 *
 * @returns The exit code: 1 when there is no copy.
 * @see docs/backup.md
 */
export function backup(config: Config, target: string): number {
  if (config.databaseUrl !== undefined) {
    process.stderr.write('parlance: the ledger is in PostgreSQL; back it up with pg_dump (docs/backup.md)\n');
    return 1;
  }
  try {
    backUpFile(ledgerFile(config.dataDir), path.resolve(target));
  } catch (error) {
    process.stderr.write(`parlance: backup: ${error instanceof Error ? error.message : 'failed'}\n`);
    return 1;
  }
  process.stdout.write(`${path.resolve(target)}\n`);
  return 0;
}
