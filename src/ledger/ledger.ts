import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { ArticleNumber } from '../article/article-number.js';
import { createAccessKeys, type AccessKeys } from './access-keys.js';
import { createCitations, type Citations } from './citations.js';
import { createFeedbackBook, type FeedbackBook } from './feedback.js';
import { LedgerDatabase } from './ledger-database.js';
import type { LedgerPlace } from './open-database.js';
import { createOutbox, type Outbox } from './outbox.js';
import { dayOf, forgetReaders } from './reader-mark.js';
import { createReports, type Reports } from './reports.js';
import { createSearchCounts, forgetTerms, type SearchCounts } from './search-counts.js';
import { createTicketLinks, type TicketLinks } from './ticket-links.js';
import { readUsage, type LocaleUsage } from './usage.js';
import { readPopular, readUsageOverview, type UsageOverview } from './usage-overview.js';
import { createWalkOutcomes, type WalkOutcomes } from './walk-outcomes.js';
import { createWebhooks, type Webhooks } from './webhooks.js';

/**
 * What users did with articles. Every acknowledged write is on disk; search counts follow some seconds later.
 *
 * Any of its functions may throw the `Problem` `ledger-unavailable` (503); the next call tries the database again.
 */
export interface Ledger {
  readonly links: TicketLinks;
  readonly feedback: FeedbackBook;
  readonly reports: Reports;
  readonly outcomes: WalkOutcomes;
  readonly searches: SearchCounts;
  readonly keys: AccessKeys;
  readonly citations: Citations;
  readonly webhooks: Webhooks;
  readonly outbox: Outbox;
  /** @param since - ISO 8601 in UTC; undefined counts everything. */
  usage(number: ArticleNumber, since: string | undefined): Promise<readonly LocaleUsage[]>;
  /** The same counts of all articles at once, and of searches. */
  usageOverview(): Promise<UsageOverview>;
  /** Cached: at most six, the most used articles of the last 90 days. Never waits; the same array until they change. */
  popular(): readonly ArticleNumber[];
  /** Delete reader marks of past days and searches older than a year; call periodically. */
  tidy(): Promise<void>;
  /** Flushes counts if the database is available. */
  close(): Promise<void>;
}

/** Options of a ledger. */
export interface LedgerOptions {
  readonly place: LedgerPlace;
  /** Called with the reason each time the database is unavailable. */
  readonly onAway?: ((error: unknown) => void) | undefined;
  /** Whether a query must not be stored, however many readers typed it. */
  readonly isPrivate?: ((text: string) => boolean) | undefined;
  /** Milliseconds since 1970; the clock when not given. */
  readonly now?: (() => number) | undefined;
}

const POPULAR_FOR = 90 * 86_400_000;
const POPULAR_KEPT = 5 * 60_000;
const MOST_POPULAR = 6;

/** Create a ledger; the database is opened on first use, so that an unavailable one does not prevent startup. */
export function createLedger({
  place,
  onAway = () => undefined,
  isPrivate = () => false,
  now = Date.now,
}: LedgerOptions): Ledger {
  const database = new LedgerDatabase(place, onAway);
  const searches = createSearchCounts(database, now, isPrivate);
  return {
    searches,
    links: createTicketLinks(database, now),
    feedback: createFeedbackBook(database, now),
    reports: createReports(database, now),
    outcomes: createWalkOutcomes(database, now),
    keys: createAccessKeys(database, now),
    citations: createCitations(database, now),
    webhooks: createWebhooks(database, now),
    outbox: createOutbox(database, randomUUID(), now),
    usage: (number, since) => database.run((db) => readUsage(db, number, since)),
    usageOverview: async () => {
      await searches.flush();
      return database.run(readUsageOverview);
    },
    popular: database.cached([], POPULAR_KEPT, now, (db) =>
      readPopular(db, new Date(now() - POPULAR_FOR).toISOString(), MOST_POPULAR),
    ),
    tidy: () =>
      database.run(async (db) => {
        const today = dayOf(new Date(now()));
        await forgetReaders(db, today);
        await forgetTerms(db, today);
      }),
    close: async () => {
      await searches.flush().catch(() => undefined);
      await database.close();
    },
  };
}

/** The SQLite file in a data folder. */
export function ledgerFile(dataDir: string): string {
  return path.join(dataDir, 'ledger.sqlite');
}
