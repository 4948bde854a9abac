import type { JSX } from 'preact';
import { z } from 'zod';
import type { ListedArticle, ListQuery as LibraryQuery, ProductCount } from '../../article/listing.js';
import { FILTERS, parseQuery } from '../../http/request/parse-query.js';
import { listPath, type ListQuery } from '../../http/response/addresses.js';
import { LONGEST_CURSOR } from '../../http/response/cursor.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { presentListed } from '../../presenters/present-reading.js';
import { Icon } from '../layout/icon.js';
import { languageLinks } from '../layout/languages.js';
import { Layout } from '../layout/layout.js';
import {
  type PageContext,
  type PageProps,
  type PageRequest,
  renderDocument,
  sendPage,
} from '../layout/page.js';
import { ArticleItem, type ArticleItemData } from './article-item.js';
import { FilterFields } from './filters.js';

const PAGE = { error: 'takes a page number from 1' } as const;
const LIST = z.object({
  ...FILTERS,
  sort: z.enum(['newest', 'oldest', 'used']).default('newest'),
  page: z.coerce.number(PAGE).int(PAGE).min(1, PAGE).max(1_000_000, PAGE).default(1),
  // Legacy cursor parameter; ignored.
  cursor: z.string().max(LONGEST_CURSOR).optional(),
});

const PAGE_SIZE = 20;
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
    items: items.map((item) => presentListed(item, locale, site)),
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
  { locale, product, updatedSince = '', isBug, isCurrent }: Omit<LibraryQuery, 'order' | 'limit'>,
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

/** Data of a list page. */
export interface ListPageData {
  readonly items: readonly ArticleItemData[];
  /** Total number of articles. */
  readonly total: number;
  readonly products: readonly ProductCount[];
  /** Active filters; the product need not be among `products`. */
  readonly query: ListQuery;
  /** Index of the first item, from 1. */
  readonly first: number;
  readonly hasNext: boolean;
}

/** Render the list of articles. An empty `product=` means all products. */
export function renderListPage(data: ListPageData, page: PageContext): string {
  const { t, format, locale, site } = page;
  const { items, total, query } = data;
  const { product, page: number = 1 } = query;
  const title = product === undefined ? t('list.title') : t('list.titleFor', { product });
  const links = languageLinks(site.locales, (other) => listPath(other, query));
  const last = data.first + items.length - 1;
  const range = {
    from: format.number(data.first),
    to: format.number(last),
    total: format.number(total),
  };
  return renderDocument(
    <Layout
      page={page}
      title={title}
      canonical={listPath(locale, query)}
      alternates={number === 1 ? links : []}
      isIndexed={items.length > 0}
      styles={['list']}
      languages={links}
      kind="list"
    >
      <div class="list-frame">
        <header class="list-header">
          <h1>{title}</h1>
          <p class="list-total">
            {total > items.length && items.length > 0
              ? t('list.range', range)
              : t('list.total', { count: total })}
          </p>
        </header>
        <ListFilter data={data} page={page} />
        {items.length === 0 ? (
          <EmptyList page={page} />
        ) : (
          <ol class="items" start={data.first === 1 ? undefined : data.first}>
            {items.map((item) => (
              <ArticleItem page={page} item={item} level={2} />
            ))}
          </ol>
        )}
        <ListPages data={data} page={page} />
      </div>
    </Layout>,
  );
}

function ListFilter({ data, page }: PageProps<ListPageData>): JSX.Element {
  const { t, format, locale, site } = page;
  const { product, sort } = data.query;
  const orders = ['newest', 'oldest', ...(site.showsUse === true ? (['used'] as const) : [])] as const;
  const products = data.products.map(({ name, count }) => {
    return { value: name, text: `${name} (${format.number(count)})` };
  });
  const selects = [
    {
      name: 'product',
      label: t('list.product'),
      options: [{ value: '', text: t('list.allProducts') }, ...products],
      chosen: product,
    },
    {
      name: 'sort',
      label: t('list.sort'),
      options: orders.map((order) => ({ value: order, text: t(`list.${order}`) })),
      chosen: sort,
    },
  ];
  return (
    <form class="list-filter" action={listPath(locale)} method="get" aria-label={t('list.filter')} data-auto>
      <FilterFields page={page} asked={data.query} selects={selects} />
    </form>
  );
}

function EmptyList({ page: { t, locale } }: { readonly page: PageContext }): JSX.Element {
  return (
    <div class="empty">
      <h2>{t('list.emptyTitle')}</h2>
      <p>{t('list.emptyDetail')}</p>
      <p>
        <a class="button" href={listPath(locale)}>
          {t('list.reset')}
        </a>
      </p>
    </div>
  );
}

function ListPages({
  data: { query, hasNext },
  page: { t, locale },
}: PageProps<ListPageData>): JSX.Element | null {
  const { page: number = 1 } = query;
  if (number === 1 && !hasNext) return null;
  return (
    <nav class="list-pages" aria-label={t('list.pages')}>
      {number > 2 && <a href={listPath(locale, { ...query, page: 1 })}>{t('list.first')}</a>}
      {number > 1 && (
        <a class="button" rel="prev" href={listPath(locale, { ...query, page: number - 1 })}>
          {t('list.previous')}
        </a>
      )}
      {hasNext && (
        <a class="button" rel="next" href={listPath(locale, { ...query, page: number + 1 })}>
          {t('list.next')}
          <Icon name="arrow" />
        </a>
      )}
    </nav>
  );
}
