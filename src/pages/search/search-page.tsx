import type { ComponentChildren, JSX } from 'preact';
import { articlePath, listPath, type SearchAddress, searchPath } from '../../http/response/addresses.js';
import { Icon } from '../layout/icon.js';
import { languageAttributes } from '../layout/languages.js';
import { Layout } from '../layout/layout.js';
import { type PageContext, renderDocument } from '../layout/page.js';
import { SearchHit } from '../list/article-item.js';
import { FilterFields } from '../list/filters.js';
import {
  isPasted,
  quotedQuery,
  SEARCH_FORM,
  SearchForm,
  type SearchPageData,
  type SearchPageProps,
} from './search-form.js';
import { LONGEST_QUERY } from '../../http/response/run-search.js';

/** Paging of a search: next, and back to the first; nothing for one page. */
function SearchPages({ data: { asked, result }, page }: SearchPageProps): JSX.Element | null {
  const { t } = page;
  const next = result?.next ?? undefined;
  if (asked.cursor === undefined && next === undefined) return null;
  return (
    <nav class="list-pages" aria-label={t('list.pages')}>
      {asked.cursor !== undefined && (
        <SearchStep page={page} asked={asked} cursor={undefined}>
          {t('list.first')}
        </SearchStep>
      )}
      {next !== undefined && (
        <SearchStep page={page} asked={asked} cursor={next}>
          {t('list.next')}
          <Icon name="arrow" />
        </SearchStep>
      )}
    </nav>
  );
}

interface SearchStepProps {
  readonly page: PageContext;
  readonly asked: SearchAddress;
  /** Undefined for the first page. */
  readonly cursor: string | undefined;
  readonly children: ComponentChildren;
}

/** Leads to a page of the results: a link, or a form button if the query is too long for a URL. */
function SearchStep({ page, asked, cursor, children }: SearchStepProps): JSX.Element {
  if (isPasted(asked)) {
    return (
      <button class="button" type="submit" form={SEARCH_FORM} name="cursor" value={cursor ?? ''}>
        {children}
      </button>
    );
  }
  const href = searchPath(page.locale, { ...asked, cursor });
  return (
    <a class="button" rel={cursor === undefined ? undefined : 'next'} href={href}>
      {children}
    </a>
  );
}

/** Most values of a facet offered. */
const MOST_SHOWN = 12;

/** Filters, with the numbers of hits they leave; nothing without a choice. */
function SearchFilters({ data: { asked, result }, page }: SearchPageProps): JSX.Element | null {
  const { t, format } = page;
  const { products = [], locales = [] } = result?.facets ?? {};
  const facets = [
    { name: 'product', label: t('list.product'), all: t('list.allProducts'), values: products },
    { name: 'foundIn', label: t('search.foundInLabel'), all: t('search.allLanguages'), values: locales },
  ] as const;
  const selects = facets.flatMap(({ name, label, all, values }) => {
    const chosen = asked[name];
    if (values.length <= 1 && chosen === undefined) return [];
    // The chosen value is always shown, so that it can be changed.
    const isMissing = chosen !== undefined && !values.some(({ value }) => value === chosen);
    const shown = [...(isMissing ? [{ value: chosen, count: 0 }] : []), ...values].slice(0, MOST_SHOWN);
    const options = shown.map(({ value, count }) => {
      const text = name === 'product' ? value : format.languageName(value);
      return { value, text: `${text} (${format.number(count)})` };
    });
    return [{ name, label, options: [{ value: '', text: all }, ...options], chosen }];
  });
  const order = {
    name: 'sort',
    label: t('list.sort'),
    options: [
      { value: '', text: t('search.relevance') },
      { value: 'newest', text: t('list.newest') },
    ],
    chosen: asked.sort === 'relevance' ? undefined : asked.sort,
  };
  const isNarrowed = [asked.sort, asked.bug, asked.current, asked.since].some((set) => set !== undefined);
  if (selects.length === 0 && !isNarrowed && (result?.total ?? 0) <= 1) return null;
  return (
    <div class="list-filter search-filters" role="group" aria-label={t('search.filters')} data-auto>
      <FilterFields page={page} asked={asked} selects={[...selects, order]} form={SEARCH_FORM} />
    </div>
  );
}

/** Message for no results, with advice. */
function SearchEmpty({ data, page }: SearchPageProps): JSX.Element {
  const { t, locale } = page;
  const { product, foundIn, bug, current, since, q = '' } = data.asked;
  // A pasted text is not in the URL, so its filters are removed in their form.
  const isFiltered =
    [product, foundIn, bug, current, since].some((filter) => filter !== undefined) && !isPasted(data.asked);
  return (
    <div class="empty">
      <h2>{t('search.emptyTitle')}</h2>
      <p>{t('search.emptyDetail', { query: quotedQuery(q) })}</p>
      {isFiltered && (
        <p>
          <a class="button" href={searchPath(locale, { q })}>
            {t('search.withoutFilters')}
          </a>
        </p>
      )}
      <NearestProducts data={data} page={page} />
    </div>
  );
}

