import { countFindings } from './count-findings.js';
import { measureTrust } from './measure-trust.js';
import { rankArticles, titleOf } from './rank-articles.js';
import type { Report, ReportInput } from './report-data.js';

/** Count everything a report shows. */
export function buildReport({ articles, locales, sourceLocale, findings, usage }: ReportInput): Report {
  const { products, byLocale } = measureTrust(articles, locales, sourceLocale);
  return {
    articles: articles.length,
    locales,
    sourceLocale,
    products,
    byLocale,
    rules: findings && countFindings(findings),
    worst: findings && rankArticles(articles, findings, sourceLocale, usage?.reuse),
    walkEnds: usage?.outcomes,
    walkTitles: new Map(
      articles
        .filter(({ number }) => usage?.outcomes.some((end) => end.number === number))
        .map((article) => [article.number, titleOf(article, sourceLocale)]),
    ),
    searches: usage?.searches,
  };
}
