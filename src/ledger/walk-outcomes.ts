import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import type { LedgerDatabase } from './ledger-database.js';
import { makeReaderMark, type Reader } from './reader-mark.js';
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
    count: ({ number, locale, walkKind, walkVersion, outcome, outcomeKind, lastQuestion }, reader) =>
      database.run(async (db) => {
        const at = new Date(now());
        const mark = await makeReaderMark(db, reader, ['outcome', number, walkKind, outcome], at);
        const createdAt = at.toISOString();
        const end = { number, locale, outcome };
        return await db.transaction().execute(async (trx) => {
          const made = await trx
            .insertInto('walk_outcome')
            .values({
              ...end,
              walk_kind: walkKind,
              walk_version: walkVersion,
              outcome_kind: outcomeKind,
              last_question: lastQuestion ?? null,
              mark,
              created_at: createdAt,
            })
            .onConflict((conflict) => conflict.column('mark').doNothing())
            .returning('id')
            .executeTakeFirst();
          const data = { ...end, walkKind, walkVersion, outcomeKind, lastQuestion: lastQuestion ?? null };
          if (made !== undefined)
            await putEvents(trx, () => [{ type: 'walk.ended', subject: number, data }], createdAt);
          return made !== undefined;
        });
      }),
  };
}
