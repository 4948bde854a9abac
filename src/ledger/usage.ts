import type { Kysely } from 'kysely';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { readCitations, type PassageUse } from './citations.js';
import { readRatings } from './reports.js';
import type { Tables } from './tables.js';

/** Most passages listed per article. */
const MOST_PASSAGES = 500;

/** Count of one outcome. */
export interface OutcomeCount {
  readonly walkKind: string;
  readonly outcome: string;
  readonly outcomeKind: string;
  readonly count: number;
}

/** Usage of an article in one locale. */
export interface LocaleUsage {
  readonly locale: LocaleTag;
  /** Linked tickets. */
  readonly links: number;
  readonly helpful: number;
  readonly notHelpful: number;
  /** Votes for and against the translation. */
  readonly good: number;
  readonly notGood: number;
  /** Most frequent first. */
  readonly outcomes: readonly OutcomeCount[];
  /** Most often reopened or resolved first. */
  readonly citations: readonly PassageUse[];
}

/**
 * Read the usage of an article by locale served.
 *
 * @param since - ISO 8601 in UTC; older uses do not count.
 * @returns Locales with any usage, sorted.
 */
export async function readUsage(
  db: Kysely<Tables>,
  number: ArticleNumber,
  since: string | undefined,
): Promise<readonly LocaleUsage[]> {
  const from = since ?? '';
  const links = await db
    .selectFrom('ticketLink')
    .select(['served as locale', (eb) => eb.fn.countAll<number>().as('count')])
    .where('number', '=', number)
    .where('createdAt', '>=', from)
    .groupBy('served')
    .execute();
  const opinions = await db
    .selectFrom('feedback')
    .select(['locale', 'isHelpful', (eb) => eb.fn.countAll<number>().as('count')])
    .where('number', '=', number)
    .where('createdAt', '>=', from)
    .groupBy(['locale', 'isHelpful'])
    .execute();
  const ends = await db
    .selectFrom('walkOutcome')
    .select(['locale', 'walkKind', 'outcome', 'outcomeKind', (eb) => eb.fn.countAll<number>().as('count')])
    .where('number', '=', number)
    .where('createdAt', '>=', from)
    .groupBy(['locale', 'walkKind', 'outcome', 'outcomeKind'])
    .execute();
  const ratings = await readRatings(db, number, from);
  const citations = await readCitations(db, MOST_PASSAGES, { number, since });
  const locales = new Set(
    [...links, ...opinions, ...ratings, ...ends, ...citations].map(({ locale }) => locale),
  );
  const opinionsOf = (locale: LocaleTag, isHelpful: number): number =>
    opinions.find((row) => row.locale === locale && row.isHelpful === isHelpful)?.count ?? 0;
  const ratingsOf = (locale: LocaleTag, isGood: number): number =>
    ratings.find((row) => row.locale === locale && row.isGood === isGood)?.count ?? 0;
  return [...locales].sort().map((locale) => ({
    locale,
    links: links.find((row) => row.locale === locale)?.count ?? 0,
    helpful: opinionsOf(locale, 1),
    notHelpful: opinionsOf(locale, 0),
    good: ratingsOf(locale, 1),
    notGood: ratingsOf(locale, 0),
    citations: citations.filter((row) => row.locale === locale),
    outcomes: ends
      .filter((row) => row.locale === locale)
      .map(({ walkKind, outcome, outcomeKind, count }) => ({ walkKind, outcome, outcomeKind, count }))
      .sort((a, b) => b.count - a.count || (a.outcome < b.outcome ? -1 : 1)),
  }));
}
