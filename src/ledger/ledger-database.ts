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

/** A retryable unit of work on the ledger. @param at - Now, ISO 8601 in UTC. */
type Work<Result> = (db: Kysely<Tables>, at: string) => Promise<Result>;

/** How a ledger is opened. */
export interface LedgerOptions {
  readonly place: LedgerPlace;
  /** Called with the reason each time the database is unavailable. */
  readonly onAway?: ((error: unknown) => void) | undefined;
  /** Times what a client waits for to be written. */
  readonly timeWrite?: (<Result>(work: Promise<Result>) => Promise<Result>) | undefined;
  /** Whether a query must not be stored, however many readers typed it. */
  readonly isPrivate?: ((text: string) => boolean) | undefined;
  /** Milliseconds since 1970; the clock when not given. */
  readonly now?: (() => number) | undefined;
}

/**
 * The ledger's database: migrated before first use, retried while busy, a `Problem` while unavailable.
 *
 * The query builder and the driver are loaded by the first use as well.
 */
export class LedgerDatabase {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  private opened: Promise<OpenDatabase> | undefined;
  private migration: Promise<void> | undefined;

  constructor(private readonly options: LedgerOptions) {
    this.now = options.now ?? Date.now;
  }

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
        this.opened ??= import('./open-database.js').then(({ openDatabase }) =>
          openDatabase(this.options.place),
        );
        const { db, migrate } = await this.opened;
        await this.migrateOnce(migrate);
        return await work(db, new Date(this.now()).toISOString());
      } catch (error) {
        const fault = databaseFault(error);
        if (fault === undefined) throw error;
        if (fault === 'busy' && tries < MOST_TRIES) continue;
        this.options.onAway?.(error);
        throw new Problem('ledger-unavailable', { headers: { 'Retry-After': RETRY_AFTER } });
      }
    }
  }

  /** The same in one transaction. */
  transact<Result>(work: Work<Result>): Promise<Result> {
    return this.run((db, at) => db.transaction().execute((trx) => work(trx, at)));
  }

  /** Run what a client waits for to be written, and time it. */
  write<Result>(work: Work<Result>): Promise<Result> {
    const { timeWrite } = this.options;
    return timeWrite === undefined ? this.run(work) : timeWrite(this.run(work));
  }

  /**
   * Cache the result of a query.
   *
   * @param none - The result before the first answer.
   * @param milliseconds - Age at which the next call queries again.
   * @returns A function that never waits and returns the last result: the same object while it stays equal, also while the
   * database is unavailable.
   */
  cached<Result>(none: Result, milliseconds: number, read: Work<Result>): () => Result {
    let known = none;
    let asked = Number.NEGATIVE_INFINITY;
    return () => {
      if (this.now() - asked >= milliseconds) {
        asked = this.now();
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

/** An instant some days earlier. @param at - ISO 8601 in UTC. */
export function daysBefore(at: string, days: number): string {
  return new Date(Date.parse(at) - days * 86_400_000).toISOString();
}
