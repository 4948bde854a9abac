import path from 'node:path';
import type { ArticleNumber } from '../article/article-number.js';
import { createAccessKeys, type AccessKeys } from './access-keys.js';
import { createFeedbackBook, type FeedbackBook } from './feedback.js';
import { LedgerDatabase } from './ledger-database.js';
import type { LedgerPlace } from './open-database.js';
import { dayOf, forgetReaders } from './reader-mark.js';
import { createTicketLinks, type TicketLinks } from './ticket-links.js';
import { readUsage, type LocaleUsage } from './usage.js';
import { readUsageOverview, type UsageOverview } from './usage-overview.js';
import { createWalkOutcomes, type WalkOutcomes } from './walk-outcomes.js';

/**
 * What users did with articles. Every write that has been answered is on the disk.
 *
 * Any of its functions may throw the `Problem` `ledger-unavailable` (503); the next call tries the database again.
 */
export interface Ledger {
  readonly links: TicketLinks;
  readonly feedback: FeedbackBook;
  readonly outcomes: WalkOutcomes;
  readonly keys: AccessKeys;
  /** @param since - ISO 8601 in UTC; undefined counts everything. */
  usage(number: ArticleNumber, since: string | undefined): Promise<readonly LocaleUsage[]>;
  /** The same counts of all articles at once. */
  usageOverview(): Promise<UsageOverview>;
  /** Forget what told readers apart on days gone by; to be called now and then. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Where a ledger is kept, and with what it works. */
export interface LedgerOptions {
  readonly place: LedgerPlace;
  /** Told why, each time the database cannot be used. */
  readonly onAway?: ((error: unknown) => void) | undefined;
  /** Milliseconds since 1970; the clock when not given. */
  readonly now?: (() => number) | undefined;
}

/** Make a ledger; nothing is opened before its first use, so a database that is away keeps nothing else from starting. */
export function createLedger({ place, onAway = () => undefined, now = Date.now }: LedgerOptions): Ledger {
  const database = new LedgerDatabase(place, onAway);
  return {
    links: createTicketLinks(database, now),
    feedback: createFeedbackBook(database, now),
    outcomes: createWalkOutcomes(database, now),
    keys: createAccessKeys(database, now),
    usage: (number, since) => database.run((db) => readUsage(db, number, since)),
    usageOverview: () => database.run(readUsageOverview),
    tidy: () => database.run((db) => forgetReaders(db, dayOf(new Date(now())))),
    close: () => database.close(),
  };
}

/** The SQLite file in a data folder. */
export function ledgerFile(dataDir: string): string {
  return path.join(dataDir, 'ledger.sqlite');
}
