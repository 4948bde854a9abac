import { z } from 'zod';
import type { ListedArticle } from '../../article/listing.js';
import { LONGEST_CURSOR } from '../../http/response/cursor.js';
import { parseQuery } from '../../http/request/parse-query.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import type { ArticleItemData } from './article-item.js';
import { renderHomePage } from '../home/home-page.js';
import { renderListPage } from './list-page.js';
import { createPageContext } from '../layout/page-context.js';
import { sendPage, type LocaleHandler } from '../layout/page-handler.js';

const NO_PARAMETERS = z.object({});
const PAGE = { error: 'takes the number of a page, from 1' } as const;
const SINCE = { error: 'takes a day, as 2022-08-19' } as const;
const LIST = z.object({
  product: z.string().max(200).optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
  since: z.union([z.literal(''), z.iso.date()], SINCE).optional(),
  page: z.coerce.number(PAGE).int(PAGE).min(1, PAGE).max(1_000_000, PAGE).default(1),
  // Where links of earlier versions led on; the list begins at its first page then.
  cursor: z.string().max(LONGEST_CURSOR).optional(),
});

const PAGE_SIZE = 20;
const NEWEST_ON_HOME = 6;

/** `/:locale/`: the home page. */
export function serveHome(deps: DeliveryDeps): LocaleHandler {
  return (req, res, locale) => {
    parseQuery(req, NO_PARAMETERS);
    const { library } = deps;
    const { items, total } = library.list({ locale, order: 'newest', limit: NEWEST_ON_HOME });
    const page = createPageContext(deps.site(), locale, deps.strings);
    const html = renderHomePage({ products: library.products(), newest: items.map(toItem), total }, page);
    sendPage(req, res, deps, html, locale);
  };
}

/** `/:locale/articles`: the list, by product and date. */
export function serveList(deps: DeliveryDeps): LocaleHandler {
  return (req, res, locale) => {
    const { library } = deps;
    const { sort, page: number, ...query } = parseQuery(req, LIST);
    const product = query.product === '' ? undefined : query.product;
    const since = query.since === '' ? undefined : query.since;
    const { items, total, next } = library.list({
      locale,
      product,
      updatedSince: since === undefined ? undefined : `${since}T00:00:00Z`,
      order: sort,
      limit: PAGE_SIZE,
      skip: (number - 1) * PAGE_SIZE,
    });
    const page = createPageContext(deps.site(), locale, deps.strings);
    const data = {
      items: items.map(toItem),
      total,
      products: library.products(),
      query: { product, sort, since, page: number },
      first: (number - 1) * PAGE_SIZE + 1,
      hasNext: next !== undefined,
    };
    sendPage(req, res, deps, renderListPage(data, page), locale);
  };
}

/** Dated by the article's newest translation, as the list is ordered: a translation that lags is marked, not sunk. */
function toItem({
  number,
  facts,
  updatedAt,
  served,
  isFallback,
  provenance,
}: ListedArticle): ArticleItemData {
  return {
    number,
    title: served.title,
    description: served.description,
    products: facts.products,
    publishedAt: updatedAt,
    served: served.locale,
    isFallback,
    isBug: facts.isBug,
    provenance,
  };
}
