import { z } from 'zod';
import { CONTENT_NUMBERS, type Report } from '../report/report.js';
import { PASSAGE_USE, presentPassageUse } from './usage.js';
import { shape, type Wire } from './schemas.js';

const COUNT = z.number().int().min(0);

/** `GET /report`: the numbers of the knowledge manager's page. */
export const REPORT = shape('Report', {
  ...CONTENT_NUMBERS.shape,
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
  const { articles, locales, sourceLocale, products, byLocale, findings, usage } = report;
  return {
    ...{ articles, locales, sourceLocale, products, byLocale, findings },
    walkEnds: usage?.outcomes.map((end) => ({ ...end, lastQuestion: end.lastQuestion ?? null })) ?? null,
    citations: usage?.citations.map(presentPassageUse) ?? null,
    searches: usage?.searches ?? null,
  };
}
