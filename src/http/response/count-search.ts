import type { Request } from 'express';
import { matchSiteLocale } from '../../locale/tag.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Reader } from '../../ledger/reader-mark.js';
import type { SearchFound } from './run-search.js';
import type { Site } from './site.js';

/** What counting needs. */
export interface CountDeps {
  readonly ledger: Pick<Ledger, 'searches'>;
  readonly site: () => Site;
}

/** BCP 47's word for what is not said: locales the site does not have are counted together, for anybody can make them up. */
const OTHER_LOCALES = 'und';

/**
 * Count a search that was answered; a further page of it is the same search.
 *
 * A query counts as one with no results only where the whole site was searched.
 *
 * @param reader - Undefined where many share one address.
 * @see docs/decisions/0080-searches-without-result.md
 */
export function countSearch(
  { ledger, site }: CountDeps,
  { request, result, direct }: SearchFound,
  reader: Reader | undefined,
): void {
  const { text, locale, product, foundIn, isBug, isCurrent, publishedSince, cursor } = request;
  const isFiltered = [product, foundIn, isBug, isCurrent, publishedSince].some(
    (filter) => filter !== undefined,
  );
  if (cursor !== undefined || text.trim() === '') return;
  ledger.searches.count({
    locale: matchSiteLocale(locale, site().locales) ?? OTHER_LOCALES,
    isFound: result.total > 0 || direct !== undefined,
    text: isFiltered ? undefined : text,
    reader,
  });
}

/** Whether somebody asks anew: no look at the head alone, nothing fetched ahead, no look whether what one has is still true. */
export function asksAnew(req: Request): boolean {
  const purpose = `${req.get('sec-purpose') ?? ''} ${req.get('purpose') ?? ''}`;
  return req.method !== 'HEAD' && !purpose.includes('prefetch') && req.get('if-none-match') === undefined;
}
