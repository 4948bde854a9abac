import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ledgerFile, type LedgerOptions } from '../../src/ledger/ledger.js';
import { hasPostgres, startPostgres, type PostgresCluster } from './postgres-cluster.js';

/** A kind of database that ledgers are tested on. */
export interface LedgerPlaces {
  /** A place nobody has used yet. */
  readonly make: () => LedgerOptions['place'];
  /** Undefined for SQLite. */
  readonly cluster: PostgresCluster | undefined;
  readonly remove: () => Promise<void>;
}

/** The databases to test on, by name: the tests' titles say which. */
export const LEDGER_DATABASES: readonly (readonly [string, () => Promise<LedgerPlaces>])[] = [
  ['SQLite', openFiles],
  ...(hasPostgres() ? ([['PostgreSQL', openServer]] as const) : []),
];

function openFiles(): Promise<LedgerPlaces> {
  const root = mkdtempSync(path.join(tmpdir(), 'parlance-ledger-'));
  return Promise.resolve({
    make: () => ({ file: ledgerFile(mkdtempSync(path.join(root, 'data-'))) }),
    cluster: undefined,
    remove: () => rm(root, { recursive: true, force: true }),
  });
}

async function openServer(): Promise<LedgerPlaces> {
  const cluster = await startPostgres();
  return { make: () => ({ url: cluster.createDatabase() }), cluster, remove: cluster.remove };
}
