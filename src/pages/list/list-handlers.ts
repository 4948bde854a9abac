import { z } from 'zod';
import type { ListedArticle } from '../../article/listing.js';
import { LONGEST_CURSOR } from '../../http/response/cursor.js';
import { readListCursor, writeListCursor } from '../../http/response/list-cursor.js';
import { parseQuery } from '../../http/request/parse-query.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import type { ArticleItemData } from './article-item.js';
import { renderHomePage } from '../home/home-page.js';
import { renderListPage } from './list-page.js';
import { createPageContext } from '../layout/page-context.js';
import { sendPage, type LocaleHandler } from '../layout/page-handler.js';

const NO_PARAMETERS = z.object({});
const LIST = z.object({
  product: z.string().max(200).optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
  cursor: z.string().max(LONGEST_CURSOR).optional(),
});

const PAGE_SIZE = 20;
const NEWEST_ON_HOME = 8;

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
    const { sort, cursor, ...query } = parseQuery(req, LIST);
    const product = query.product === '' ? undefined : query.product;
    const after = cursor === undefined ? undefined : readListCursor(cursor);
    const { items, total, next } = library.list({ locale, product, order: sort, limit: PAGE_SIZE, after });
    const page = createPageContext(deps.site(), locale, deps.strings);
    const data = {
      items: items.map(toItem),
      total,
      products: library.products(),
      product,
      sort,
      cursor,
      next: next && writeListCursor(next),
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
