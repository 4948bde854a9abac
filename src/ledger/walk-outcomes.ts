import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import type { LedgerDatabase } from './ledger-database.js';
import { makeReaderMark, type Reader } from './reader-mark.js';
import { toRow } from './tables.js';
import { putEvents } from './webhooks.js';

/** An end that a walk came to. */
export interface ReachedOutcome {
  readonly number: ArticleNumber;
  readonly locale: LocaleTag;
  readonly walkKind: string;
  readonly walkVersion: number;
  /** The end's id in the walk, and what kind of end it is. */
  readonly outcome: string;
  readonly outcomeKind: string;
  /** Id of the question that led here, `step-3` in a plain walk; undefined where none was asked. */
  readonly lastQuestion: string | undefined;
}

/** How walks ended; never with which answers. */
export interface WalkOutcomes {
  /**
   * Count an end, once a reader and day.
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
