import type { Kysely } from 'kysely';
import { Problem } from '../problem.js';
import { databaseFault } from './database-fault.js';
import type { LedgerPlace, OpenDatabase } from './open-database.js';
import type { Tables } from './tables.js';

/** How often to run what another transaction got in the way of. */
const MOST_TRIES = 3;
/** Seconds after which a client may ask again. */
const RETRY_AFTER = '5';

/** Queries of the ledger, as one function that may be run again. */
export type Work<Result> = (db: Kysely<Tables>) => Promise<Result>;

/**
 * The ledger's database: migrated before its first use, tried again while it is busy, a `Problem` while it is away.
 *
 * The query builder and the driver are loaded by the first use as well.
 */
export class LedgerDatabase {
  private opened: Promise<OpenDatabase> | undefined;
  private migration: Promise<void> | undefined;

  /**
   * @param onAway - Told why, each time the database cannot be used.
   */
  constructor(
    private readonly place: LedgerPlace,
    private readonly onAway: (error: unknown) => void,
  ) {}

  /**
   * Run queries.
   *
   * @param work - Run again from its beginning when another process was in the way, so it must be one statement, or a transaction, or
   *   statements of which each may be repeated.
   * @throws Problem `ledger-unavailable` (503).
   */
  async run<Result>(work: Work<Result>): Promise<Result> {
    for (let tries = 1; ; tries++) {
      try {
        this.opened ??= import('./open-database.js').then(({ openDatabase }) => openDatabase(this.place));
        const { db, migrate } = await this.opened;
        await this.migrateOnce(migrate);
        return await work(db);
      } catch (error) {
        const fault = databaseFault(error);
        if (fault === undefined) throw error;
        if (fault === 'busy' && tries < MOST_TRIES) continue;
        this.onAway(error);
        throw new Problem('ledger-unavailable', { headers: { 'Retry-After': RETRY_AFTER } });
      }
    }
  }

  async close(): Promise<void> {
    await (await this.opened)?.db.destroy();
  }

  /** Once for all callers; after a failure the next caller tries again. */
  private migrateOnce(migrate: OpenDatabase['migrate']): Promise<void> {
    this.migration ??= migrate().catch((error: unknown) => {
      this.migration = undefined;
      throw error;
    });
    return this.migration;
  }
}
