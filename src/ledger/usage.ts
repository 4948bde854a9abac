import type { Kysely } from 'kysely';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { readCitations, type PassageUse } from './citations.js';
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
    .select((eb) => [
      'locale',
      eb.fn.countAll<number>().filterWhere('isHelpful', '=', 1).as('helpful'),
      eb.fn.countAll<number>().filterWhere('isHelpful', '=', 0).as('notHelpful'),
    ])
    .where('number', '=', number)
    .where('createdAt', '>=', from)
    .groupBy('locale')
    .execute();
  const ratings = await db
    .selectFrom('translationRating')
    .select((eb) => [
      'locale',
      eb.fn.countAll<number>().filterWhere('isGood', '=', 1).as('good'),
      eb.fn.countAll<number>().filterWhere('isGood', '=', 0).as('notGood'),
    ])
    .where('number', '=', number)
    .where('createdAt', '>=', from)
    .groupBy('locale')
    .execute();
  const ends = await db
    .selectFrom('walkOutcome')
    .select(['locale', 'walkKind', 'outcome', 'outcomeKind', (eb) => eb.fn.countAll<number>().as('count')])
    .where('number', '=', number)
    .where('createdAt', '>=', from)
    .groupBy(['locale', 'walkKind', 'outcome', 'outcomeKind'])
    .execute();
  const citations = await readCitations(db, MOST_PASSAGES, { number, since });
  const used = [...links, ...opinions, ...ratings, ...ends, ...citations];
  return [...new Set(used.map(({ locale }) => locale))].sort().map((locale) => {
    const isHere = (row: { readonly locale: LocaleTag }): boolean => row.locale === locale;
    const { helpful = 0, notHelpful = 0 } = opinions.find(isHere) ?? {};
    const { good = 0, notGood = 0 } = ratings.find(isHere) ?? {};
    const outcomes = ends
      .filter(isHere)
      .map(({ walkKind, outcome, outcomeKind, count }) => ({ walkKind, outcome, outcomeKind, count }))
      .sort((a, b) => b.count - a.count || (a.outcome < b.outcome ? -1 : 1));
    return {
      ...{ locale, links: links.find(isHere)?.count ?? 0 },
      ...{ helpful, notHelpful, good, notGood, outcomes, citations: citations.filter(isHere) },
    };
  });
}
