import { sql, type Kysely, type Migration, type MigrationProvider, type RawBuilder } from 'kysely';

/** The databases a ledger can be kept in. */
export type DatabaseKind = 'sqlite' | 'postgres';

/**
 * The ledger's migrations, oldest first; one that was released is never changed.
 *
 * @see docs/decisions/0040-ledger-on-two-databases.md
 */
export function createMigrations(kind: DatabaseKind): MigrationProvider {
  const migrations: Record<string, Migration> = {
    '0001-ledger': { up: (db) => createTables(db, kind) },
    '0002-last-question': { up: addLastQuestion },
    '0003-searches': { up: createSearchTables },
    '0005-key-dates': { up: addKeyDates },
    '0004-feedback-reason': { up: addFeedbackReason },
    '0008-citations': { up: createCitationTables },
    '0009-reports': { up: (db) => createReportTables(db, kind) },
    '0007-webhooks': { up: (db) => createWebhookTables(db, kind) },
  };
  return { getMigrations: () => Promise.resolve(migrations) };
}

/** A column `id` that grows and is never given twice. */
function serialId(kind: DatabaseKind): RawBuilder<unknown> {
  return kind === 'sqlite'
    ? sql`id integer primary key autoincrement`
    : sql`id bigint generated always as identity primary key`;
}

async function createTables(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const id = serialId(kind);
  const statements = [
    sql`create table ticket_link (
      ${id}, number text not null, system text not null, ticket text not null,
      requested text not null, served text not null, version integer, url text, note text,
      created_at text not null, updated_at text not null, unique (number, system, ticket))`,
    sql`create index ticket_link_by_article on ticket_link (number, id)`,
    sql`create index ticket_link_by_ticket on ticket_link (system, ticket, id)`,
    sql`create table feedback (
      ${id}, number text not null, locale text not null, version integer,
      is_helpful integer not null check (is_helpful in (0, 1)), comment text,
      mark text unique, created_at text not null)`,
    sql`create index feedback_by_article on feedback (number, id)`,
    sql`create table walk_outcome (
      ${id}, number text not null, locale text not null, walk_kind text not null, walk_version integer not null,
      outcome text not null, outcome_kind text not null, mark text unique, created_at text not null)`,
    sql`create index walk_outcome_by_article on walk_outcome (number, id)`,
    sql`create table day_salt (day text primary key, salt text not null)`,
    sql`create table access_key (
      id text primary key, name text not null, hash text not null, scopes text not null,
      created_at text not null, revoked_at text)`,
  ];
  for (const statement of statements) await statement.execute(db);
}

/** Rows of before do not say, and nothing can tell it of them. */
async function addLastQuestion(db: Kysely<unknown>): Promise<void> {
  await sql`alter table walk_outcome add column last_question text`.execute(db);
}

async function createSearchTables(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table search_count (
      day text not null, locale text not null, asked integer not null, unanswered integer not null,
      primary key (day, locale))`,
    sql`create table sought_term (
      month text not null, locale text not null, term text not null, readers integer not null,
      primary key (month, locale, term))`,
  ];
  for (const statement of statements) await statement.execute(db);
}

async function addFeedbackReason(db: Kysely<unknown>): Promise<void> {
  await sql`alter table feedback add column reason text`.execute(db);
}

/** Keys of before never expire. */
async function addKeyDates(db: Kysely<unknown>): Promise<void> {
  await sql`alter table access_key add column expires_at text`.execute(db);
  await sql`alter table access_key add column last_used_at text`.execute(db);
}

async function createWebhookTables(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const statements = [
    sql`create table webhook (
      id text primary key, url text not null, events text not null, secret text not null,
      created_at text not null, disabled_at text, disabled_reason text)`,
    sql`create table webhook_delivery (
      ${serialId(kind)}, webhook_id text not null, message_id text not null, subject text not null, body text not null,
      attempts integer not null default 0, failed_at text, next_at text not null, created_at text not null)`,
    sql`create index webhook_delivery_by_webhook on webhook_delivery (webhook_id, id)`,
    sql`create table webhook_sender (
      holder text not null, beat integer not null, epoch text not null, sequence integer not null, revision text not null)`,
    sql`insert into webhook_sender values ('', 0, '', 0, '')`,
  ];
  for (const statement of statements) await statement.execute(db);
}

async function createCitationTables(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table citation (
      day text not null, hash text not null, use text not null, number text not null, locale text not null,
      fragment text not null, count integer not null, primary key (day, hash, use))`,
    sql`create index citation_by_article on citation (number, day)`,
    sql`create table citation_ticket (
      hash text not null, use text not null, system text not null, ticket text not null,
      primary key (hash, use, system, ticket))`,
  ];
  for (const statement of statements) await statement.execute(db);
}

async function createReportTables(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const statements = [
    sql`create table report (
      ${serialId(kind)}, number text not null, locale text not null, version integer, step integer,
      kind text not null, quote text, proposal text, comment text, state text not null, reason text,
      mark text unique, created_at text not null)`,
    sql`create index report_by_article on report (number, id)`,
    sql`create table translation_rating (
      number text not null, locale text not null, version integer, is_good integer not null,
      mark text unique, created_at text not null)`,
    sql`create index translation_rating_by_article on translation_rating (number)`,
    sql`alter table ticket_link add column relation text not null default 'reference'`,
  ];
  for (const statement of statements) await statement.execute(db);
}
