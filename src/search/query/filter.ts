import { analyzerOf } from '../analysis/analyzer.js';
import type { IndexState, LocaleIndex } from '../index/index-state.js';
import { findPosting, findTerm } from '../index/segment.js';
import type { ParsedQuery } from './parse-query.js';
import type { IsWanted } from './plan-query.js';
import type { SearchQuery } from './search-query.js';

/** A filter over one locale's documents; undefined when all pass. */
export function createFilter(
  state: IndexState,
  query: SearchQuery,
  { product = query.product, excluded }: Pick<ParsedQuery, 'product' | 'excluded'>,
): (index: LocaleIndex) => IsWanted | undefined {
  return (index) => {
    const filters: IsWanted[] = [];
    if (product !== undefined) {
      const { products, productIds, productStarts } = index;
      const id = products.indexOf(product);
      filters.push((document) =>
        productIds.subarray(productStarts[document], productStarts[document + 1]).includes(id),
      );
    }
    if (query.isBug === true) filters.push((document) => index.bugs[document] === 1);
    const since = query.publishedSince;
    if (since !== undefined) filters.push((document) => (index.days[document] ?? 0) >= since);
    if (query.isCurrent === true) filters.push((document) => !isBehind(state, index, document));
    for (const word of excluded) {
      const ids = analyzerOf(index.locale)
        .tokens(word)
        .map(({ term }) => findTerm(index, term));
      filters.push((document) => !ids.some((id) => id >= 0 && findPosting(index, id, document) >= 0));
    }
    return filters.length === 0 ? undefined : (document) => filters.every((isWanted) => isWanted(document));
  };
}

/** Whether the source has a newer version of a document. */
export function isBehind(
  { sourceLocale, locales }: IndexState,
  index: LocaleIndex,
  document: number,
): boolean {
  const source = locales.get(sourceLocale ?? '');
  const number = index.numbers[document] ?? '';
  const version = index.versions[document] ?? 0;
  const newest = source?.versions[source.byNumber.get(number) ?? -1] ?? 0;
  return version > 0 && version < newest;
}
