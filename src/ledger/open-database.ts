import { Kysely } from 'kysely';
import { migrate } from './migrations.js';
import { createSqliteDialect } from './sqlite-driver.js';
import type { Tables } from './tables.js';

/** A file for SQLite, made when it is first used; or a `postgres://` address. */
export type LedgerPlace = { readonly file: string } | { readonly url: string };

/** A database with what brings its tables up to date. */
export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  /** @throws What the database says. */
  readonly migrate: () => Promise<void>;
}

/** Ready what queries the ledger; a connection is made by the first query. */
export async function openDatabase(place: LedgerPlace): Promise<OpenDatabase> {
  if ('file' in place) {
    const db = new Kysely<Tables>({ dialect: createSqliteDialect(place.file) });
    return { db, migrate: () => migrate(db, 'sqlite') };
  }
  const { createPostgresDialect } = await import('./postgres-dialect.js');
  const db = new Kysely<Tables>({ dialect: createPostgresDialect(place.url) });
  return { db, migrate: () => migrate(db, 'postgres') };
}
