import type { Kysely } from 'kysely';
import type { LocaleTag } from '../article/article.js';
import type { LedgerDatabase } from './ledger-database.js';
import { dayOf, type Reader } from './reader-mark.js';
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

/** Counts of searches and of those with no results. */
export interface SearchCounts {
  /** Count a search; buffered and written later in a batch. */
  count(search: CountedSearch): void;
  /** Flush the counts; those that cannot be written are kept for the next flush. */
  flush(): Promise<void>;
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
/** Buffered counts by key. */
interface Pending {
  readonly days: Map<string, { day: string; locale: LocaleTag; asked: number; unanswered: number }>;
  readonly terms: Map<string, { month: string; locale: LocaleTag; term: string; readers: number }>;
}

const nothing = (): Pending => ({ days: new Map(), terms: new Map() });

/**
 * @param now - Milliseconds since 1970.
 * @param isPrivate - Whether a text must not be stored.
 * @see docs/decisions/0080-searches-without-result.md
 */
export function createSearchCounts(
  database: LedgerDatabase,
  now: () => number,
  isPrivate: (text: string) => boolean,
): SearchCounts {
  const gate = new TermGate();
  let pending = nothing();
  return {
    count: ({ locale, isFound, text, reader }) => {
      const day = dayOf(new Date(now()));
      addDay(pending, { day, locale, asked: 1, unanswered: isFound ? 0 : 1 });
      if (isFound || text === undefined || reader === undefined) return;
      const term = soughtTerm(text);
      if (term === undefined || isPrivate(term)) return;
      const month = day.slice(0, 7);
      const readers = gate.pass(term, locale, reader, month);
      if (readers > 0) addTerm(pending, { month, locale, term, readers });
    },
    flush: async () => {
      const batch = pending;
      if (batch.days.size === 0) return;
      pending = nothing();
      try {
        await database.run((db) => db.transaction().execute((trx) => write(trx, batch)));
      } catch (error) {
        for (const row of batch.days.values()) addDay(pending, row);
        for (const row of batch.terms.values()) addTerm(pending, row);
        throw error;
      }
    },
  };
}

function addDay({ days }: Pending, { day, locale, asked, unanswered }: MapValue<Pending['days']>): void {
  const key = `${day} ${locale}`;
  const known = days.get(key) ?? { day, locale, asked: 0, unanswered: 0 };
  days.set(key, { ...known, asked: known.asked + asked, unanswered: known.unanswered + unanswered });
}

function addTerm({ terms }: Pending, { month, locale, term, readers }: MapValue<Pending['terms']>): void {
  const key = `${month} ${locale} ${term}`;
  const known = terms.get(key)?.readers ?? 0;
  terms.set(key, { month, locale, term, readers: known + readers });
}

type MapValue<Kept> = Kept extends Map<string, infer Value> ? Value : never;

/** Add to the stored counts, in a fixed row order, so that two processes cannot deadlock. */
async function write(db: Kysely<Tables>, { days, terms }: Pending): Promise<void> {
  await db
    .insertInto('searchCount')
    .values(sorted(days))
    .onConflict((conflict) =>
      conflict.columns(['day', 'locale']).doUpdateSet((now) => ({
        asked: now('searchCount.asked', '+', now.ref('excluded.asked')),
        unanswered: now('searchCount.unanswered', '+', now.ref('excluded.unanswered')),
      })),
    )
    .execute();
  if (terms.size === 0) return;
  await db
    .insertInto('soughtTerm')
    .values(sorted(terms))
    .onConflict((conflict) =>
      conflict
        .columns(['month', 'locale', 'term'])
        .doUpdateSet((now) => ({ readers: now('soughtTerm.readers', '+', now.ref('excluded.readers')) })),
    )
    .execute();
}

function sorted<Value>(rows: ReadonlyMap<string, Value>): Value[] {
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
