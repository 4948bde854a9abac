import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { Problem } from '../problem.js';
import { databaseFault } from './database-fault.js';
import type { LedgerPlace, OpenDatabase } from './open-database.js';
import type { Tables } from './tables.js';

/** Attempts when another transaction interferes. */
const MOST_TRIES = 3;
/** Seconds after which a client may ask again. */
const RETRY_AFTER = '5';

/** A retryable unit of work on the ledger. */
export type Work<Result> = (db: Kysely<Tables>) => Promise<Result>;

/**
 * The ledger's database: migrated before first use, retried while busy, a `Problem` while unavailable.
 *
 * The query builder and the driver are loaded by the first use as well.
 */
export class LedgerDatabase {
  private opened: Promise<OpenDatabase> | undefined;
  private migration: Promise<void> | undefined;

  /**
   * @param onAway - Called with the reason each time the database is unavailable.
   */
  constructor(
    private readonly place: LedgerPlace,
    private readonly onAway: (error: unknown) => void,
  ) {}

  /**
   * Run queries.
   *
   * @param work - Restarted when another process interfered, so it must be one statement, a transaction, or
   * a series of idempotent statements.
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

  /**
   * Cache the result of a query.
   *
   * @param none - The result before the first answer.
   * @param milliseconds - Age at which the next call queries again.
   * @param now - Milliseconds since 1970.
   * @returns A function that never waits and returns the last result: the same object while it stays equal, also while the
   * database is unavailable.
   */
  cached<Result>(none: Result, milliseconds: number, now: () => number, read: Work<Result>): () => Result {
    let known = none;
    let asked = Number.NEGATIVE_INFINITY;
    return () => {
      if (now() - asked >= milliseconds) {
        asked = now();
        this.run(read).then(
          (found) => (known = isDeepStrictEqual(found, known) ? known : found),
          () => undefined,
        );
      }
      return known;
    };
  }

  async close(): Promise<void> {
    await (await this.opened)?.db.destroy();
  }

  /** Once for all callers; after a failure the next caller retries. */
  private migrateOnce(migrate: OpenDatabase['migrate']): Promise<void> {
    this.migration ??= migrate().catch((error: unknown) => {
      this.migration = undefined;
      throw error;
    });
    return this.migration;
  }
}
