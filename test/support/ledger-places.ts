import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ledgerFile } from '../../src/ledger/ledger.js';
import type { LedgerPlace } from '../../src/ledger/open-database.js';
import { startPgBouncer } from './pgbouncer.js';
import { startPostgres, type PostgresCluster } from './postgres-cluster.js';

/** A kind of database to test ledgers on. */
export interface LedgerPlaces {
  /** A new, empty place. */
  readonly make: () => LedgerPlace;
  /** The server; undefined for SQLite. */
  readonly cluster: PostgresCluster | undefined;
  readonly remove: () => Promise<void>;
}

/** SQLite files in a temporary folder. */
export function openFiles(): LedgerPlaces {
  const root = mkdtempSync(path.join(tmpdir(), 'parlance-ledger-'));
  return {
    make: () => ({ file: ledgerFile(mkdtempSync(path.join(root, 'data-'))) }),
    cluster: undefined,
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Databases of a temporary PostgreSQL server. */
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
