import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseQuery } from '../http/request/parse-query.js';
import { requestedLocale } from '../http/request/reader-locale.js';
import { sendCacheable } from '../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { presentSuggestions } from '../presenters/present-search.js';
import { LANG, LOCALE } from './parameters.js';

/** What `GET /suggest` takes. */
export const SUGGEST_QUERY = z.object({
  q: z
    .string({ error: 'takes what was typed so far' })
    .meta({ description: 'The beginning of a title or a number.', example: 'KA-05' }),
  locale: LOCALE.optional(),
  lang: LANG.optional(),
  limit: z.coerce
    .number({ error: 'takes a whole number from 1 to 20' })
    .int()
    .min(1)
    .max(20)
    .default(8)
    .meta({ description: 'Titles at most.' }),
});

/**
 * `GET /suggest`: completions of titles and numbers, in the reader's locale.
 *
 * Browsers may cache a response for a minute, for deleted letters.
 */
export function suggestTitles(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    const { q, limit, locale: asked } = parseQuery(req, SUGGEST_QUERY);
    const locale = requestedLocale(req, res, asked, deps.site());
    const titles = await deps.search.suggest(q, locale, limit);
    const body = JSON.stringify(presentSuggestions(titles, { locale, site: deps.site() }));
    sendCacheable(req, res, { type: 'application/json', body, lastModified: deps.library.changedAt });
  };
}
