import { isSameReadership, matchSiteLocale } from './tag.js';

/** The translation's locale that is served, and whether the reader must be told. */
export interface ServedLocale {
  readonly served: string;
  /** True when the reader asked for another language, script or region than `served`: show the notice. */
  readonly isFallback: boolean;
}

/**
 * Order an article's locales by how well they serve a reader: the requested one, the same language (same script
 * first), the configured chain, then any, sorted by tag.
 *
 * @param available - Canonical tags of the article's translations.
 * @param chain - Canonical tags in order of preference, usually `['en']`; a member is matched by best fit too.
 * @returns Every member of `available` once.
 * @see docs/decisions/0004-locale-fallback.md
 */
export function fallbackOrder(
  requested: string,
  available: readonly string[],
  chain: readonly string[],
): readonly string[] {
  let rest: readonly string[] = available.toSorted();
  const order: string[] = [];
  for (const preferred of [requested, ...chain]) {
    let match = matchSiteLocale(preferred, rest);
    while (match !== undefined) {
      order.push(match);
      rest = rest.filter((tag) => tag !== match);
      match = matchSiteLocale(preferred, rest);
    }
  }
  return [...order, ...rest];
}

/**
 * Choose the locale an article is served in.
 *
 * @param requested - A well-formed tag; need not exist anywhere.
 * @returns Undefined only when `available` is empty.
 */
export function chooseLocale(
  requested: string,
  available: readonly string[],
  chain: readonly string[],
): ServedLocale | undefined {
  // The common case, for every item of a list.
  if (available.includes(requested)) return { served: requested, isFallback: false };
  const served = fallbackOrder(requested, available, chain)[0];
  return served === undefined ? undefined : { served, isFallback: !isSameReadership(requested, served) };
}
