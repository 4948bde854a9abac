import type { JSX } from 'preact';
import { listPath, type ListQuery } from '../../http/response/addresses.js';
import { ArticleItem, type ArticleItemData } from './article-item.js';
import { Icon } from '../layout/icon.js';
import { languageLinks } from '../layout/language-link.js';
import { Layout } from '../layout/layout.js';
import { ListFilter } from './list-filter.js';
import type { PageContext } from '../layout/page-context.js';
import type { ProductCount } from '../../article/listing.js';
import { renderDocument } from '../layout/render-document.js';

/** One page of the list of articles. */
export interface ListPageData {
  readonly items: readonly ArticleItemData[];
  /** Of the whole list, not of this page. */
  readonly total: number;
  readonly products: readonly ProductCount[];
  readonly product?: string | undefined;
  readonly sort: 'newest' | 'oldest';
  /** Of this page; undefined on the first. */
  readonly cursor?: string | undefined;
  /** Of the page after this one; undefined on the last. */
  readonly next?: string | undefined;
}

/** The list of articles as a whole HTML document. An empty `product=` in the address means all products. */
export function renderListPage(data: ListPageData, page: PageContext): string {
  return renderDocument(<ListPage data={data} page={page} />);
}

interface ListPageProps {
  readonly data: ListPageData;
  readonly page: PageContext;
}

function ListPage({ data, page }: ListPageProps): JSX.Element {
  const { t, locale, site } = page;
  const { items, total, product, sort } = data;
  const first: ListQuery = { product, sort };
  const title = product === undefined ? t('list.title') : t('list.titleFor', { product });
  const links = languageLinks(site.locales, (other) => listPath(other, first));
  const head = {
    title,
    canonical: listPath(locale, { ...first, cursor: data.cursor }),
    alternates: data.cursor === undefined ? links : [],
    isIndexed: items.length > 0,
    styles: ['list'],
  };
  return (
    <Layout page={page} head={head} languages={links} kind="list">
      <div class="list-frame">
        <header class="list-header">
          <h1>{title}</h1>
          <p class="list-total">{t('list.total', { count: total })}</p>
        </header>
        <ListFilter page={page} products={data.products} product={product} sort={sort} />
        {items.length === 0 ? (
          <EmptyList page={page} />
        ) : (
          <ol class="items">
            {items.map((item) => (
              <ArticleItem page={page} item={item} level={2} />
            ))}
          </ol>
        )}
        <ListPages data={data} page={page} />
      </div>
    </Layout>
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

function ListPages({ data, page: { t, locale } }: ListPageProps): JSX.Element | null {
  const { product, sort, cursor, next } = data;
  if (cursor === undefined && next === undefined) return null;
  return (
    <nav class="list-pages" aria-label={t('list.pages')}>
      {cursor !== undefined && <a href={listPath(locale, { product, sort })}>{t('list.first')}</a>}
      {next !== undefined && (
        <a class="button" rel="next" href={listPath(locale, { product, sort, cursor: next })}>
          {t('list.next')}
          <Icon name="arrow" />
        </a>
      )}
    </nav>
  );
}
