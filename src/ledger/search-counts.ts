import type { Kysely, Selectable } from 'kysely';
import type { LocaleTag } from '../article/article.js';
import type { LedgerDatabase } from './ledger-database.js';
import type { Reader } from './reader-mark.js';
import type { Tables } from './tables.js';
import { soughtTerm, TermGate } from './term-gate.js';

/** A completed search. */
export interface CountedSearch {
  /** The reader's locale; from a small set, since each has its own rows. */
  readonly locale: LocaleTag;
  readonly isFound: boolean;
  /** The query; discarded unless many readers found nothing with it. Undefined: never stored. */
  readonly text: string | undefined;
  /** Undefined when readers cannot be told apart. */
  readonly reader: Reader | undefined;
}

/** Searches of a month in one locale. */
export interface SearchMonth {
  /** UTC, `2026-11`. */
  readonly month: string;
  readonly locale: LocaleTag;
  readonly asked: number;
  /** Searches with no results. */
  readonly unanswered: number;
}

/** A query with no results, typed by several readers. */
export interface SoughtTerm {
  readonly term: string;
  readonly locale: LocaleTag;
  /** Distinct readers, summed by month. */
  readonly readers: number;
  /** The last month it was searched for. */
  readonly month: string;
}

/** Terms that a report names. */
const MOST_TERMS = 100;

type DayCount = Selectable<Tables['searchCount']>;
type TermCount = Selectable<Tables['soughtTerm']>;

/**
 * Counts of searches and of those with no results.
 *
 * @see docs/decisions/0080-searches-without-result.md
 */
export class SearchCounts {
  private readonly gate = new TermGate();
  private days = new Map<string, DayCount>();
  private terms = new Map<string, TermCount>();

  /** @param isPrivate - Whether a text must not be stored. */
  constructor(
    private readonly database: LedgerDatabase,
    private readonly isPrivate: (text: string) => boolean,
  ) {}

  /** Count a search; buffered and written later in a batch. */
  count({ locale, isFound, text, reader }: CountedSearch): void {
    const day = new Date(this.database.now()).toISOString().slice(0, 10);
    this.addDay({ day, locale, asked: 1, unanswered: isFound ? 0 : 1 });
    if (isFound || text === undefined || reader === undefined) return;
    const term = soughtTerm(text);
    if (term === undefined || this.isPrivate(term)) return;
    const month = day.slice(0, 7);
    const readers = this.gate.pass(term, locale, reader, month);
    if (readers > 0) this.addTerm({ month, locale, term, readers });
  }

  /** Flush the counts; those that cannot be written are kept for the next flush. */
  async flush(): Promise<void> {
    const { days, terms } = this;
    if (days.size === 0) return;
    this.days = new Map();
    this.terms = new Map();
    try {
      await this.database.transact((db) => addToStored(db, sorted(days), sorted(terms)));
    } catch (error) {
      for (const row of days.values()) this.addDay(row);
      for (const row of terms.values()) this.addTerm(row);
      throw error;
    }
  }

  private addDay(row: DayCount): void {
    const key = `${row.day} ${row.locale}`;
    const { asked = 0, unanswered = 0 } = this.days.get(key) ?? {};
    this.days.set(key, { ...row, asked: asked + row.asked, unanswered: unanswered + row.unanswered });
  }

  private addTerm(row: TermCount): void {
    const key = `${row.month} ${row.locale} ${row.term}`;
    this.terms.set(key, { ...row, readers: (this.terms.get(key)?.readers ?? 0) + row.readers });
  }
}

async function addToStored(
  db: Kysely<Tables>,
  days: readonly DayCount[],
  terms: readonly TermCount[],
): Promise<void> {
  await db
    .insertInto('searchCount')
    .values(days)
    .onConflict((conflict) =>
      conflict.columns(['day', 'locale']).doUpdateSet((now) => ({
        asked: now('searchCount.asked', '+', now.ref('excluded.asked')),
        unanswered: now('searchCount.unanswered', '+', now.ref('excluded.unanswered')),
      })),
    )
    .execute();
  if (terms.length === 0) return;
  await db
    .insertInto('soughtTerm')
    .values(terms)
    .onConflict((conflict) =>
      conflict
        .columns(['month', 'locale', 'term'])
        .doUpdateSet((now) => ({ readers: now('soughtTerm.readers', '+', now.ref('excluded.readers')) })),
    )
    .execute();
}

/** Rows in a fixed order, so that two processes cannot deadlock. */
function sorted<Row>(rows: ReadonlyMap<string, Row>): readonly Row[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Read the counts by month and locale, and the terms most readers searched for first. */
export async function readSearches(
  db: Kysely<Tables>,
): Promise<{ readonly months: readonly SearchMonth[]; readonly terms: readonly SoughtTerm[] }> {
  const months = await db
    .selectFrom('searchCount')
    .select('locale')
    .select((eb) => [
      eb.fn<string>('substr', ['day', eb.lit(1), eb.lit(7)]).as('month'),
      eb.fn.sum<number>('asked').as('asked'),
      eb.fn.sum<number>('unanswered').as('unanswered'),
    ])
    .groupBy(['month', 'locale'])
    .orderBy('month')
    .orderBy('locale')
    .execute();
  const terms = await db
    .selectFrom('soughtTerm')
    .select(['term', 'locale'])
    .select((eb) => [eb.fn.sum<number>('readers').as('readers'), eb.fn.max('month').as('month')])
    .groupBy(['term', 'locale'])
    .orderBy('readers', 'desc')
    .orderBy('month', 'desc')
    .orderBy('term')
    .orderBy('locale')
    .limit(MOST_TERMS)
    .execute();
  return { months, terms };
}

/** Delete searches older than a year. @param today - `2026-11-21`. */
export async function forgetTerms(db: Kysely<Tables>, today: string): Promise<void> {
  const lastYear = `${Number(today.slice(0, 4)) - 1}${today.slice(4, 7)}`;
  await db.deleteFrom('soughtTerm').where('month', '<', lastYear).execute();
}
