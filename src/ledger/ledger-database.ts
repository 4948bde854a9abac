import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, Migrator, type Dialect } from 'kysely';
import { Problem } from '../problem.js';
import { databaseFault } from './database-fault.js';
import { createMigrations, type DatabaseKind } from './migrations.js';
import type { Tables } from './tables.js';

/** Milliseconds to go on trying while other processes write. */
const PATIENCE = 5000;
/** Seconds after which a client may ask again. */
const RETRY_AFTER = '5';

/** Queries of the ledger, as one function that may be run again. */
export type Work<Result> = (db: Kysely<Tables>) => Promise<Result>;

/** The ledger's database: migrated before its first use, tried again while it is busy, a `Problem` while it is away. */
export class LedgerDatabase {
  private readonly db: Kysely<Tables>;
  private migration: Promise<void> | undefined;

  /**
   * @param onAway - Told why, each time the database cannot be used.
   */
  constructor(
    private readonly kind: DatabaseKind,
    dialect: Dialect,
    private readonly onAway: (error: unknown) => void,
  ) {
    this.db = new Kysely<Tables>({ dialect });
  }

  /**
   * Run queries.
   *
   * @param work - Run again from its beginning when another process was in the way, so it must be one statement, or a transaction, or
   *   statements of which each may be repeated.
   * @throws Problem `ledger-unavailable` (503).
   */
  async run<Result>(work: Work<Result>): Promise<Result> {
    const end = performance.now() + PATIENCE;
    for (let wait = 2; ; wait = Math.min(wait * 2, 100)) {
      try {
        await this.migrate();
        return await work(this.db);
      } catch (error) {
        const fault = databaseFault(error);
        if (fault === undefined) throw error;
        if (fault === 'away' || performance.now() > end) {
          this.onAway(error);
          throw new Problem('ledger-unavailable', { headers: { 'Retry-After': RETRY_AFTER } });
        }
        await sleep(wait * (0.5 + Math.random()));
      }
    }
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  /** Once for all callers; after a failure the next caller tries again. */
  private migrate(): Promise<void> {
    this.migration ??= this.migrateToLatest().catch((error: unknown) => {
      this.migration = undefined;
      throw error;
    });
    return this.migration;
  }

  private async migrateToLatest(): Promise<void> {
    const { error } = await new Migrator({
      db: this.db,
      provider: createMigrations(this.kind),
    }).migrateToLatest();
    if (error instanceof Error) throw error;
    if (error !== undefined) throw new Error('migration failed', { cause: error });
  }
}
