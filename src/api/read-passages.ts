import type { RequestHandler } from 'express';
import { z } from 'zod';
import { articleNumber, resolveReading } from '../http/request/article-parameter.js';
import { parseQuery } from '../http/request/parse-query.js';
import { requestedLocale } from '../http/request/reader-locale.js';
import { sendCacheable } from '../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { presentPassages } from '../presenters/present-passage.js';
import { LANG, LOCALE } from './parameters.js';

/** What `GET /articles/:number/passages` takes. */
export const PASSAGES_QUERY = z.object({ locale: LOCALE.optional(), lang: LANG.optional() });

/** `GET /articles/:number/passages`: the passages of an article in one locale. */
export function readPassages(deps: DeliveryDeps): RequestHandler {
  const { library, site } = deps;
  return (req, res) => {
    const { locale: asked } = parseQuery(req, PASSAGES_QUERY);
    const number = articleNumber(req.params['number'], library);
    const reading = resolveReading(library, number, requestedLocale(req, res, asked, site()));
    const items = presentPassages(deps, reading, true);
    const { requested, served, isFallback } = reading;
    const body = { number, requested, served, isFallback, items, total: items.length, next: null };
    sendCacheable(req, res, {
      type: 'application/json',
      body: JSON.stringify(body),
      lastModified: library.changedAt,
      language: served,
    });
  };
}
