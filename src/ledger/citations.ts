import type { Expression, Kysely } from 'kysely';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import type { LedgerDatabase } from './ledger-database.js';
import type { Tables } from './tables.js';
import type { Ticket } from './ticket-links.js';

/** What a passage was used for: shown, cited as a source, resolved a case, or the case was reopened. */
export const CITATION_USES = ['shown', 'cited', 'resolved', 'reopened'] as const;
/** @see CITATION_USES */
type CitationUse = (typeof CITATION_USES)[number];

/** A passage as it was served. */
export interface PassageKey {
  readonly hash: string;
  readonly number: ArticleNumber;
  readonly locale: LocaleTag;
  /** Its place in the article: `step-2`. */
  readonly fragment: string;
}

/** Counts of a passage by use. */
export interface PassageUse extends PassageKey, Readonly<Record<CitationUse, number>> {}

/** Citations by chatbots and agents. */
export class Citations {
  constructor(private readonly database: LedgerDatabase) {}

  /**
   * Count a use of passages, once per ticket if one is given.
   *
   * @returns How many passages were counted now.
   */
  count(passages: readonly PassageKey[], use: CitationUse, ticket: Ticket | undefined): Promise<number> {
    return this.database.write((db, at) =>
      db.transaction().execute(async (trx) => {
        const day = at.slice(0, 10);
        let counted = 0;
        // In a fixed order, so that two processes cannot deadlock.
        for (const passage of passages.toSorted((a, b) => (a.hash < b.hash ? -1 : 1))) {
          const { hash } = passage;
          if (ticket !== undefined && !(await isFirst(trx, { hash, use, ...ticket }))) continue;
          counted += 1;
          await trx
            .insertInto('citation')
            .values({ ...passage, day, use, count: 1 })
            .onConflict((conflict) =>
              conflict
                .columns(['day', 'hash', 'use'])
                .doUpdateSet((row) => ({ count: row('citation.count', '+', 1) })),
            )
            .execute();
        }
        return counted;
      }),
    );
  }
}

async function isFirst(db: Kysely<Tables>, row: Tables['citationTicket']): Promise<boolean> {
  const made = await db
    .insertInto('citationTicket')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('hash')
    .executeTakeFirst();
  return made !== undefined;
}

/**
 * Uses of passages, most often reopened or resolved first.
 *
 * @param filter - All articles when not given.
 */
export async function readCitations(
  db: Kysely<Tables>,
  limit: number,
  filter: { readonly number?: ArticleNumber; readonly since?: string | undefined } = {},
): Promise<readonly PassageUse[]> {
  const { number, since } = filter;
  const key = ['hash', 'number', 'locale', 'fragment'] as const;
  const rows = await db
    .selectFrom('citation')
    .select(key)
    .select((eb) =>
      CITATION_USES.map((use) => {
        const sum: Expression<number> = eb.fn.sum<number>(
          eb.case().when('use', '=', use).then(eb.ref('count')).else(0).end(),
        );
        return eb.fn.coalesce(sum, eb.lit(0)).as(use);
      }),
    )
    .where((eb) =>
      eb.and([
        ...(number === undefined ? [] : [eb('number', '=', number)]),
        ...(since === undefined ? [] : [eb('day', '>=', since.slice(0, 10))]),
      ]),
    )
    .groupBy(key)
    .orderBy('reopened', 'desc')
    .orderBy('resolved', 'desc')
    .orderBy('cited', 'desc')
    .orderBy('hash')
    .limit(limit)
    .execute();
  return rows;
}
