import type { Selectable } from 'kysely';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import type { LedgerDatabase } from './ledger-database.js';
import { readPage, type Page, type PageWish } from './page.js';
import { makeReaderMark, type Reader } from './reader-mark.js';
import { fromRow, toRow, type FeedbackTable } from './tables.js';
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
    comments: (number, wish) =>
      database.run((db) => {
        const all = db.selectFrom('feedback').where('number', '=', number).where('comment', 'is not', null);
        return readPage(
          wish,
          all.select((eb) => eb.fn.countAll<number>().as('total')),
          (before, most) => all.select(COLUMNS).where('id', '<', before).orderBy('id', 'desc').limit(most),
          readFeedback,
        );
      }),
  };
}

const COLUMNS = ['id', 'number', 'locale', 'version', 'isHelpful', 'reason', 'comment', 'createdAt'] as const;

function giveFeedback(
  database: LedgerDatabase,
  opinion: Opinion,
  reader: Reader,
  now: Date,
): Promise<{ feedback: Feedback; isNew: boolean }> {
  const { number, locale, version } = opinion;
  return database.run(async (db) => {
    const mark = await makeReaderMark(db, reader, ['feedback', number, locale, version ?? ''], now);
    const { reason = null, comment, ...text } = toRow(opinion);
    const isHelpful = opinion.isHelpful ? 1 : 0;
    const createdAt = now.toISOString();
    return await db.transaction().execute(async (trx) => {
      const made = await trx
        .insertInto('feedback')
        .values({ ...text, isHelpful, reason, comment, mark, createdAt })
        .onConflict((conflict) => conflict.column('mark').doNothing())
        .returning(COLUMNS)
        .executeTakeFirst();
      const said =
        made ??
        (await trx
          .updateTable('feedback')
          .set({ isHelpful, reason, ...(comment !== null && { comment }) })
          .where('mark', '=', mark)
          .returning(COLUMNS)
          .executeTakeFirstOrThrow());
      const data = {
        ...{ number, locale, version: said.version, helpful: opinion.isHelpful },
        ...{ reason: said.reason, comment: said.comment, createdAt: said.createdAt },
      };
      const event = { type: 'feedback.created', subject: number, data } as const;
      await putEvents(trx, () => [event], createdAt);
      return { feedback: readFeedback(said), isNew: made !== undefined };
    });
  });
}

function readFeedback({
  reason,
  ...row
}: Pick<Selectable<FeedbackTable>, (typeof COLUMNS)[number]>): Feedback {
  return {
    ...fromRow(row),
    isHelpful: row.isHelpful === 1,
    reason: FEEDBACK_REASONS.find((known) => known === reason),
  };
}
