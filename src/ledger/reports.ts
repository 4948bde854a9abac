import type { Kysely, Selectable } from 'kysely';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { isDoubted, versionKey, type Doubted } from '../article/risk.js';
import type { LedgerDatabase } from './ledger-database.js';
import { readPage, type Page, type PageRequest } from './page.js';
import { makeReaderMark, type Reader } from './reader-mark.js';
import {
  fromRow,
  toRow,
  type FromRow,
  type ReportState,
  type ReportTable,
  type Tables,
  type ToRow,
} from './tables.js';
import { putEvents } from './webhooks.js';

const COLUMNS = [
  'id',
  'number',
  'locale',
  'version',
  'step',
  'kind',
  'quote',
  'proposal',
  'comment',
  'state',
  'reason',
  'createdAt',
] as const;

/** What a reader says is wrong, and what became of it. */
export type Report = FromRow<Pick<Selectable<ReportTable>, (typeof COLUMNS)[number]>>;
/** A reader's report. */
export type Fault = Omit<Report, 'id' | 'state' | 'reason' | 'createdAt'>;

/** Reports of readers and their state. */
export interface Reports {
  /** Store a report: one per reader, day, place and kind, the last one winning. */
  add(fault: Fault, reader: Reader): Promise<{ report: Report; isNew: boolean }>;
  /** Newest first; for all articles if no number is given. */
  list(
    filter: { readonly number?: ArticleNumber | undefined; readonly state?: ReportState | undefined },
    page: PageRequest,
  ): Promise<Page<Report>>;
  /** @returns Undefined when the report does not exist. */
  decide(
    id: number,
    state: ReportState,
    reason: string | undefined,
    number?: ArticleNumber,
  ): Promise<Report | undefined>;
  /** Rate a translation; one vote per reader, day, locale and version. */
  rate(
    rated: Pick<Fault, 'number' | 'locale' | 'version'> & { readonly isGood: boolean },
    reader: Reader,
  ): Promise<void>;
  /** Cached: what readers doubt. Never waits; the same set until it changes. */
  readonly doubted: () => Doubted;
}

/** Milliseconds a cached set is used. */
const DOUBTED_KEPT = 60_000;
/** Milliseconds for which votes count. */
const VOTES_COUNT = 90 * 86_400_000;

/** @param now - Milliseconds since 1970. */
export function createReports(database: LedgerDatabase, now: () => number): Reports {
  return {
    add: (fault, reader) => addReport(database, fault, reader, new Date(now())),
    list: ({ number, state }, page) =>
      database.run((db) => {
        const wanted = { ...(number !== undefined && { number }), ...(state !== undefined && { state }) };
        const all = db.selectFrom('report').where((eb) => eb.and(wanted));
        return readPage(
          page,
          all.select((eb) => eb.fn.countAll<number>().as('total')),
          (before, most) => all.select(COLUMNS).where('id', '<', before).orderBy('id', 'desc').limit(most),
          fromRow,
        );
      }),
    decide: async (id, state, reason, number) => {
      const row = await database.run((db) => {
        const query = db
          .updateTable('report')
          .set({ state, reason: reason ?? null })
          .where('id', '=', id)
          .returning(COLUMNS);
        return (number === undefined ? query : query.where('number', '=', number)).executeTakeFirst();
      });
      return row && fromRow(row);
    },
    rate: async ({ number, locale, version, isGood }, reader) => {
      const at = new Date(now());
      await database.run(async (db) => {
        const mark = await makeReaderMark(db, reader, ['rating', number, locale, version ?? ''], at);
        const good = { isGood: isGood ? 1 : 0 };
        await db
          .insertInto('translationRating')
          .values({ number, locale, version: version ?? null, ...good, mark, createdAt: at.toISOString() })
          .onConflict((conflict) => conflict.column('mark').doUpdateSet(good))
          .execute();
      });
    },
    doubted: database.cached(new Set(), DOUBTED_KEPT, now, (db) =>
      readDoubted(db, new Date(now() - VOTES_COUNT).toISOString()),
    ),
  };
}

/** @param since - ISO 8601 in UTC; older votes do not count. */
async function readDoubted(db: Kysely<Tables>, since: string): Promise<Doubted> {
  const version = ['number', 'locale', 'version'] as const;
  const reported = await db
    .selectFrom('report')
    .select([...version, (eb) => eb.fn.countAll<number>().as('reports')])
    .where('state', '=', 'open')
    .where('kind', '=', 'translation')
    .groupBy(version)
    .execute();
  const rated = await db
    .selectFrom('translationRating')
    .select((eb) => [
      ...version,
      eb.fn.countAll<number>().filterWhere('isGood', '=', 1).as('good'),
      eb.fn.countAll<number>().filterWhere('isGood', '=', 0).as('bad'),
    ])
    .where('createdAt', '>=', since)
    .groupBy(version)
    .execute();
  const verdicts = [
    ...reported.map((row) => ({ ...row, good: 0, bad: 0 })),
    ...rated.map((row) => ({ ...row, reports: 0 })),
  ];
  return new Set(verdicts.filter(isDoubted).map((row) => versionKey(row.number, row.locale, row.version)));
}

function addReport(
  database: LedgerDatabase,
  fault: Fault,
  reader: Reader,
  now: Date,
): Promise<{ report: Report; isNew: boolean }> {
  const { quote, proposal, comment, ...place } = toRow(fault);
  const { number, locale, version, step, kind } = place;
  const said = { quote, proposal, comment };
  const createdAt = now.toISOString();
  return database.run(async (db) => {
    const subject = ['report', number, locale, version ?? '', step ?? '', kind];
    const mark = await makeReaderMark(db, reader, subject, now);
    return db.transaction().execute(async (trx) => {
      const made = await trx
        .insertInto('report')
        .values({ ...place, ...said, state: 'open', reason: null, mark, createdAt })
        .onConflict((conflict) => conflict.column('mark').doNothing())
        .returning(COLUMNS)
        .executeTakeFirst();
      if (made === undefined) {
        const query = trx.updateTable('report').set(said).where('mark', '=', mark);
        return { report: fromRow(await query.returning(COLUMNS).executeTakeFirstOrThrow()), isNew: false };
      }
      await putEvents(trx, () => [{ type: 'report.created', subject: number, data: made }], createdAt);
      return { report: fromRow(made), isNew: true };
    });
  });
}

/** A report as sent by API and webhooks; absent members are null. */
export function writeReport(report: Report): ToRow<Report> {
  return toRow(report);
}

/** Votes on the translations of an article, by locale. */
export async function readRatings(
  db: Kysely<Tables>,
  number: ArticleNumber,
  since: string,
): Promise<readonly { readonly locale: LocaleTag; readonly isGood: number; readonly count: number }[]> {
  return db
    .selectFrom('translationRating')
    .select(['locale', 'isGood', (eb) => eb.fn.countAll<number>().as('count')])
    .where('number', '=', number)
    .where('createdAt', '>=', since)
    .groupBy(['locale', 'isGood'])
    .execute();
}
