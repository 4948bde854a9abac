import type { Kysely, Selectable } from 'kysely';
import type { ArticleNumber } from '../article/article-number.js';
import type { LedgerDatabase } from './ledger-database.js';
import { readPage, type Page, type PageRequest } from './page.js';
import {
  fromRow,
  LINK_RELATIONS,
  toRow,
  type FromRow,
  type LinkRelation,
  type Tables,
  type TicketLinkTable,
} from './tables.js';

/** Identifies a ticket. */
export interface Ticket {
  /** `zendesk`, `jira`. */
  readonly system: string;
  /** As the system names it. */
  readonly ticket: string;
}

/** A link between an article and a ticket. */
export type TicketLink = FromRow<Selectable<TicketLinkTable>>;
/** The data of a link. */
export type LinkFacts = Pick<TicketLink, 'requested' | 'served' | 'version' | 'url' | 'note' | 'relation'>;

/** How often an article was used. */
export interface ArticleUse {
  readonly tickets: number;
  /** Tickets it resolved. */
  readonly resolved: number;
}

/** Milliseconds that counts are cached. */
const USES_KEPT = 60_000;

/** The links between articles and tickets. */
export interface TicketLinks {
  /**
   * Link an article to a ticket; at most one link per pair.
   *
   * Idempotent. A different locale, URL or note updates the link, which keeps its place in lists.
   */
  put(number: ArticleNumber, ticket: Ticket, facts: LinkFacts): Promise<{ link: TicketLink; isNew: boolean }>;
  /** @returns Whether it existed. */
  remove(number: ArticleNumber, ticket: Ticket): Promise<boolean>;
  /** Newest first. */
  ofArticle(number: ArticleNumber, page: PageRequest): Promise<Page<TicketLink>>;
  /** Newest first. */
  ofTicket(ticket: Ticket, page: PageRequest): Promise<Page<TicketLink>>;
  /** Links with relation `sent` or `resolved`, of one article or all; newest first. */
  sent(number: ArticleNumber | undefined, page: PageRequest): Promise<Page<TicketLink>>;
  /** Cached usage counts, most used first; never waits, and is empty while the ledger is unavailable. */
  uses(): ReadonlyMap<ArticleNumber, ArticleUse>;
}

/** @param now - Milliseconds since 1970. */
export function createTicketLinks(database: LedgerDatabase, now: () => number): TicketLinks {
  return {
    put: (number, ticket, facts) => putLink(database, { number, ...ticket }, facts, new Date(now())),
    remove: (number, { system, ticket }) =>
      database.run(async (db) => {
        const query = db.deleteFrom('ticketLink').where((eb) => eb.and({ number, system, ticket }));
        return (await query.executeTakeFirst()).numDeletedRows > 0n;
      }),
    sent: (number, page) =>
      database.run((db) =>
        readLinks(db, { relation: ['sent', 'resolved'], ...(number !== undefined && { number }) }, page),
      ),
    uses: database.cached<ReadonlyMap<string, ArticleUse>>(new Map(), USES_KEPT, now, readUses),
    ofArticle: (number, page) => database.run((db) => readLinks(db, { number }, page)),
    ofTicket: ({ system, ticket }, page) => database.run((db) => readLinks(db, { system, ticket }, page)),
  };
}

/** Idempotent statements: after an interruption the next attempt finds the row. */
function putLink(
  database: LedgerDatabase,
  key: Ticket & { readonly number: ArticleNumber },
  facts: LinkFacts,
  now: Date,
): Promise<{ link: TicketLink; isNew: boolean }> {
  const { number, system, ticket } = key;
  const { requested, served, version, url, note, relation } = toRow(facts);
  const shown = { requested, served, version, url, note, relation, updatedAt: now.toISOString() };
  const row = { number, system, ticket, ...shown, createdAt: now.toISOString() };
  return database.run(async (db) => {
    for (;;) {
      const made = await db
        .insertInto('ticketLink')
        .values(row)
        .onConflict((conflict) => conflict.columns(['number', 'system', 'ticket']).doNothing())
        .returningAll()
        .executeTakeFirst();
      if (made !== undefined) return { link: fromRow(made), isNew: true };
      const changed = await db
        .updateTable('ticketLink')
        .set(shown)
        .where((eb) => eb.and({ number, system, ticket }))
        .where((eb) =>
          eb.or([
            eb('requested', '<>', requested),
            eb('relation', '<>', relation),
            // Sending again updates what the customer has; a mere reference does not.
            ...(relation === 'reference' ? [] : [eb('version', 'is distinct from', version)]),
            eb('url', 'is distinct from', url),
            eb('note', 'is distinct from', note),
          ]),
        )
        .returningAll()
        .executeTakeFirst();
      const kept =
        changed ??
        (await db
          .selectFrom('ticketLink')
          .selectAll()
          .where((eb) => eb.and({ number, system, ticket }))
          .executeTakeFirst());
      // Undefined when removed concurrently.
      if (kept !== undefined) return { link: fromRow(kept), isNew: false };
    }
  });
}

async function readUses(db: Kysely<Tables>): Promise<ReadonlyMap<ArticleNumber, ArticleUse>> {
  const rows = await db
    .selectFrom('ticketLink')
    .select((eb) => [
      'number',
      eb.fn.countAll<number>().as('tickets'),
      eb.fn.countAll<number>().filterWhere('relation', '=', 'resolved').as('resolved'),
    ])
    .groupBy('number')
    .orderBy('tickets', 'desc')
    .orderBy('number')
    .execute();
  return new Map(rows.map(({ number, tickets, resolved }) => [number, { tickets, resolved }]));
}

function readLinks(
  db: Kysely<Tables>,
  filter: Partial<Ticket & { readonly number: ArticleNumber; readonly relation: readonly LinkRelation[] }>,
  page: PageRequest,
): Promise<Page<TicketLink>> {
  const { relation = LINK_RELATIONS, ...own } = filter;
  const all = db
    .selectFrom('ticketLink')
    .where((eb) => eb.and(own))
    .where('relation', 'in', relation);
  return readPage(
    page,
    all.select((eb) => eb.fn.countAll<number>().as('total')),
    (before, most) => all.selectAll().where('id', '<', before).orderBy('id', 'desc').limit(most),
    fromRow,
  );
}
