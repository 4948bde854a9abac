import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { ListPosition } from '../article/listing.js';
import { checkKnown, parseQuery } from '../http/request/parse-query.js';
import { createCursor } from '../http/response/cursor.js';
import { requestedLocale } from '../http/request/reader-locale.js';
import { sendCacheable } from '../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { presentListed } from '../presenters/present-list.js';
import { linkNext } from './link-next.js';
import { CURSOR, LANG, LOCALE, PRODUCT } from './parameters.js';

/** A cursor refers to an article, not an offset, so that it is valid in every revision. */
const PLACE = createCursor<ListPosition>(z.object({ updatedAt: z.string(), number: z.string() }));

/** What `GET /articles` takes. */
export const LIST_QUERY = z.object({
  locale: LOCALE.optional(),
  lang: LANG.optional(),
  product: PRODUCT.optional(),
  updatedSince: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], {
      error: 'takes a date or an instant, as 2022-08-19T06:54:15Z',
    })
    .transform((text) => new Date(text).toISOString().replace(/\.\d{3}Z$/, 'Z'))
    .optional()
    .meta({ description: 'Only what was published then or later.', example: '2022-08-19' }),
  limit: z.coerce
    .number({ error: 'takes a whole number from 1 to 100' })
    .int()
    .min(1)
    .max(100)
    .default(20)
    .meta({ description: 'Articles a page.' }),
  cursor: CURSOR.optional(),
});

/** `GET /articles`: visible articles, newest first. */
export function listArticles({ library, site }: DeliveryDeps): RequestHandler {
  return (req, res) => {
    const { product, updatedSince, limit, cursor, lang, locale: asked } = parseQuery(req, LIST_QUERY);
    const locale = requestedLocale(req, res, asked, site());
    if (product !== undefined)
      checkKnown(
        'product',
        product,
        library.products().map((known) => known.name),
      );
    const after = cursor === undefined ? undefined : PLACE.decode(cursor);
    const { items, total, next } = library.list({
      locale,
      product,
      updatedSince,
      order: 'newest',
      limit,
      after,
    });
    const nextCursor = next && PLACE.encode(next);
    linkNext(req, res, site(), { locale: asked, lang, product, updatedSince, limit }, nextCursor);
    const body = {
      items: items.map((item) => presentListed(item, locale, site())),
      total,
      next: nextCursor ?? null,
    };
    sendCacheable(req, res, {
      type: 'application/json',
      body: JSON.stringify(body),
      lastModified: library.changedAt,
    });
  };
}
