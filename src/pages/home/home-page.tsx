import type { JSX } from 'preact';
import type { ProductCount } from '../../article/listing.js';
import { onSite } from '../../article/site-path.js';
import { parseQuery } from '../../http/request/parse-query.js';
import { absolute, articlePath, homePath, listPath } from '../../http/response/addresses.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import { presentListed } from '../../presenters/present-reading.js';
import { JsonLd } from '../layout/document-head.js';
import { Icon } from '../layout/icon.js';
import { languageAttributes, languageLinks } from '../layout/languages.js';
import { Layout } from '../layout/layout.js';
import { type PageContext, type PageProps, type PageRequest, renderDocument } from '../layout/page.js';
import { ArticleItem, type ArticleItemData } from '../list/article-item.js';
import { SearchBox } from '../search/search-box.js';

const NEWEST_ON_HOME = 6;

/** `/:locale/`: the home page. */
export function serveHome({ req, res, deps, locale, page }: PageRequest): void {
  parseQuery(req);
  const { library, ledger } = deps;
  const { items, total } = library.list({ locale, order: 'newest', limit: NEWEST_ON_HOME });
  const shown = ledger.popular();
  const data = {
    products: library.products(),
    newest: items.map((item) => presentListed(item, locale, page.site)),
    popular: library.pick(shown, locale).map((item) => presentListed(item, locale, page.site)),
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

/** Products shown before expanding. */
const MOST_PRODUCTS = 8;

/** Data of the home page. */
export interface HomePageData {
  /** Most articles first. */
  readonly products: readonly ProductCount[];
  readonly newest: readonly ArticleItemData[];
  /** Popular articles; empty until there is usage. */
  readonly popular: readonly ArticleItemData[];
  /** Number of visible articles. */
  readonly total: number;
}

/** Render the home page. */
export function renderHomePage(data: HomePageData, page: PageContext): string {
  const { t, locale, site } = page;
  const url = absolute(site, homePath(locale));
  const webSite = { '@type': 'WebSite', name: site.name, url, inLanguage: locale };
  return renderDocument(
    <Layout
      page={page}
      title={site.name}
      description={t('home.lead')}
      canonical={homePath(locale)}
      alternates={languageLinks(site.locales, homePath)}
      anyLanguage={onSite('/')}
      isIndexed
      styles={['list', 'home']}
      scripts={['home']}
      more={<JsonLd value={{ '@context': 'https://schema.org', ...webSite }} />}
      languages={homePath}
      kind="home"
      query={false}
    >
      <div class="hero">
        <div class="hero-frame">
          <div class="hero-main">
            <h1>{t('home.title')}</h1>
            <p class="hero-lead">{t('home.lead')}</p>
            <SearchBox page={page} id="home-search" size="large" />
          </div>
        </div>
      </div>
      <div class="home-frame">
        <Newest data={data} page={page} />
        <div class="home-aside">
          <Popular data={data} page={page} />
          <Products data={data} page={page} />
          <Recent page={page} />
        </div>
      </div>
    </Layout>,
  );
}

function Newest({ data, page }: PageProps<HomePageData>): JSX.Element {
  const { t, locale } = page;
  return (
    <section class="home-newest" aria-labelledby="newest-title">
      <h2 id="newest-title">{t('home.newest')}</h2>
      <ol class="items">
        {data.newest.map((item) => (
          <ArticleItem page={page} item={item} level={3} />
        ))}
      </ol>
      <p class="home-all">
        <a class="button" href={listPath(locale)}>
          {t('home.all')}
          <Icon name="arrow" />
        </a>
        <span class="list-total">{t('list.total', { count: data.total })}</span>
      </p>
    </section>
  );
}

function Popular({ data, page: { t, locale } }: PageProps<HomePageData>): JSX.Element | null {
  if (data.popular.length === 0) return null;
  return (
    <section class="home-popular" aria-labelledby="popular-title">
      <h2 id="popular-title">{t('home.popular')}</h2>
      <ol>
        {data.popular.map(({ number, title, served, isFallback }) => (
          <li>
            <a href={articlePath(locale, number)} {...(isFallback && languageAttributes(served, locale))}>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Products({ data, page: { t, format, locale } }: PageProps<HomePageData>): JSX.Element | null {
  if (data.products.length === 0) return null;
  return (
    <section class="home-products" aria-labelledby="products-title">
      <h2 id="products-title">{t('home.products')}</h2>
      <ul>
        {data.products.slice(0, MOST_PRODUCTS).map(({ name, count }) => (
          <li>
            <a href={listPath(locale, { product: name })}>
              <span>{name}</span>
              <span class="count">
                <span aria-hidden="true">{format.number(count)}</span>
                <span class="visually-hidden">{t('list.total', { count })}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
      {data.products.length > MOST_PRODUCTS && (
        <details>
          <summary>{t('home.allProducts')}</summary>
          <ul>
            {data.products.slice(MOST_PRODUCTS).map(({ name }) => (
              <li>
                <a href={listPath(locale, { product: name })}>{name}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Recently read articles, from the browser's storage; filled by `home.js`. */
function Recent({ page: { t, locale } }: { readonly page: PageContext }): JSX.Element {
  return (
    <section class="home-recent" aria-labelledby="recent-title" data-recent={locale} hidden>
      <h2 id="recent-title">{t('home.recent')}</h2>
      <ul />
      <button class="button" type="button" data-recent-clear>
        {t('home.recentClear')}
      </button>
    </section>
  );
}
