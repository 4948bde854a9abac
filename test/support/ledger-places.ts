import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ledgerFile, type LedgerOptions } from '../../src/ledger/ledger.js';
import { startPgBouncer } from './pgbouncer.js';
import { startPostgres, type PostgresCluster } from './postgres-cluster.js';

/** A kind of database that ledgers are tested on. */
export interface LedgerPlaces {
  /** A place nobody has used yet. */
  readonly make: () => LedgerOptions['place'];
  /** The server; undefined for SQLite. */
  readonly cluster: PostgresCluster | undefined;
  readonly remove: () => Promise<void>;
}

/** Files of SQLite in a temporary folder. */
export function openFiles(): LedgerPlaces {
  const root = mkdtempSync(path.join(tmpdir(), 'parlance-ledger-'));
  return {
    make: () => ({ file: ledgerFile(mkdtempSync(path.join(root, 'data-'))) }),
    cluster: undefined,
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Databases of a PostgreSQL server of its own. */
export async function openServer(): Promise<LedgerPlaces> {
  const cluster = await startPostgres();
  return { make: () => ({ url: cluster.createDatabase() }), cluster, remove: cluster.remove };
}

/** The same through PgBouncer in transaction mode. */
export async function openPooledServer(): Promise<LedgerPlaces> {
  const cluster = await startPostgres();
  const pooler = await startPgBouncer(cluster);
  const remove = async (): Promise<void> => {
    await pooler.remove();
    await cluster.remove();
  };
  return { make: () => ({ url: pooler.through(cluster.createDatabase()) }), cluster, remove };
}
