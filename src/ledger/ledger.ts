import path from 'node:path';
import type { ArticleNumber } from '../article/article-number.js';
import { AccessKeys } from './access-keys.js';
import { Citations } from './citations.js';
import { FeedbackBook } from './feedback.js';
import { LedgerDatabase, type LedgerOptions } from './ledger-database.js';
import { Outbox } from './outbox.js';
import { forgetReaders } from './reader-mark.js';
import { Reports } from './reports.js';
import { forgetTerms, SearchCounts } from './search-counts.js';
import { TicketLinks } from './ticket-links.js';
import { readUsage, type LocaleUsage } from './usage.js';
import { readPopular, readUsageOverview, type UsageOverview } from './usage-overview.js';
import { WalkOutcomes } from './walk-outcomes.js';
import { Webhooks } from './webhooks.js';

/**
 * What users did with articles. Every acknowledged write is on disk; search counts follow some seconds later.
 *
 * Any of its functions may throw the `Problem` `ledger-unavailable` (503); the next call tries the database again.
 */
export interface Ledger {
  readonly links: TicketLinks;
  readonly feedback: FeedbackBook;
  readonly reports: Reports;
  readonly outcomes: Pick<WalkOutcomes, 'count'>;
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

/** Milliseconds that popular articles are cached. */
const POPULAR_KEPT = 5 * 60_000;

/** Create a ledger; the database is opened on first use, so that an unavailable one does not prevent startup. */
export function createLedger(options: LedgerOptions): Ledger {
  const database = new LedgerDatabase(options);
  const searches = new SearchCounts(database, options.isPrivate ?? (() => false));
  return {
    searches,
    links: new TicketLinks(database),
    feedback: new FeedbackBook(database),
    reports: new Reports(database),
    outcomes: new WalkOutcomes(database),
    keys: new AccessKeys(database),
    citations: new Citations(database),
    webhooks: new Webhooks(database),
    outbox: new Outbox(database),
    usage: (number, since) => database.run((db) => readUsage(db, number, since)),
    usageOverview: async () => {
      await searches.flush();
      return database.run(readUsageOverview);
    },
    popular: database.cached([], POPULAR_KEPT, readPopular),
    tidy: () =>
      database.run(async (db, at) => {
        const today = at.slice(0, 10);
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
