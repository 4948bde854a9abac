import { z } from 'zod';
import { PROVENANCE_STATES } from '../article/reading.js';
import type { Report } from '../report/report.js';
import { PASSAGE_USE } from './ledger-schemas.js';
import { presentPassageUse } from './present-ledger.js';
import { shape, type Wire } from './schemas.js';

const COUNT = z.number().int().min(0);

/** `GET /report`: the numbers of the knowledge manager's page. */
export const REPORT = shape('Report', {
  articles: COUNT,
  locales: z.array(z.string()),
  sourceLocale: z.string().nullable(),
  products: z.array(
    z.object({
      product: z.string(),
      articles: COUNT,
      cells: z.array(z.object({ locale: z.string(), existing: COUNT, upToDate: COUNT, unknown: COUNT })),
    }),
  ),
  byLocale: z.array(
    z.object({
      locale: z.string(),
      existing: COUNT,
      missing: COUNT,
      states: z.record(z.enum(PROVENANCE_STATES), COUNT),
      withMissingSteps: COUNT,
      machine: COUNT,
      humanDegree: z.number().min(0).max(1).nullable(),
    }),
  ),
  /** Null while the content is being checked; ask again. */
  findings: z
    .object({
      rules: z.array(
        z.object({
          rule: z.string(),
          severity: z.enum(['error', 'warning', 'note']),
          total: COUNT,
          byLocale: z.record(z.string(), COUNT),
        }),
      ),
      worst: z.array(
        z.object({
          number: z.string(),
          title: z.string(),
          titleLocale: z.string(),
          errors: COUNT,
          warnings: COUNT,
          locales: z.array(z.string()),
          reuse: COUNT.nullable(),
          weight: z.number(),
        }),
      ),
    })
    .nullable(),
  walkEnds: z
    .array(
      z.object({
        number: z.string(),
        locale: z.string(),
        outcome: z.string(),
        outcomeKind: z.string(),
        /** Id of the question answered last, `step-3` in a plain walk. */
        lastQuestion: z.string().nullable(),
        count: COUNT,
      }),
    )
    .nullable(),
  /** Passages that chatbots and agents used, the most often reopened or resolved first. */
  citations: z.array(PASSAGE_USE).nullable(),
  searches: z
    .object({
      months: z.array(
        z.object({
          /** UTC, `2026-11`. */
          month: z.string(),
          /** `und` for all locales the site lacks. */
          locale: z.string(),
          asked: COUNT,
          unanswered: COUNT,
        }),
      ),
      /** Queries by which several readers found nothing within one month; no other query is stored. */
      terms: z.array(z.object({ term: z.string(), locale: z.string(), readers: COUNT, month: z.string() })),
    })
    .nullable(),
});

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
