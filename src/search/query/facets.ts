import type { Database } from 'libsql';
import { z } from 'zod';
import type { FoundArticle } from './articles-found.js';
import type { FacetCount } from './search-query.js';

const countRows = z.array(z.tuple([z.string(), z.number()]));

/** Counts what the found articles could be filtered by. */
export type CountFacets = (found: readonly FoundArticle[]) => {
  readonly products: readonly FacetCount[];
  readonly locales: readonly FacetCount[];
};

/** Prepare to count over one connection. */
export function createCountFacets(db: Database): CountFacets {
  const countProducts = db
    .prepare(
      `SELECT p.product, count(*) FROM json_each(?) j CROSS JOIN search_product p ON p.id = j.value
       GROUP BY p.product ORDER BY 2 DESC, 1`,
    )
    .raw();
  return (found) => {
    const products = countRows.parse(countProducts.all(JSON.stringify(found.map(({ best }) => best.id))));
    const locales = new Map<string, number>();
    for (const { best } of found) locales.set(best.locale, (locales.get(best.locale) ?? 0) + 1);
    const toCount = ([value, count]: readonly [string, number]): FacetCount => ({ value, count });
    return {
      products: products.map(toCount),
      locales: [...locales].sort(([, a], [, b]) => b - a).map(toCount),
    };
  };
}
