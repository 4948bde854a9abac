import { Kysely, Migrator, type Dialect, type MigrationProvider } from 'kysely';
import { createMigrations } from './migrations.js';
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
  if ('file' in place) return withMigrations(createSqliteDialect(place.file), createMigrations('sqlite'));
  const { createPostgresDialect } = await import('./postgres-dialect.js');
  return withMigrations(createPostgresDialect(place.url), createMigrations('postgres'));
}

function withMigrations(dialect: Dialect, provider: MigrationProvider): OpenDatabase {
  const db = new Kysely<Tables>({ dialect });
  return {
    db,
    migrate: async () => {
      const { error } = await new Migrator({
        db,
        provider,
        allowUnorderedMigrations: true,
      }).migrateToLatest();
      if (error instanceof Error) throw error;
      if (error !== undefined) throw new Error('migration failed', { cause: error });
    },
  };
}
