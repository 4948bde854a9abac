import type { ColumnType, Generated } from 'kysely';

/** Written once, never changed. */
type Fixed<Value> = ColumnType<Value, Value, never>;

/** How an article relates to a ticket: looked at, sent to the customer, or the resolution. */
export const LINK_RELATIONS = ['reference', 'sent', 'resolved'] as const;
/** @see LINK_RELATIONS */
export type LinkRelation = (typeof LINK_RELATIONS)[number];

/** Kinds of reports. */
export const REPORT_KINDS = ['translation', 'outdated', 'unclear', 'broken-link', 'missing'] as const;
/** @see REPORT_KINDS */
export type ReportKind = (typeof REPORT_KINDS)[number];
/** States of a report. */
export const REPORT_STATES = ['open', 'accepted', 'declined'] as const;
/** @see REPORT_STATES */
export type ReportState = (typeof REPORT_STATES)[number];

/** The ledger's tables, written in snake case in the database. Instants are ISO 8601 in UTC with milliseconds, so that text order is time order on every database. */
export interface Tables {
  /** Links an article, as shown, to a ticket. */
  readonly ticketLink: {
    readonly id: Generated<number>;
    readonly number: Fixed<string>;
    readonly system: Fixed<string>;
    readonly ticket: Fixed<string>;
    readonly requested: string;
    readonly served: string;
    readonly version: number | null;
    readonly url: string | null;
    readonly note: string | null;
    readonly relation: LinkRelation;
    readonly createdAt: Fixed<string>;
    readonly updatedAt: string;
  };
  /** Feedback of one reader on one locale and version of an article, on one day. */
  readonly feedback: {
    readonly id: Generated<number>;
    readonly number: Fixed<string>;
    readonly locale: Fixed<string>;
    readonly version: Fixed<number | null>;
    /** 1 or 0. */
    readonly isHelpful: number;
    /** Why it did not help; null if not given. */
    readonly reason: string | null;
    readonly comment: string | null;
    /** Deduplicates a reader's submissions; null once the day is over. */
    readonly mark: string | null;
    readonly createdAt: Fixed<string>;
  };
  /** A report of one reader on one place of an article. */
  readonly report: {
    readonly id: Generated<number>;
    readonly number: Fixed<string>;
    readonly locale: Fixed<string>;
    readonly version: Fixed<number | null>;
    readonly step: Fixed<number | null>;
    readonly kind: Fixed<ReportKind>;
    readonly quote: string | null;
    readonly proposal: string | null;
    readonly comment: string | null;
    readonly state: ReportState;
    readonly reason: string | null;
    readonly mark: string | null;
    readonly createdAt: Fixed<string>;
  };
  /** One reader's vote on a translation. */
  readonly translationRating: {
    readonly number: Fixed<string>;
    readonly locale: Fixed<string>;
    readonly version: Fixed<number | null>;
    /** 1 or 0. */
    readonly isGood: number;
    readonly mark: string | null;
    readonly createdAt: Fixed<string>;
  };
  /** A walk outcome reached by one reader on one day. */
  readonly walkOutcome: {
    readonly id: Generated<number>;
    readonly number: Fixed<string>;
    readonly locale: Fixed<string>;
    readonly walkKind: Fixed<string>;
    readonly walkVersion: Fixed<number>;
    readonly outcome: Fixed<string>;
    readonly outcomeKind: Fixed<string>;
    /** Id of the question answered last; null if none, and in older rows. */
    readonly lastQuestion: Fixed<string | null>;
    readonly mark: string | null;
    readonly createdAt: Fixed<string>;
  };
  /** Searches of one day in one locale. */
  readonly searchCount: {
    /** UTC, `2026-11-21`. */
    readonly day: Fixed<string>;
    readonly locale: Fixed<string>;
    readonly asked: number;
    readonly unanswered: number;
  };
  /** Queries with no results that at least five readers typed in one month. */
  readonly soughtTerm: {
    /** UTC, `2026-11`. */
    readonly month: Fixed<string>;
    readonly locale: Fixed<string>;
    readonly term: Fixed<string>;
    readonly readers: number;
  };
  /** The secret behind one day's reader marks; deleted with the day. */
  readonly daySalt: {
    /** UTC, `2026-11-21`. */
    readonly day: Fixed<string>;
    readonly salt: Fixed<string>;
  };
  /** An API key; only its hash is stored. */
  readonly accessKey: {
    readonly id: Fixed<string>;
    readonly name: Fixed<string>;
    /** SHA-256 of the key, hexadecimal. */
    readonly hash: Fixed<string>;
    /** Space-separated. */
    readonly scopes: Fixed<string>;
    readonly createdAt: Fixed<string>;
    readonly revokedAt: string | null;
    readonly expiresAt: Fixed<string | null>;
    /** To the hour. */
    readonly lastUsedAt: string | null;
  };
  /** Counts of one use of a passage on one day. */
  readonly citation: {
    /** UTC, `2026-11-21`. */
    readonly day: Fixed<string>;
    readonly hash: Fixed<string>;
    readonly use: Fixed<string>;
    readonly number: Fixed<string>;
    readonly locale: Fixed<string>;
    readonly fragment: Fixed<string>;
    readonly count: number;
  };
  /** Deduplicates a ticket's uses of a passage. */
  readonly citationTicket: {
    readonly hash: string;
    readonly use: string;
    readonly system: string;
    readonly ticket: string;
  };
  /** A webhook subscription. */
  readonly webhook: {
    readonly id: Fixed<string>;
    readonly url: Fixed<string>;
    /** Space-separated. */
    readonly events: Fixed<string>;
    /** In clear text, since messages are signed with it. */
    readonly secret: Fixed<string>;
    readonly createdAt: Fixed<string>;
    readonly disabledAt: string | null;
    readonly disabledReason: string | null;
  };
  /** A message to one subscription, kept until delivered. */
  readonly webhookDelivery: {
    readonly id: Generated<number>;
    readonly webhookId: Fixed<string>;
    /** The same for all subscriptions and attempts. */
    readonly messageId: Fixed<string>;
    readonly subject: Fixed<string>;
    readonly body: Fixed<string>;
    readonly attempts: Generated<number>;
    /** First failure; null when it has not failed. */
    readonly failedAt: string | null;
    /** Earliest next attempt. */
    readonly nextAt: string;
    readonly createdAt: Fixed<string>;
  };
  /** One row: the leader, and its position in the change log. */
  readonly webhookSender: {
    /** Empty when there is no leader. */
    readonly holder: string;
    /** Heartbeat counter of the leader. */
    readonly beat: number;
    readonly epoch: string;
    readonly sequence: number;
    readonly revision: string;
  };
}
