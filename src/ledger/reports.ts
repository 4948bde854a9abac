import type { Kysely, Selectable } from 'kysely';
import { withNull, withoutNull, type WithoutNull } from '../absent.js';
import type { ArticleNumber } from '../article/article-number.js';
import { isDoubted, versionKey, type Doubted } from '../article/risk.js';
import { daysBefore, type LedgerDatabase } from './ledger-database.js';
import { readPage, type Page, type PageRequest } from './page.js';
import { makeReaderMark, type Reader } from './reader-mark.js';
import type { ReportState, Tables } from './tables.js';
import { putEvents } from './webhooks.js';

/** All but the reader's mark. */
const COLUMNS = [
  ...(['id', 'number', 'locale', 'version', 'step', 'kind'] as const),
  ...(['quote', 'proposal', 'comment', 'state', 'reason', 'createdAt'] as const),
] as const;

/** What a reader says is wrong, and what became of it. */
export type Report = WithoutNull<Omit<Selectable<Tables['report']>, 'mark'>>;
/** A reader's report. */
export type Fault = Omit<Report, 'id' | 'state' | 'reason' | 'createdAt'>;

/** Milliseconds a cached set is used. */
const DOUBTED_KEPT = 60_000;
/** Days for which votes count. */
const VOTES_COUNT = 90;

/** Reports of readers and their state. */
export class Reports {
  /** Cached: what readers doubt. Never waits; the same set until it changes. */
  readonly doubted: () => Doubted;

  constructor(private readonly database: LedgerDatabase) {
    this.doubted = database.cached(new Set(), DOUBTED_KEPT, readDoubted);
  }

  /** Store a report: one per reader, day, place and kind, the last one winning. */
  add(fault: Fault, reader: Reader): Promise<{ report: Report; isNew: boolean }> {
    const { quote, proposal, comment, ...place } = withNull(fault);
    const { number, locale, version, step, kind } = place;
    const said = { quote, proposal, comment };
    return this.database.write(async (db, createdAt) => {
      const subject = ['report', number, locale, version ?? '', step ?? '', kind];
      const mark = await makeReaderMark(db, reader, subject, createdAt);
      return db.transaction().execute(async (trx) => {
        const made = await trx
          .insertInto('report')
          .values({ ...place, ...said, state: 'open', reason: null, mark, createdAt })
          .onConflict((conflict) => conflict.column('mark').doNothing())
          .returning(COLUMNS)
          .executeTakeFirst();
        if (made === undefined) {
          const query = trx.updateTable('report').set(said).where('mark', '=', mark);
          const changed = await query.returning(COLUMNS).executeTakeFirstOrThrow();
          return { report: withoutNull(changed), isNew: false };
        }
        await putEvents(trx, () => [{ type: 'report.created', subject: number, data: made }], createdAt);
        return { report: withoutNull(made), isNew: true };
      });
    });
  }

  /** Newest first; for all articles if no number is given. */
  list(
    {
      number,
      state,
    }: { readonly number?: ArticleNumber | undefined; readonly state?: ReportState | undefined },
    page: PageRequest,
  ): Promise<Page<Report>> {
    return this.database.run((db) => {
      const wanted = { ...(number !== undefined && { number }), ...(state !== undefined && { state }) };
      const all = db.selectFrom('report').where((eb) => eb.and(wanted));
      return readPage(
        page,
        all.select((eb) => eb.fn.countAll<number>().as('total')),
        (before, most) => all.select(COLUMNS).where('id', '<', before).orderBy('id', 'desc').limit(most),
        withoutNull,
      );
    });
  }

  /** @returns Undefined when the report does not exist. */
  async decide(
    id: number,
    state: ReportState,
    reason: string | undefined,
    number?: ArticleNumber,
  ): Promise<Report | undefined> {
    const row = await this.database.run((db) =>
      db
        .updateTable('report')
        .set({ state, reason: reason ?? null })
        .where((eb) => eb.and({ id, ...(number !== undefined && { number }) }))
        .returning(COLUMNS)
        .executeTakeFirst(),
    );
    return row && withoutNull(row);
  }

  /** Rate a translation; one vote per reader, day, locale and version. */
  async rate(
    {
      number,
      locale,
      version,
      isGood,
    }: Pick<Fault, 'number' | 'locale' | 'version'> & { readonly isGood: boolean },
    reader: Reader,
  ): Promise<void> {
    const good = { isGood: isGood ? 1 : 0 };
    await this.database.write(async (db, createdAt) => {
      const mark = await makeReaderMark(db, reader, ['rating', number, locale, version ?? ''], createdAt);
      await db
        .insertInto('translationRating')
        .values({ number, locale, version: version ?? null, ...good, mark, createdAt })
        .onConflict((conflict) => conflict.column('mark').doUpdateSet(good))
        .execute();
    });
  }
}

async function readDoubted(db: Kysely<Tables>, at: string): Promise<Doubted> {
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
    .where('createdAt', '>=', daysBefore(at, VOTES_COUNT))
    .groupBy(version)
    .execute();
  const verdicts = [
    ...reported.map((row) => ({ ...row, good: 0, bad: 0 })),
    ...rated.map((row) => ({ ...row, reports: 0 })),
  ];
  return new Set(verdicts.filter(isDoubted).map((row) => versionKey(row.number, row.locale, row.version)));
}
