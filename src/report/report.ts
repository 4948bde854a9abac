import { measureTrust } from './measure-trust.js';
import { rankArticles, titleOf } from './rank-articles.js';
import type { Report, ReportInput, RuleCount } from './report-data.js';
import type { LocaleTag } from '../article/article.js';
import type { Finding } from '../check/finding.js';

/** Count findings by rule and locale, the most frequent rule first. */
function countFindings(findings: readonly Finding[]): readonly RuleCount[] {
  const rules = new Map<string, { first: Finding; total: number; byLocale: Map<LocaleTag, number> }>();
  for (const finding of findings) {
    const rule = rules.get(finding.rule) ?? {
      first: finding,
      total: 0,
      byLocale: new Map<LocaleTag, number>(),
    };
    rules.set(finding.rule, rule);
    rule.total += 1;
    rule.byLocale.set(finding.locale, (rule.byLocale.get(finding.locale) ?? 0) + 1);
  }
  return [...rules]
    .map(([rule, { first, total, byLocale }]) => ({ rule, severity: first.severity, total, byLocale }))
    .sort((a, b) => b.total - a.total || (a.rule < b.rule ? -1 : 1));
}

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
    citations: usage?.citations,
    searches: usage?.searches,
  };
}
