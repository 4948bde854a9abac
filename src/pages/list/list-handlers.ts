import { z } from 'zod';
import type { ListedArticle, ListQuery } from '../../article/listing.js';
import { LONGEST_CURSOR } from '../../http/response/cursor.js';
import { CHOICE, ONLY, parseQuery, SINCE } from '../../http/request/parse-query.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import type { ArticleItemData } from './article-item.js';
import { renderHomePage } from '../home/home-page.js';
import { renderListPage } from './list-page.js';
import { type PageRequest, sendPage } from '../layout/page.js';

const PAGE = { error: 'takes a page number from 1' } as const;
const LIST = z.object({
  product: CHOICE,
  sort: z.enum(['newest', 'oldest', 'used']).default('newest'),
  bug: ONLY,
  current: ONLY,
  since: SINCE,
  page: z.coerce.number(PAGE).int(PAGE).min(1, PAGE).max(1_000_000, PAGE).default(1),
  // Legacy cursor parameter; ignored.
  cursor: z.string().max(LONGEST_CURSOR).optional(),
});

const PAGE_SIZE = 20;
const NEWEST_ON_HOME = 6;

/** `/:locale/`: the home page. */
export function serveHome({ req, res, deps, locale, page }: PageRequest): void {
  parseQuery(req);
  const { library, ledger } = deps;
  const { items, total } = library.list({ locale, order: 'newest', limit: NEWEST_ON_HOME });
  const shown = ledger.popular();
  const data = {
    products: library.products(),
    newest: items.map(toItem),
    popular: library.pick(shown, locale).map(toItem),
    total,
  };
  sendCacheable(req, res, {
    type: 'html',
    body: renderHomePage(data, page),
    language: locale,
    // Popular articles change independently of the library.
    isCurrent: () => ledger.popular() === shown,
  });
}

/** `/:locale/articles`: the list, with filters. */
export function serveList(request: PageRequest): void {
  const { req, res, deps, locale, page } = request;
  const { library } = deps;
  const { page: number, product, sort, bug, current, since } = parseQuery(req, LIST);
  const skip = (number - 1) * PAGE_SIZE;
  const wanted = {
    locale,
    product,
    updatedSince: since === undefined ? undefined : `${since}T00:00:00Z`,
    isBug: bug === 'true',
    isCurrent: current === 'true',
  };
  const site = deps.site();
  const used = sort === 'used' && site.showsUse === true ? listUsed(deps, wanted) : undefined;
  const order = sort === 'oldest' ? sort : 'newest';
  const listed = library.list({ ...wanted, order, limit: PAGE_SIZE, skip });
  const items = used?.slice(skip, skip + PAGE_SIZE) ?? listed.items;
  const total = used?.length ?? listed.total;
  const hasNext = used === undefined ? listed.next !== undefined : total > skip + PAGE_SIZE;
  if (used !== undefined) res.set('Cache-Control', 'private, no-cache');
  const data = {
    items: items.map(toItem),
    total,
    products: library.products(),
    query: { product, sort, bug, current, since, page: number },
    first: (number - 1) * PAGE_SIZE + 1,
    hasNext,
  };
  sendPage(request, renderListPage(data, page));
}

/** Articles used in tickets, most used first. */
function listUsed(
  { library, ledger }: Pick<DeliveryDeps, 'library' | 'ledger'>,
  { locale, product, updatedSince = '', isBug, isCurrent }: Omit<ListQuery, 'order' | 'limit'>,
): readonly ListedArticle[] {
  return library
    .pick([...ledger.links.uses().keys()], locale)
    .filter(
      ({ facts, updatedAt = '', provenance }) =>
        (product === undefined || facts.products.includes(product)) &&
        updatedAt >= updatedSince &&
        (isBug !== true || facts.isBug) &&
        (isCurrent !== true || provenance.outdated !== true),
    );
}

/** Dated by the article's newest translation, as the list is ordered; outdated translations are marked instead. */
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
