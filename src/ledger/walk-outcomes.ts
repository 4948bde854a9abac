import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import type { LedgerDatabase } from './ledger-database.js';
import { makeReaderMark, type Reader } from './reader-mark.js';
import { toRow } from './tables.js';
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
export interface WalkOutcomes {
  /**
   * Count an outcome, once per reader and day.
   *
   * @returns Whether it was counted now.
   */
  count(reached: ReachedOutcome, reader: Reader): Promise<boolean>;
}

/** @param now - Milliseconds since 1970. */
export function createWalkOutcomes(database: LedgerDatabase, now: () => number): WalkOutcomes {
  return {
    count: (reached, reader) =>
      database.run(async (db) => {
        const at = new Date(now());
        const { number, walkKind, outcome } = reached;
        const mark = await makeReaderMark(db, reader, ['outcome', number, walkKind, outcome], at);
        const createdAt = at.toISOString();
        const { locale, walkVersion, outcomeKind, lastQuestion } = toRow(reached);
        const data = { number, locale, outcome, walkKind, walkVersion, outcomeKind, lastQuestion };
        return await db.transaction().execute(async (trx) => {
          const made = await trx
            .insertInto('walkOutcome')
            .values({ ...data, mark, createdAt })
            .onConflict((conflict) => conflict.column('mark').doNothing())
            .returning('id')
            .executeTakeFirst();
          if (made !== undefined)
            await putEvents(trx, () => [{ type: 'walk.ended', subject: number, data }], createdAt);
          return made !== undefined;
        });
      }),
  };
}
