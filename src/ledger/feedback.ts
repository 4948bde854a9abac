import type { Selectable } from 'kysely';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import type { LedgerDatabase } from './ledger-database.js';
import { createPage, type Page, type PageWish } from './page.js';
import { makeReaderMark, type Reader } from './reader-mark.js';
import type { FeedbackTable } from './tables.js';
import { putEvents } from './webhooks.js';

/** Why an article did not help. */
export const FEEDBACK_REASONS = ['unsolved', 'unclear', 'wrong'] as const;
/** @see FEEDBACK_REASONS */
type FeedbackReason = (typeof FEEDBACK_REASONS)[number];

/** What a reader says of an article in one locale and version. */
interface Opinion {
  readonly number: ArticleNumber;
  /** Of the text that was read. */
  readonly locale: LocaleTag;
  readonly version: number | undefined;
  readonly isHelpful: boolean;
  /** Of those it did not help. */
  readonly reason?: FeedbackReason | undefined;
  /** Plain text; may look like markup. */
  readonly comment: string | undefined;
}

/** An opinion as it is kept. */
export interface Feedback extends Opinion {
  readonly createdAt: string;
}

/** What readers said. */
export interface FeedbackBook {
  /**
   * Write an opinion down; one a reader a day of each locale and version, of which the last word counts. A comment once given stays when
   * the next word has none.
   */
  give(opinion: Opinion, reader: Reader): Promise<{ feedback: Feedback; isNew: boolean }>;
  /** Opinions with a comment, newest first. */
  comments(number: ArticleNumber, wish: PageWish): Promise<Page<Feedback>>;
}

/** @param now - Milliseconds since 1970. */
export function createFeedbackBook(database: LedgerDatabase, now: () => number): FeedbackBook {
  return {
    give: (opinion, reader) => giveFeedback(database, opinion, reader, new Date(now())),
    comments: (number, { limit, after }) =>
      database.run(async (db) => {
        const all = db.selectFrom('feedback').where('number', '=', number).where('comment', 'is not', null);
        const { total } = await all
          .select((eb) => eb.fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow();
        const query = all
          .selectAll()
          .orderBy('id', 'desc')
          .limit(limit + 1);
        const rows = await (after === undefined ? query : query.where('id', '<', after)).execute();
        return createPage(rows, { total, limit }, readFeedback);
      }),
  };
}

function giveFeedback(
  database: LedgerDatabase,
  { number, locale, version, isHelpful, reason, comment }: Opinion,
  reader: Reader,
  now: Date,
): Promise<{ feedback: Feedback; isNew: boolean }> {
  return database.run(async (db) => {
    const mark = await makeReaderMark(db, reader, ['feedback', number, locale, version ?? ''], now);
    const row = {
      number,
      locale,
      version: version ?? null,
      is_helpful: isHelpful ? 1 : 0,
      reason: reason ?? null,
      comment: comment ?? null,
      mark,
      created_at: now.toISOString(),
    };
    return await db.transaction().execute(async (trx) => {
      const made = await trx
        .insertInto('feedback')
        .values(row)
        .onConflict((conflict) => conflict.column('mark').doNothing())
        .returningAll()
        .executeTakeFirst();
      const said =
        made ??
        (await trx
          .updateTable('feedback')
          .set({ is_helpful: row.is_helpful, reason: row.reason, ...(comment !== undefined && { comment }) })
          .where('mark', '=', mark)
          .returningAll()
          .executeTakeFirstOrThrow());
      const { reason: why, comment: words, created_at: createdAt } = said;
      const data = {
        number,
        locale,
        version: row.version,
        helpful: isHelpful,
        reason: why,
        comment: words,
        createdAt,
      };
      await putEvents(trx, () => [{ type: 'feedback.created', subject: number, data }], now.toISOString());
      return { feedback: readFeedback(said), isNew: made !== undefined };
    });
  });
}

function readFeedback(row: Selectable<FeedbackTable>): Feedback {
  return {
    number: row.number,
    locale: row.locale,
    version: row.version ?? undefined,
    isHelpful: row.is_helpful === 1,
    reason: FEEDBACK_REASONS.find((reason) => reason === row.reason),
    comment: row.comment ?? undefined,
    createdAt: row.created_at,
  };
}
