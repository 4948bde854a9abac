import { z } from 'zod';
import type { ArticleNumber } from '../article/article-number.js';
import type { Article, Frozen, LocaleTag } from '../article/article.js';
import type { Finding } from '../check/finding.js';

/** Title of an article. */
export interface ArticleTitle {
  /** In the source locale, else in any. */
  readonly title: string;
  readonly titleLocale: LocaleTag;
}

/** An article to fix. */
export const RANKED_ARTICLE = z.object({
  number: z.string(),
  title: z.string(),
  titleLocale: z.string(),
  errors: z.number().int().min(0),
  warnings: z.number().int().min(0),
  /** Locales with errors or warnings, those with most first. */
  locales: z.array(z.string()),
  /** Tickets it was tied to; null where that is not recorded. */
  reuse: z.number().int().min(0).nullable(),
  weight: z.number(),
});
type RankedArticle = Frozen<z.infer<typeof RANKED_ARTICLE>>;

/** Most articles listed. */
const MOST_RANKED = 20;
/** Weight of an error in warnings. */
const ERROR_WEIGHT = 5;

interface Score {
  errors: number;
  warnings: number;
  readonly locales: Map<LocaleTag, number>;
}

/**
 * Rank articles by findings in all locales times usage.
 *
 * @param reuse - Linked tickets; undefined when not recorded. An unused article counts as used once.
 */
export function rankArticles(
  articles: readonly Article[],
  findings: readonly Finding[],
  sourceLocale: LocaleTag | undefined,
  reuse: ReadonlyMap<ArticleNumber, number> | undefined,
): readonly RankedArticle[] {
  const scores = new Map<ArticleNumber, Score>();
  for (const { number, locale, severity } of findings) {
    if (severity === 'note') continue;
    const score = scores.get(number) ?? { errors: 0, warnings: 0, locales: new Map<LocaleTag, number>() };
    scores.set(number, score);
    score[severity === 'error' ? 'errors' : 'warnings'] += 1;
    score.locales.set(locale, (score.locales.get(locale) ?? 0) + 1);
  }
  return articles
    .flatMap((article) => {
      const score = scores.get(article.number);
      return score === undefined ? [] : [rank(article, score, sourceLocale, reuse)];
    })
    .sort((a, b) => b.weight - a.weight || (a.number < b.number ? -1 : 1))
    .slice(0, MOST_RANKED);
}

function rank(
  article: Article,
  { errors, warnings, locales }: Score,
  sourceLocale: LocaleTag | undefined,
  reuse: ReadonlyMap<ArticleNumber, number> | undefined,
): RankedArticle {
  const { number } = article;
  const used = reuse && (reuse.get(number) ?? 0);
  return {
    number,
    ...titleOf(article, sourceLocale),
    errors,
    warnings,
    locales: [...locales].sort(([, a], [, b]) => b - a).map(([locale]) => locale),
    reuse: used ?? null,
    weight: (errors * ERROR_WEIGHT + warnings) * Math.max(1, used ?? 1),
  };
}

/** The title in the source locale, else in any. */
export function titleOf(
  { number, translations }: Article,
  sourceLocale: LocaleTag | undefined,
): ArticleTitle {
  const titled = translations.find(({ locale }) => locale === sourceLocale) ?? translations[0];
  return { title: titled?.title ?? number, titleLocale: titled?.locale ?? '' };
}
