import type { ColumnType, Generated } from 'kysely';

/** Written once, never changed. */
type Fixed<Value> = ColumnType<Value, Value, never>;

/** What an article was to a ticket: looked at, sent to the customer, or what solved it. */
export const LINK_RELATIONS = ['reference', 'sent', 'resolved'] as const;
/** @see LINK_RELATIONS */
export type LinkRelation = (typeof LINK_RELATIONS)[number];

/** Ties an article, as it was shown, to a ticket of another system. */
export interface TicketLinkTable {
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
  readonly created_at: Fixed<string>;
  readonly updated_at: string;
}

/** What one reader said of one article, in one locale and version, on one day. */
export interface FeedbackTable {
  readonly id: Generated<number>;
  readonly number: Fixed<string>;
  readonly locale: Fixed<string>;
  readonly version: Fixed<number | null>;
  /** 1 or 0. */
  readonly is_helpful: number;
  /** Why it did not help; null where nothing was chosen. */
  readonly reason: string | null;
  readonly comment: string | null;
  /** Tells a reader's second word from another reader's first; null once the day is over. */
  readonly mark: string | null;
  readonly created_at: Fixed<string>;
}

/** What can be wrong with a text. */
export const REPORT_KINDS = ['translation', 'outdated', 'unclear', 'broken-link', 'missing'] as const;
/** @see REPORT_KINDS */
export type ReportKind = (typeof REPORT_KINDS)[number];
/** What became of a report. */
export const REPORT_STATES = ['open', 'accepted', 'declined'] as const;
/** @see REPORT_STATES */
export type ReportState = (typeof REPORT_STATES)[number];

/** What one reader says is wrong with one place of one article. */
export interface ReportTable {
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
  readonly created_at: Fixed<string>;
}

/** Whether one reader found one translation good. */
interface TranslationRatingTable {
  readonly number: Fixed<string>;
  readonly locale: Fixed<string>;
  readonly version: Fixed<number | null>;
  /** 1 or 0. */
  readonly is_good: number;
  readonly mark: string | null;
  readonly created_at: Fixed<string>;
}

/** One end of a walk, reached by one reader on one day. */
interface WalkOutcomeTable {
  readonly id: Generated<number>;
  readonly number: Fixed<string>;
  readonly locale: Fixed<string>;
  readonly walk_kind: Fixed<string>;
  readonly walk_version: Fixed<number>;
  readonly outcome: Fixed<string>;
  readonly outcome_kind: Fixed<string>;
  /** Id of the question answered last; null where none was, and in rows made before it was kept. */
  readonly last_question: Fixed<string | null>;
  readonly mark: string | null;
  readonly created_at: Fixed<string>;
}

/** Searches of one day in one locale. */
interface SearchCountTable {
  /** UTC, `2026-11-21`. */
  readonly day: Fixed<string>;
  readonly locale: Fixed<string>;
  readonly asked: number;
  readonly unanswered: number;
}

/** Queries by which at least five readers found nothing in one month. */
interface SoughtTermTable {
  /** UTC, `2026-11`. */
  readonly month: Fixed<string>;
  readonly locale: Fixed<string>;
  readonly term: Fixed<string>;
  readonly readers: number;
}

/** The secret of one day, which makes readers' marks; gone when the day is. */
interface DaySaltTable {
  /** UTC, `2026-11-21`. */
  readonly day: Fixed<string>;
  readonly salt: Fixed<string>;
}

/** A key of another system; the key itself is not here. */
export interface AccessKeyTable {
  readonly id: Fixed<string>;
  readonly name: Fixed<string>;
  /** SHA-256 of the key, hexadecimal. */
  readonly hash: Fixed<string>;
  /** With spaces between. */
  readonly scopes: Fixed<string>;
  readonly created_at: Fixed<string>;
  readonly revoked_at: string | null;
  readonly expires_at: Fixed<string | null>;
  /** To the hour. */
  readonly last_used_at: string | null;
}

/** What became of a passage on one day, counted. */
interface CitationTable {
  /** UTC, `2026-11-21`. */
  readonly day: Fixed<string>;
  readonly hash: Fixed<string>;
  readonly use: Fixed<string>;
  readonly number: Fixed<string>;
  readonly locale: Fixed<string>;
  readonly fragment: Fixed<string>;
  readonly count: number;
}

/** Tells a ticket's second word on a passage from its first. */
interface CitationTicketTable {
  readonly hash: string;
  readonly use: string;
  readonly system: string;
  readonly ticket: string;
}

/** Where another system is told of what happens. */
export interface WebhookTable {
  readonly id: Fixed<string>;
  readonly url: Fixed<string>;
  /** With spaces between. */
  readonly events: Fixed<string>;
  /** In clear text: messages are signed with it. */
  readonly secret: Fixed<string>;
  readonly created_at: Fixed<string>;
  readonly disabled_at: string | null;
  readonly disabled_reason: string | null;
}

/** A message to one subscription, until it is delivered. */
interface WebhookDeliveryTable {
  readonly id: Generated<number>;
  readonly webhook_id: Fixed<string>;
  /** The same for every subscription and every attempt. */
  readonly message_id: Fixed<string>;
  readonly subject: Fixed<string>;
  readonly body: Fixed<string>;
  readonly attempts: Generated<number>;
  readonly failed_at: string | null;
  readonly next_at: string;
  readonly created_at: Fixed<string>;
}

/** One row: which process sends messages, and how far it has read the change log. */
interface WebhookSenderTable {
  /** Empty: nobody. */
  readonly holder: string;
  /** Grows while the holder lives. */
  readonly beat: number;
  readonly epoch: string;
  readonly sequence: number;
  readonly revision: string;
}

/** The ledger's tables. Instants are ISO 8601 in UTC with milliseconds, so that text order is time order on every database. */
export interface Tables {
  readonly ticket_link: TicketLinkTable;
  readonly feedback: FeedbackTable;
  readonly report: ReportTable;
  readonly translation_rating: TranslationRatingTable;
  readonly walk_outcome: WalkOutcomeTable;
  readonly search_count: SearchCountTable;
  readonly sought_term: SoughtTermTable;
  readonly day_salt: DaySaltTable;
  readonly access_key: AccessKeyTable;
  readonly citation: CitationTable;
  readonly citation_ticket: CitationTicketTable;
  readonly webhook: WebhookTable;
  readonly webhook_delivery: WebhookDeliveryTable;
  readonly webhook_sender: WebhookSenderTable;
}
