import { z } from 'zod';
import type { ListPosition } from '../article/listing.js';
import type { Reading } from '../article/reading.js';
import { findArticle, resolveReading } from '../http/request/article-parameter.js';
import { checkKnown, queryString } from '../http/request/parse-query.js';
import { apiArticlePath } from '../http/response/addresses.js';
import { createCursor } from '../http/response/cursor.js';
import { OPEN_DATA } from '../http/routes.js';
import { presentPassages } from '../presenters/present-passage.js';
import { BODIES, presentListed, presentReading } from '../presenters/present-reading.js';
import { ARTICLE_LIST, READING_OR_LIST } from '../presenters/schemas.js';
import { operation, operations } from './operation.js';
import { CURSOR, INSTANT, limit, linkNext, LOCALE_QUERY, PRODUCT } from './parameters.js';

/** A cursor refers to an article, not an offset, so that it is valid in every revision. */
const PLACE = createCursor<ListPosition>(z.object({ updatedAt: z.string(), number: z.string() }));

const listArticles = operation('get', '/articles', {
  policy: OPEN_DATA,
  summary: 'List articles',
  description:
    'All visible articles, newest first, each in the locale that a reader of `locale` gets. `updatedSince` compares only the published date in the front matter; edits without a new date, hidden and removed articles are in `/changes`. A `cursor` stays valid when articles change.',
  query: z.object({
    ...LOCALE_QUERY.shape,
    product: PRODUCT,
    updatedSince: INSTANT.transform((text) => text?.replace(/\.\d{3}Z$/, 'Z')).meta({
      description: 'Only articles published at or after this time.',
      example: '2022-08-19',
    }),
    limit: limit(100, 20, 'Articles per page.'),
    cursor: CURSOR,
  }),
  response: ARTICLE_LIST,
  statuses: { 200: 'One page.' },
  headers: ['Link'],
  problems: ['unknown-value'],
  answer: (call) => {
    const { deps, site, query } = call;
    const { cursor, ...filters } = query;
    const locale = call.locale(filters.locale);
    const products = deps.library.products().map(({ name }) => name);
    if (filters.product !== undefined) checkKnown('product', filters.product, products);
    const after = cursor === undefined ? undefined : PLACE.decode(cursor);
    const { items, total, next } = deps.library.list({ ...filters, locale, order: 'newest', after });
    const nextCursor = next === undefined ? null : PLACE.encode(next);
    linkNext(call, filters, nextCursor);
    return {
      body: { items: items.map((item) => presentListed(item, locale, site)), total, next: nextCursor },
    };
  },
});

/** Parts of the text that can be included. */
const INCLUDED = [...BODIES, 'passages'] as const;
type Included = (typeof INCLUDED)[number];

const INCLUDE = z
  .string()
  .meta({
    description: `Representations of the text to include, separated by commas: any of ${INCLUDED.join(', ')}.`,
    example: 'html,text',
    default: 'html',
  })
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(INCLUDED, { error: `takes any of ${INCLUDED.join(', ')}` })))
  .transform((kinds): ReadonlySet<Included> => new Set(kinds));

const getArticle = operation('get', '/articles/:number', {
  policy: OPEN_DATA,
  summary: 'Read an article',
  description:
    'In the requested locale, or the closest available one with `isFallback` true. `locale=*` returns every translation. `provenance` describes how current and reliable a translation is.',
  query: LOCALE_QUERY.extend({ include: INCLUDE.default(new Set<Included>(['html'])) }),
  response: READING_OR_LIST,
  statuses: {
    200: 'The article, or with `locale=*` all its translations.',
    308: 'The number in its canonical form: upper case.',
  },
  headers: ['Content-Language'],
  answer: (call) => {
    const { req, res, deps, number } = call;
    const { locale: asked, include } = call.query;
    const { library } = deps;
    if (number !== req.params['number']) {
      res.redirect(308, apiArticlePath(number) + queryString(req));
      return undefined;
    }
    const bodies = new Set(BODIES.filter((body) => include.has(body)));
    const present = (reading: Reading, locale: string) => ({
      ...presentReading(deps, reading, locale, bodies),
      ...(include.has('passages') && { passages: presentPassages(deps, reading, include.has('markdown')) }),
    });
    if (asked === '*') {
      const items = findArticle(library, number).translations.map(({ locale }) =>
        present(resolveReading(library, number, locale), locale),
      );
      return { body: { number, items, total: items.length, next: null } };
    }
    const locale = call.locale(asked);
    const reading = resolveReading(library, number, locale);
    return { body: present(reading, locale), language: reading.served };
  },
});

/** Articles, one or many. */
export const ARTICLE_OPERATIONS = operations('Articles', { listArticles, getArticle });
