import type { JSX } from 'preact';
import { listPath, searchPath } from '../../http/response/addresses.js';
import { quotedQuery } from './quoted-query.js';
import { isPasted, type SearchPageProps } from './search-page-data.js';

/** Says that nothing was found, and what to do about it. */
export function SearchEmpty({ data, page }: SearchPageProps): JSX.Element {
  const { t, locale } = page;
  const { product, foundIn, bug, current, since, q = '' } = data.asked;
  // A pasted text is no part of an address; there the filters themselves are beside it to be taken off.
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
