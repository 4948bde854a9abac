import type { Kysely, Selectable } from 'kysely';
import { withNull, withoutNull, type WithoutNull } from '../absent.js';
import type { ArticleNumber } from '../article/article-number.js';
import type { LedgerDatabase } from './ledger-database.js';
import { readPage, type Page, type PageRequest } from './page.js';
import { LINK_RELATIONS, type LinkRelation, type Tables } from './tables.js';

/** Identifies a ticket. */
export interface Ticket {
  /** `zendesk`, `jira`. */
  readonly system: string;
  /** As the system names it. */
  readonly ticket: string;
}

/** A link between an article and a ticket. */
export type TicketLink = WithoutNull<Selectable<Tables['ticketLink']>>;
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
export class TicketLinks {
  /** Cached usage counts, most used first; never waits, and is empty while the ledger is unavailable. */
  readonly uses: () => ReadonlyMap<ArticleNumber, ArticleUse>;

  constructor(private readonly database: LedgerDatabase) {
    this.uses = database.cached<ReadonlyMap<string, ArticleUse>>(new Map(), USES_KEPT, readUses);
  }

  /**
   * Link an article to a ticket; at most one link per pair.
   *
   * Idempotent. A different locale, URL or note updates the link, which keeps its place in lists.
   */
  put(
    number: ArticleNumber,
    { system, ticket }: Ticket,
    facts: LinkFacts,
  ): Promise<{ link: TicketLink; isNew: boolean }> {
    const key = { number, system, ticket };
    const { requested, served, version, url, note, relation } = withNull(facts);
    return this.database.write(async (db, at) => {
      const shown = { requested, served, version, url, note, relation, updatedAt: at };
      // Idempotent statements: after an interruption the next attempt finds the row.
      for (;;) {
        const made = await db
          .insertInto('ticketLink')
          .values({ ...key, ...shown, createdAt: at })
          .onConflict((conflict) => conflict.columns(['number', 'system', 'ticket']).doNothing())
          .returningAll()
          .executeTakeFirst();
        if (made !== undefined) return { link: withoutNull(made), isNew: true };
        const changed = await db
          .updateTable('ticketLink')
          .set(shown)
          .where((eb) => eb.and(key))
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
        const there = db.selectFrom('ticketLink').selectAll();
        const kept = changed ?? (await there.where((eb) => eb.and(key)).executeTakeFirst());
        // Undefined when removed concurrently.
        if (kept !== undefined) return { link: withoutNull(kept), isNew: false };
      }
    });
  }

  /** @returns Whether it existed. */
  remove(number: ArticleNumber, { system, ticket }: Ticket): Promise<boolean> {
    return this.database.write(async (db) => {
      const query = db.deleteFrom('ticketLink').where((eb) => eb.and({ number, system, ticket }));
      return (await query.executeTakeFirst()).numDeletedRows > 0n;
    });
  }

  /** Newest first. */
  ofArticle(number: ArticleNumber, page: PageRequest): Promise<Page<TicketLink>> {
    return this.list({ number }, LINK_RELATIONS, page);
  }

  /** Newest first. */
  ofTicket({ system, ticket }: Ticket, page: PageRequest): Promise<Page<TicketLink>> {
    return this.list({ system, ticket }, LINK_RELATIONS, page);
  }

  /** Links with relation `sent` or `resolved`, of one article or all; newest first. */
  sent(number: ArticleNumber | undefined, page: PageRequest): Promise<Page<TicketLink>> {
    return this.list(number === undefined ? {} : { number }, ['sent', 'resolved'], page);
  }

  private list(
    filter: Partial<Ticket & { readonly number: ArticleNumber }>,
    relations: readonly LinkRelation[],
    page: PageRequest,
  ): Promise<Page<TicketLink>> {
    return this.database.run((db) => {
      const all = db
        .selectFrom('ticketLink')
        .where((eb) => eb.and(filter))
        .where('relation', 'in', relations);
      return readPage(
        page,
        all.select((eb) => eb.fn.countAll<number>().as('total')),
        (before, most) => all.selectAll().where('id', '<', before).orderBy('id', 'desc').limit(most),
        withoutNull,
      );
    });
  }
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
