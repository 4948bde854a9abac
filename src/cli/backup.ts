import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import type { Config } from '../config.js';
import { ledgerFile } from '../ledger/ledger.js';
import { fail, readOne, type Command } from './command.js';

const USAGE = `usage: parlance backup <file>

Copies the ledger while it is in use; never overwrites a file. Back up a ledger in PostgreSQL with pg_dump (docs/backup.md).

Settings: DATA_DIR, DATABASE_URL.
`;

/** `parlance backup <file>`: copy the ledger while it is in use. @see docs/backup.md */
export const command: Command = {
  usage: USAGE,
  prepare: (args) => {
    const target = readOne(args, 'backup takes the path of the file to write');
    return { run: (config) => backup(config, target) };
  },
};

function backup(config: Config, target: string): number {
  if (config.databaseUrl !== undefined)
    return fail('the ledger is in PostgreSQL; back it up with pg_dump (docs/backup.md)');
  try {
    backUpFile(ledgerFile(config.dataDir), path.resolve(target));
  } catch (error) {
    return fail(`backup: ${error instanceof Error ? error.message : 'failed'}`);
  }
  process.stdout.write(`${path.resolve(target)}\n`);
  return 0;
}

/**
 * Copy a consistent snapshot of a ledger's SQLite file while it is in use. The copy omits the daily salt, so that a backup cannot be
 * used to recognize readers.
 *
 * @param target - Path of a file that does not exist.
 * @throws Error with a one-line message.
 */
export function backUpFile(file: string, target: string): void {
  if (!existsSync(file)) throw new Error(`no ledger at ${file}`);
  if (existsSync(target)) throw new Error(`${target} already exists; backup never overwrites a file`);
  const ledger = new Database(file);
  try {
    ledger.pragma('busy_timeout = 10000');
    ledger.prepare('vacuum into ?').run([target]);
  } finally {
    ledger.close();
  }
  const copy = new Database(target);
  try {
    copy.pragma('secure_delete = ON');
    copy.pragma('journal_mode = DELETE');
    copy.exec('delete from day_salt');
  } finally {
    copy.close();
  }
}
