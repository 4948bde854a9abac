import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import type { LedgerDatabase } from './ledger-database.js';
import { makeReaderMark, type Reader } from './reader-mark.js';
import { putEvents } from './webhooks.js';

/** A walk outcome. */
export interface ReachedOutcome {
  readonly number: ArticleNumber;
  readonly locale: LocaleTag;
  readonly walkKind: string;
  readonly walkVersion: number;
  /** Id and kind of the outcome node. */
  readonly outcome: string;
  readonly outcomeKind: string;
  /** Id of the last question, `step-3` in a plain walk; undefined if none was asked. */
  readonly lastQuestion: string | undefined;
}

/** Walk outcomes, without answers. */
export class WalkOutcomes {
  constructor(private readonly database: LedgerDatabase) {}

  /**
   * Count an outcome, once per reader and day.
   *
   * @returns Whether it was counted now.
   */
  count(reached: ReachedOutcome, reader: Reader): Promise<boolean> {
    const { number: subject, locale, outcome, walkKind, walkVersion, outcomeKind } = reached;
    const lastQuestion = reached.lastQuestion ?? null;
    const data = { number: subject, locale, outcome, walkKind, walkVersion, outcomeKind, lastQuestion };
    return this.database.write(async (db, createdAt) => {
      const mark = await makeReaderMark(db, reader, ['outcome', subject, walkKind, outcome], createdAt);
      return await db.transaction().execute(async (trx) => {
        const made = await trx
          .insertInto('walkOutcome')
          .values({ ...data, mark, createdAt })
          .onConflict((conflict) => conflict.column('mark').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (made !== undefined)
          await putEvents(trx, () => [{ type: 'walk.ended', subject, data }], createdAt);
        return made !== undefined;
      });
    });
  }
}
