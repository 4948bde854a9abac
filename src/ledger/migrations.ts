import { sql, type Kysely, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import { databaseFault } from './database-fault.js';
import type { Tables } from './tables.js';

/** Supported databases. */
export type DatabaseKind = 'sqlite' | 'postgres';

/** PostgreSQL advisory lock id; any number no other program uses. */
const MIGRATION_LOCK = 8_204_517_366_021;

type Statement = RawBuilder<unknown>;

/** The ledger's migrations by name, oldest first; a released one is never changed. @param id - An auto-increment `id` column. */
const MIGRATIONS: Readonly<Record<string, (id: Statement) => readonly Statement[]>> = {
  '0001-ledger': (id) => [
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
  ],
  // Unknown for existing rows.
  '0002-last-question': () => [sql`alter table walk_outcome add column last_question text`],
  '0003-searches': () => [
    sql`create table search_count (
      day text not null, locale text not null, asked integer not null, unanswered integer not null,
      primary key (day, locale))`,
    sql`create table sought_term (
      month text not null, locale text not null, term text not null, readers integer not null,
      primary key (month, locale, term))`,
  ],
  '0004-feedback-reason': () => [sql`alter table feedback add column reason text`],
  // Existing keys never expire.
  '0005-key-dates': () => [
    sql`alter table access_key add column expires_at text`,
    sql`alter table access_key add column last_used_at text`,
  ],
  '0007-webhooks': (id) => [
    sql`create table webhook (
      id text primary key, url text not null, events text not null, secret text not null,
      created_at text not null, disabled_at text, disabled_reason text)`,
    sql`create table webhook_delivery (
      ${id}, webhook_id text not null, message_id text not null, subject text not null, body text not null,
      attempts integer not null default 0, failed_at text, next_at text not null, created_at text not null)`,
    sql`create index webhook_delivery_by_webhook on webhook_delivery (webhook_id, id)`,
    sql`create table webhook_sender (
      holder text not null, beat integer not null, epoch text not null, sequence integer not null, revision text not null)`,
    sql`insert into webhook_sender values ('', 0, '', 0, '')`,
  ],
  '0008-citations': () => [
    sql`create table citation (
      day text not null, hash text not null, use text not null, number text not null, locale text not null,
      fragment text not null, count integer not null, primary key (day, hash, use))`,
    sql`create index citation_by_article on citation (number, day)`,
    sql`create table citation_ticket (
      hash text not null, use text not null, system text not null, ticket text not null,
      primary key (hash, use, system, ticket))`,
  ],
  '0009-reports': (id) => [
    sql`create table report (
      ${id}, number text not null, locale text not null, version integer, step integer,
      kind text not null, quote text, proposal text, comment text, state text not null, reason text,
      mark text unique, created_at text not null)`,
    sql`create index report_by_article on report (number, id)`,
    sql`create table translation_rating (
      number text not null, locale text not null, version integer, is_good integer not null,
      mark text unique, created_at text not null)`,
    sql`create index translation_rating_by_article on translation_rating (number)`,
    sql`alter table ticket_link add column relation text not null default 'reference'`,
  ],
};

const ALL = Object.entries(MIGRATIONS);

/**
 * Bring a database's tables up to date, in one transaction, by one process at a time.
 *
 * Kysely's migrator locks for a connection, not a transaction: behind PgBouncer the lock stayed on a connection that others were given,
 * and every later start timed out. The migration table is the one Kysely uses.
 *
 * @see docs/decisions/0040-ledger-on-two-databases.md
 */
export async function migrate(database: Kysely<Tables>, kind: DatabaseKind): Promise<void> {
  // An up-to-date database is only read, since it may be read-only.
  if ((await pending(database).catch(allWithoutTable)).length === 0) return;
  const id =
    kind === 'sqlite'
      ? sql`id integer primary key autoincrement`
      : sql`id bigint generated always as identity primary key`;
  await database.transaction().execute(async (db) => {
    if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK}::bigint)`.execute(db);
    const list = sql`create table if not exists kysely_migration
      (name varchar(255) not null primary key, timestamp varchar(255) not null)`;
    await list.execute(db);
    for (const [name, statements] of await pending(db)) {
      for (const statement of statements(id)) await statement.execute(db);
      await sql`insert into kysely_migration values (${name}, ${new Date().toISOString()})`.execute(db);
    }
  });
}

/** Migrations that were not made yet. */
async function pending(db: QueryExecutorProvider): Promise<typeof ALL> {
  const { rows } = await sql<{ readonly name: string }>`select name from kysely_migration`.execute(db);
  const done = new Set(rows.map(({ name }) => name));
  return ALL.filter(([name]) => !done.has(name));
}

function allWithoutTable(error: unknown): typeof ALL {
  if (databaseFault(error) !== undefined) throw error;
  return ALL;
}
