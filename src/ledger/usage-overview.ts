import type { Kysely } from 'kysely';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { readCitations, type PassageUse } from './citations.js';
import { readSearches, type SearchMonth, type SoughtTerm } from './search-counts.js';
import { fromRow, type Tables } from './tables.js';

/** What was done with all articles. */
export interface UsageOverview {
  /** Tickets each article was tied to. */
  readonly reuse: ReadonlyMap<ArticleNumber, number>;
  readonly outcomes: readonly {
    readonly number: ArticleNumber;
    readonly locale: LocaleTag;
    readonly outcome: string;
    readonly outcomeKind: string;
    /** Undefined where none was asked or it was not kept. */
    readonly lastQuestion: string | undefined;
    readonly count: number;
  }[];
  /** Those reopened or resolved most often. */
  readonly citations: readonly PassageUse[];
  readonly searches: { readonly months: readonly SearchMonth[]; readonly terms: readonly SoughtTerm[] };
}

/** Passages that a report names. */
const MOST_PASSAGES = 100;
/** Uses below which an article is not called popular: one team's trial is no vote. */
const LEAST_USES = 3;

/**
 * The articles tied to most tickets and found helpful most often.
 *
 * @param since - ISO 8601 in UTC; what is older does not count.
 */
export async function readPopular(
  db: Kysely<Tables>,
  since: string,
  limit: number,
): Promise<readonly ArticleNumber[]> {
  const helpful = db
    .selectFrom('feedback')
    .select('number')
    .where('isHelpful', '=', 1)
    .where('createdAt', '>=', since);
  const uses = db.selectFrom('ticketLink').select('number').where('createdAt', '>=', since).unionAll(helpful);
  const rows = await db
    .selectFrom(uses.as('use'))
    .select('number')
    .groupBy('number')
    .having((eb) => eb.fn.countAll(), '>=', LEAST_USES)
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map(({ number }) => number);
}

/** What tells ends apart. */
const END = ['number', 'locale', 'outcome', 'outcomeKind', 'lastQuestion'] as const;

/** Count what was done with all articles, in five queries whatever their number. */
export async function readUsageOverview(db: Kysely<Tables>): Promise<UsageOverview> {
  const links = await db
    .selectFrom('ticketLink')
    .select(['number', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('number')
    .execute();
  const ends = await db
    .selectFrom('walkOutcome')
    .select([...END, (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy(END)
    .orderBy('number')
    .orderBy('locale')
    .orderBy('outcome')
    .orderBy('lastQuestion')
    .execute();
  return {
    reuse: new Map(links.map(({ number, count }) => [number, count])),
    outcomes: ends.map(fromRow),
    citations: await readCitations(db, MOST_PASSAGES),
    searches: await readSearches(db),
  };
}
