import type { Report } from '../report/report.js';
import { presentPassageUse } from './present-ledger.js';
import type { REPORT } from './report-schema.js';
import type { Wire } from './schemas.js';

/** Present a report's numbers. */
export function presentReport(report: Report): Wire<typeof REPORT> {
  const { articles, locales, sourceLocale, products, byLocale, rules, worst, usage } = report;
  return {
    articles,
    locales,
    sourceLocale: sourceLocale ?? null,
    products,
    byLocale: byLocale.map((row) => ({ ...row, humanDegree: row.humanDegree ?? null })),
    findings:
      rules === undefined || worst === undefined
        ? null
        : {
            rules: rules.map((rule) => ({ ...rule, byLocale: Object.fromEntries(rule.byLocale) })),
            worst: worst.map((article) => ({ ...article, reuse: article.reuse ?? null })),
          },
    walkEnds: usage?.outcomes.map((end) => ({ ...end, lastQuestion: end.lastQuestion ?? null })) ?? null,
    citations: usage?.citations.map(presentPassageUse) ?? null,
    searches: usage?.searches ?? null,
  };
}
