import type { JSX } from 'preact';
import { searchPath } from '../../http/response/addresses.js';
import { languageLinks } from '../layout/language-link.js';
import { Layout } from '../layout/layout.js';
import type { PageContext } from '../layout/page-context.js';
import { quotedQuery } from './quoted-query.js';
import { renderDocument } from '../layout/render-document.js';
import { SearchEmpty } from './search-empty.js';
import { SearchFilters } from './search-filters.js';
import { SearchForm } from './search-form.js';
import { SearchHit } from './search-hit.js';
import { SearchNotes } from './search-notes.js';
import { isPasted, type SearchPageData, type SearchPageProps } from './search-page-data.js';
import { SearchPages } from './search-pages.js';

/** A search, or the place to begin one, as a whole HTML document. */
export function renderSearchPage(data: SearchPageData, page: PageContext): string {
  return renderDocument(<SearchPage data={data} page={page} />);
}

function SearchPage({ data, page }: SearchPageProps): JSX.Element {
  const { t, site } = page;
  const { asked, result } = data;
  const title =
    result === undefined ? t('search.title') : t('search.titleFor', { query: quotedQuery(asked.q ?? '') });
  // The filters go by names, which are the same in every language; a cursor is not, since the order differs.
  const again = isPasted(asked) ? {} : { ...asked, cursor: undefined };
  const head = { title, isIndexed: false, styles: ['list', 'search'], scripts: ['found'] };
  return (
    <Layout
      page={page}
      head={head}
      languages={languageLinks(site.locales, (other) => searchPath(other, again))}
      kind="search"
      query={isPasted(asked) ? undefined : false}
    >
      <div class="list-frame">
        <header class="search-header">
          <h1>{t('search.title')}</h1>
          {result === undefined && <p class="search-lead">{t('search.hint')}</p>}
          <SearchForm page={page} asked={asked} />
        </header>
        {result !== undefined && <Found data={data} page={page} />}
      </div>
    </Layout>
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
