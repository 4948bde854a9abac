import type { JSX } from 'preact';
import { listPath } from '../../http/response/addresses.js';
import type { PageContext } from '../layout/page-context.js';
import type { ProductCount } from '../../article/listing.js';

interface ListFilterProps {
  readonly page: PageContext;
  readonly products: readonly ProductCount[];
  /** The product chosen; need not be among `products`. */
  readonly product: string | undefined;
  readonly sort: 'newest' | 'oldest';
}

/** Product and order, as a plain form. */
export function ListFilter({ page, products, product, sort }: ListFilterProps): JSX.Element {
  const { t, format, locale } = page;
  return (
    <form class="list-filter" action={listPath(locale)} method="get" aria-label={t('list.filter')}>
      <p>
        <label for="filter-product">{t('list.product')}</label>
        <select id="filter-product" name="product">
          {/* Without a name of its own an empty choice would be sent as an unknown product. */}
          <option value="" selected={product === undefined}>
            {t('list.allProducts')}
          </option>
          {products.map(({ name, count }) => (
            <option value={name} selected={name === product}>
              {name} ({format.number(count)})
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for="filter-sort">{t('list.sort')}</label>
        <select id="filter-sort" name="sort">
          {(['newest', 'oldest'] as const).map((order) => (
            <option value={order} selected={order === sort}>
              {t(`list.${order}`)}
            </option>
          ))}
        </select>
      </p>
      <button class="button" type="submit">
        {t('list.apply')}
      </button>
    </form>
  );
}
