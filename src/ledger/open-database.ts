import { CamelCasePlugin, Kysely } from 'kysely';
import { migrate } from './migrations.js';
import { createSqliteDialect } from './sqlite-driver.js';
import type { Tables } from './tables.js';

/** An SQLite file, created on first use, or a `postgres://` URL. */
export type LedgerPlace = { readonly file: string } | { readonly url: string };

/** A database and its migrator. */
export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  /** @throws Database errors. */
  readonly migrate: () => Promise<void>;
}

/** Create the query builder; the first query connects. */
export async function openDatabase(place: LedgerPlace): Promise<OpenDatabase> {
  const kind = 'file' in place ? 'sqlite' : 'postgres';
  const dialect =
    'file' in place
      ? createSqliteDialect(place.file)
      : (await import('./postgres-dialect.js')).createPostgresDialect(place.url);
  const db = new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
  return { db, migrate: () => migrate(db, kind) };
}
