import type { Kysely, Selectable } from 'kysely';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import type { LedgerDatabase } from './ledger-database.js';
import { createPage, type Page, type PageWish } from './page.js';
import { makeReaderMark, type Reader } from './reader-mark.js';
import type { ReportKind, ReportState, ReportTable, Tables } from './tables.js';
import { putEvents } from './webhooks.js';

/** What a reader says is wrong. */
interface Fault {
  readonly number: ArticleNumber;
  /** Of the text that was read. */
  readonly locale: LocaleTag;
  readonly version: number | undefined;
  /** Undefined: the whole article. */
  readonly step: number | undefined;
  readonly kind: ReportKind;
  /** The wrong words. */
  readonly quote: string | undefined;
  /** The right ones. */
  readonly proposal: string | undefined;
  readonly comment: string | undefined;
}

/** A report as it is kept. */
export interface Report extends Fault {
  readonly id: number;
  readonly state: ReportState;
  /** Why it was declined, or what was done. */
  readonly reason: string | undefined;
  readonly createdAt: string;
}

/** What readers say is wrong, and what became of it. */
export interface Reports {
  /** Write a report down; one a reader a day of each place and kind, of which the last word counts. */
  add(fault: Fault, reader: Reader): Promise<{ report: Report; isNew: boolean }>;
  /** Newest first; those of all articles where no number is given. */
  list(
    filter: { readonly number?: ArticleNumber | undefined; readonly state?: ReportState | undefined },
    wish: PageWish,
  ): Promise<Page<Report>>;
  /** @returns Undefined when there is no such report. */
  decide(
    id: number,
    state: ReportState,
    reason: string | undefined,
    number?: ArticleNumber,
  ): Promise<Report | undefined>;
  /** Say whether a translation was good; one word a reader a day of each locale and version. */
  rate(
    rated: Pick<Fault, 'number' | 'locale' | 'version'> & { readonly isGood: boolean },
    reader: Reader,
  ): Promise<void>;
}

/** @param now - Milliseconds since 1970. */
export function createReports(database: LedgerDatabase, now: () => number): Reports {
  return {
    add: (fault, reader) => addReport(database, fault, reader, new Date(now())),
    list: ({ number, state }, { limit, after }) =>
      database.run(async (db) => {
        const wanted = { ...(number !== undefined && { number }), ...(state !== undefined && { state }) };
        const all = db.selectFrom('report').where((eb) => eb.and(wanted));
        const { total } = await all
          .select((eb) => eb.fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow();
        const query = all
          .selectAll()
          .orderBy('id', 'desc')
          .limit(limit + 1);
        const rows = await (after === undefined ? query : query.where('id', '<', after)).execute();
        return createPage(rows, { total, limit }, readReport);
      }),
    decide: async (id, state, reason, number) => {
      const row = await database.run((db) => {
        const query = db
          .updateTable('report')
          .set({ state, reason: reason ?? null })
          .where('id', '=', id)
          .returningAll();
        return (number === undefined ? query : query.where('number', '=', number)).executeTakeFirst();
      });
      return row && readReport(row);
    },
    rate: async ({ number, locale, version, isGood }, reader) => {
      const at = new Date(now());
      await database.run(async (db) => {
        const mark = await makeReaderMark(db, reader, ['rating', number, locale, version ?? ''], at);
        const is_good = isGood ? 1 : 0;
        await db
          .insertInto('translation_rating')
          .values({ number, locale, version: version ?? null, is_good, mark, created_at: at.toISOString() })
          .onConflict((conflict) => conflict.column('mark').doUpdateSet({ is_good }))
          .execute();
      });
    },
  };
}

function addReport(
  database: LedgerDatabase,
  fault: Fault,
  reader: Reader,
  now: Date,
): Promise<{ report: Report; isNew: boolean }> {
  const { number, locale, kind } = fault;
  const [version, step] = [fault.version ?? null, fault.step ?? null];
  const said = {
    quote: fault.quote ?? null,
    proposal: fault.proposal ?? null,
    comment: fault.comment ?? null,
  };
  return database.run(async (db) => {
    const subject = ['report', number, locale, version ?? '', step ?? '', kind];
    const mark = await makeReaderMark(db, reader, subject, now);
    const made = { number, locale, version, step, kind, state: 'open', reason: null, mark } as const;
    return db.transaction().execute(async (trx) => {
      const row = await trx
        .insertInto('report')
        .values({ ...made, ...said, created_at: now.toISOString() })
        .onConflict((conflict) => conflict.column('mark').doNothing())
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) {
        const query = trx.updateTable('report').set(said).where('mark', '=', mark);
        return { report: readReport(await query.returningAll().executeTakeFirstOrThrow()), isNew: false };
      }
      const report = readReport(row);
      const event = { type: 'report.created', subject: number, data: writeReport(report) } as const;
      await putEvents(trx, () => [event], now.toISOString());
      return { report, isNew: true };
    });
  });
}

type OrNull<Value> = undefined extends Value ? Exclude<Value, undefined> | null : Value;

/** A report as the API and webhooks give it: what is absent is null. */
export function writeReport({ version, step, quote, proposal, comment, reason, ...report }: Report): {
  readonly [Name in keyof Report]: OrNull<Report[Name]>;
} {
  return {
    ...report,
    version: version ?? null,
    step: step ?? null,
    quote: quote ?? null,
    proposal: proposal ?? null,
    comment: comment ?? null,
    reason: reason ?? null,
  };
}

function readReport(row: Selectable<ReportTable>): Report {
  const { id, number, locale, kind, state, version, step, quote, proposal, comment, reason } = row;
  return {
    id,
    number,
    locale,
    kind,
    state,
    version: version ?? undefined,
    step: step ?? undefined,
    quote: quote ?? undefined,
    proposal: proposal ?? undefined,
    comment: comment ?? undefined,
    reason: reason ?? undefined,
    createdAt: row.created_at,
  };
}

/** How translations of an article were judged, by locale. */
export async function readRatings(
  db: Kysely<Tables>,
  number: ArticleNumber,
  since: string,
): Promise<readonly { readonly locale: LocaleTag; readonly is_good: number; readonly count: number }[]> {
  return db
    .selectFrom('translation_rating')
    .select(['locale', 'is_good', (eb) => eb.fn.countAll<number>().as('count')])
    .where('number', '=', number)
    .where('created_at', '>=', since)
    .groupBy(['locale', 'is_good'])
    .execute();
}
