import type { Selectable } from 'kysely';
import { withNull, withoutNull } from '../absent.js';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import type { LedgerDatabase } from './ledger-database.js';
import { readPage, type Page, type PageRequest } from './page.js';
import { makeReaderMark, type Reader } from './reader-mark.js';
import type { Tables } from './tables.js';
import { putEvents } from './webhooks.js';

/** Why an article did not help. */
export const FEEDBACK_REASONS = ['unsolved', 'unclear', 'wrong'] as const;

/** A reader's feedback on one locale and version of an article. */
export interface Opinion {
  readonly number: ArticleNumber;
  /** Version of the text that was read. */
  readonly locale: LocaleTag;
  readonly version: number | undefined;
  readonly isHelpful: boolean;
  /** Only when it did not help. */
  readonly reason?: (typeof FEEDBACK_REASONS)[number] | undefined;
  /** Plain text; may look like markup. */
  readonly comment: string | undefined;
}

/** Feedback as stored. */
export interface Feedback extends Opinion {
  readonly createdAt: string;
}

const COLUMNS = ['id', 'number', 'locale', 'version', 'isHelpful', 'reason', 'comment', 'createdAt'] as const;

/** Feedback of readers. */
export class FeedbackBook {
  constructor(private readonly database: LedgerDatabase) {}

  /**
   * Store feedback: one per reader, day, locale and version, the last one winning. An earlier comment is kept when
   * the new one has none.
   */
  give(opinion: Opinion, reader: Reader): Promise<{ feedback: Feedback; isNew: boolean }> {
    const { number, locale, version } = opinion;
    const { reason = null, comment, ...text } = withNull(opinion);
    const isHelpful = opinion.isHelpful ? 1 : 0;
    return this.database.write(async (db, createdAt) => {
      const mark = await makeReaderMark(db, reader, ['feedback', number, locale, version ?? ''], createdAt);
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
        await putEvents(trx, () => [{ type: 'feedback.created', subject: number, data }], createdAt);
        return { feedback: readFeedback(said), isNew: made !== undefined };
      });
    });
  }

  /** Feedback with a comment, newest first. */
  comments(number: ArticleNumber, page: PageRequest): Promise<Page<Feedback>> {
    return this.database.run((db) => {
      const all = db.selectFrom('feedback').where('number', '=', number).where('comment', 'is not', null);
      return readPage(
        page,
        all.select((eb) => eb.fn.countAll<number>().as('total')),
        (before, most) => all.select(COLUMNS).where('id', '<', before).orderBy('id', 'desc').limit(most),
        readFeedback,
      );
    });
  }
}

function readFeedback({
  reason,
  ...row
}: Pick<Selectable<Tables['feedback']>, (typeof COLUMNS)[number]>): Feedback {
  return {
    ...withoutNull(row),
    isHelpful: row.isHelpful === 1,
    reason: FEEDBACK_REASONS.find((known) => known === reason),
  };
}
