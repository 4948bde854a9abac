import type { Kysely } from 'kysely';
import { withoutNull } from '../absent.js';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { readCitations, type PassageUse } from './citations.js';
import { daysBefore } from './ledger-database.js';
import { readSearches, type SearchMonth, type SoughtTerm } from './search-counts.js';
import type { Tables } from './tables.js';

/** Usage of all articles. */
export interface UsageOverview {
  /** Linked tickets per article. */
  readonly reuse: ReadonlyMap<ArticleNumber, number>;
  readonly outcomes: readonly {
    readonly number: ArticleNumber;
    readonly locale: LocaleTag;
    readonly outcome: string;
    readonly outcomeKind: string;
    /** Undefined if no question was asked or it was not recorded. */
    readonly lastQuestion: string | undefined;
    readonly count: number;
  }[];
  /** Most often reopened or resolved first. */
  readonly citations: readonly PassageUse[];
  readonly searches: { readonly months: readonly SearchMonth[]; readonly terms: readonly SoughtTerm[] };
}

/** Most passages in a report. */
const MOST_PASSAGES = 100;
/** Fewest uses of a popular article, in so many days. */
const [LEAST_USES, POPULAR_FOR] = [3, 90];
const MOST_POPULAR = 6;

/** The articles linked to most tickets and found helpful most often, at most six. */
export async function readPopular(db: Kysely<Tables>, at: string): Promise<readonly ArticleNumber[]> {
  const since = daysBefore(at, POPULAR_FOR);
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
    .limit(MOST_POPULAR)
    .execute();
  return rows.map(({ number }) => number);
}

/** Columns that identify an outcome. */
const END = ['number', 'locale', 'outcome', 'outcomeKind', 'lastQuestion'] as const;

/** Read the usage of all articles in five queries. */
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
    outcomes: ends.map(withoutNull),
    citations: await readCitations(db, MOST_PASSAGES),
    searches: await readSearches(db),
  };
}