function NearestProducts({ data, page: { t, locale } }: SearchPageProps): JSX.Element | null {
  const products = data.result?.nearestProducts ?? [];
  if (products.length === 0) return null;
  return (
    <section class="search-nearest" aria-labelledby="nearest-title">
      <h3 id="nearest-title">{t('search.nearest')}</h3>
      <ul>
        {products.map((product) => (
          <li>
            <a class="button" href={listPath(locale, { product })}>
              {product}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Render the search page. */
export function renderSearchPage(data: SearchPageData, page: PageContext): string {
  const { t } = page;
  const { asked, result } = data;
  const title =
    result === undefined ? t('search.title') : t('search.titleFor', { query: quotedQuery(asked.q ?? '') });
  // Filters carry over to other languages; cursors do not, since the order differs.
  const again = isPasted(asked) ? {} : { ...asked, cursor: undefined };
  return renderDocument(
    <Layout
      page={page}
      title={title}
      styles={['list', 'search']}
      scripts={['found']}
      languages={(other) => searchPath(other, again)}
      kind="search"
      query={isPasted(asked) ? undefined : false}
    >
      <div class="list-frame">
        <header class="search-header">
          <h1>{t('search.title')}</h1>
          {result === undefined && <p class="search-lead">{t('search.hint')}</p>}
          <SearchForm page={page} asked={asked} />
        </header>
        {result === undefined ? <SearchFilters data={data} page={page} /> : <Found data={data} page={page} />}
      </div>
    </Layout>,
  );
}

function Found({ data, page }: SearchPageProps): JSX.Element {
  const { t } = page;
  const items = data.result?.items ?? [];
  return (
    <div class="search-found">
      <section class="search-results" aria-label={t('search.results')}>
        <SearchNotes data={data} page={page} />
        {items.length === 0 ? (
          <SearchEmpty data={data} page={page} />
        ) : (
          <ol class="items">
            {items.map((hit) => (
              <SearchHit page={page} hit={hit} />
            ))}
          </ol>
        )}
        <SearchPages data={data} page={page} />
      </section>
      <SearchFilters data={data} page={page} />
    </div>
  );
}

/** Notes above the hits: count, suggestion, and the article whose number was typed. */
function SearchNotes({ data, page }: SearchPageProps): JSX.Element {
  const { t, format } = page;
  const { total = 0, isTotalCapped = false } = data.result ?? {};
  return (
    <div class="search-notes">
      {total > 0 && (
        <p class="list-total">
          {isTotalCapped
            ? t('search.totalCapped', { number: format.number(total) })
            : t('search.total', { count: total })}
        </p>
      )}
      {data.isCut && <p>{t('search.cut', { number: format.number(LONGEST_QUERY) })}</p>}
      {data.near === undefined && <Suggestion data={data} page={page} />}
      <Direct data={data} page={page} />
      <Near near={data.near} page={page} />
    </div>
  );
}

function Suggestion({ data, page: { t, locale } }: SearchPageProps): JSX.Element | null {
  const { asked, result } = data;
  const suggestion = result?.suggestion ?? null;
  if (suggestion === null) return null;
  const href = searchPath(locale, { ...asked, q: suggestion, cursor: undefined });
  return (
    <p class="search-suggestion">
      {result?.isSuggestionUsed === true
        ? t('search.corrected', { query: quotedQuery(asked.q ?? '') })
        : t('search.didYouMean')}{' '}
      <a href={href}>
        <bdi>{suggestion}</bdi>
      </a>
    </p>
  );
}

function Direct({ data, page: { t, locale } }: SearchPageProps): JSX.Element | null {
  const direct = data.result?.direct ?? null;
  if (direct === null) return null;
  return (
    <p class="search-direct">
      <span class="search-direct-label">{t('search.direct')}</span>
      <a href={direct.href}>
        <span class="number">{direct.number}</span>{' '}
        <span {...languageAttributes(direct.servedLocale, locale)}>{direct.title}</span>
        <Icon name="arrow" />
      </a>
    </p>
  );
}

/** Note about an unknown article number. */
function Near({
  near,
  page: { t, locale },
}: Pick<SearchPageProps, 'page'> & Pick<SearchPageData, 'near'>): JSX.Element | null {
  if (near === undefined) return null;
  return (
    <div class="search-near">
      <p>
        <strong>{t('problem.article-not-found.title')}</strong> {near.length > 0 && t('error.near')}
      </p>
      {near.length > 0 && (
        <ul>
          {near.map((number) => (
            <li>
              <a class="number" href={articlePath(locale, number)}>
                {number}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
