import { CamelCasePlugin, Kysely } from 'kysely';
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
  const kind = 'file' in place ? 'sqlite' : 'postgres';
  const dialect =
    'file' in place
      ? createSqliteDialect(place.file)
      : (await import('./postgres-dialect.js')).createPostgresDialect(place.url);
  const db = new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
  return { db, migrate: () => migrate(db, kind) };
}
