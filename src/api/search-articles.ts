import type { RequestHandler } from 'express';
import { z } from 'zod';
import { requireKey } from '../http/access/require-key.js';
import { parseQuery } from '../http/request/parse-query.js';
import { requestedLocale } from '../http/request/reader-locale.js';
import { readerOf } from '../http/response/count-usage.js';
import { asksAnew, countSearch, LONGEST_QUERY, runSearch } from '../http/response/run-search.js';
import { sendCacheable } from '../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { presentSearch } from '../presenters/present-search.js';
import { linkNext } from './link-next.js';
import { CURSOR, LANG, LOCALE, PRODUCT } from './parameters.js';

/** What `GET /search` takes. */
export const SEARCH_QUERY = z.object({
  q: z
    .string({ error: 'takes what to search for' })
    .max(LONGEST_QUERY, { error: `takes ${LONGEST_QUERY} characters at most` })
    .meta({
      description: 'Words, a question, an error message or an article number, in any language.',
      example: 'xtk:session logon',
    }),
  locale: LOCALE.optional(),
  lang: LANG.optional(),
  product: PRODUCT.optional(),
  foundIn: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'Only articles found in this locale of the content.', example: 'de' }),
  bug: z
    .enum(['true', 'false'], { error: 'takes true or false' })
    .optional()
    .meta({ description: '`true`: only articles about a known bug.' }),
  current: z
    .enum(['true', 'false'], { error: 'takes true or false' })
    .optional()
    .meta({ description: '`true`: only translations that are not behind their source.' }),
  publishedSince: z.iso
    .date({ error: 'takes a day, as 2022-08-19' })
    .optional()
    .meta({ description: 'Only what was published on that day or later.', example: '2022-08-19' }),
  sort: z
    .enum(['relevance', 'newest'], { error: 'takes relevance or newest' })
    .optional()
    .meta({ description: 'Nearest first, or newest first.' }),
  unit: z.enum(['article', 'passage'], { error: 'takes article or passage' }).optional().meta({
    description:
      '`passage`: also the sections and steps that answer best, at most two an article, as many as `limit` says.',
  }),
  explain: z.enum(['1', 'true'], { error: 'takes 1' }).optional().meta({
    description: 'Also how the query was read and what each score is made of. Needs a key with `usage:read`.',
  }),
  limit: z.coerce
    .number({ error: 'takes a whole number from 1 to 50' })
    .int()
    .min(1)
    .max(50)
    .default(10)
    .meta({ description: 'Articles a page.' }),
  cursor: CURSOR.optional(),
});

/**
 * `GET /search`: search results, best first.
 *
 * @see docs/decisions/0034-search-answers-are-private.md
 */
export function searchArticles(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    const { q, locale: asked, product, foundIn, limit, cursor, ...rest } = parseQuery(req, SEARCH_QUERY);
    const isExplained = rest.explain !== undefined;
    if (isExplained) await requireKey(req, deps, 'usage:read');
    const locale = requestedLocale(req, res, asked, deps.site());
    const found = await runSearch(deps, {
      text: q,
      locale,
      product,
      foundIn,
      isBug: rest.bug === 'true' || undefined,
      isCurrent: rest.current === 'true' || undefined,
      publishedSince: rest.publishedSince,
      sort: rest.sort,
      unit: rest.unit,
      isExplained,
      limit,
      cursor,
    });
    if (asksAnew(req)) countSearch(deps, found, readerOf(req));
    linkNext(req, res, deps.site(), { q, locale: asked, product, foundIn, ...rest, limit }, found.next);
    const body = JSON.stringify(
      presentSearch(found, { locale, site: deps.site(), sourceLocale: deps.library.sourceLocale }),
    );
    sendCacheable(req, res, { type: 'application/json', body, lastModified: deps.library.changedAt });
  };
}
