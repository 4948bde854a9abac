import type { Kysely } from 'kysely';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { readCitations, type PassageUse } from './citations.js';
import { readRatings } from './reports.js';
import type { Tables } from './tables.js';

/** Passages of an article that its usage names. */
const MOST_PASSAGES = 500;

/** How often walks came to one end. */
export interface OutcomeCount {
  readonly walkKind: string;
  readonly outcome: string;
  readonly outcomeKind: string;
  readonly count: number;
}

/** What was done with an article in one locale. */
export interface LocaleUsage {
  readonly locale: LocaleTag;
  /** Tickets it was tied to. */
  readonly links: number;
  readonly helpful: number;
  readonly notHelpful: number;
  /** Readers who found the translation good, and those who did not. */
  readonly good: number;
  readonly notGood: number;
  /** Most frequent first. */
  readonly outcomes: readonly OutcomeCount[];
  /** Those first that were reopened or resolved most often. */
  readonly citations: readonly PassageUse[];
}

/**
 * Count what was done with an article, by the locale that was shown.
 *
 * @param since - ISO 8601 in UTC; what is older does not count.
 * @returns Locales with something to count, sorted.
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
