import type { Kysely } from 'kysely';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import type { Tables } from './tables.js';

/** What was done with all articles. */
export interface UsageOverview {
  /** Tickets each article was tied to. */
  readonly reuse: ReadonlyMap<ArticleNumber, number>;
  readonly outcomes: readonly {
    readonly number: ArticleNumber;
    readonly locale: LocaleTag;
    readonly outcome: string;
    readonly outcomeKind: string;
    readonly count: number;
  }[];
}

/** Count what was done with all articles, in two queries whatever their number. */
export async function readUsageOverview(db: Kysely<Tables>): Promise<UsageOverview> {
  const links = await db
    .selectFrom('ticket_link')
    .select(['number', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('number')
    .execute();
  const ends = await db
    .selectFrom('walk_outcome')
    .select(['number', 'locale', 'outcome', 'outcome_kind', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy(['number', 'locale', 'outcome', 'outcome_kind'])
    .orderBy('number')
    .orderBy('locale')
    .orderBy('outcome')
    .execute();
  return {
    reuse: new Map(links.map(({ number, count }) => [number, count])),
    outcomes: ends.map(({ number, locale, outcome, outcome_kind, count }) => ({
      number,
      locale,
      outcome,
      outcomeKind: outcome_kind,
      count,
    })),
  };
}
