import type { Reading } from '../article/reading.js';
import type { ReadingDeps } from '../http/response/site.js';
import { matchSiteLocale } from '../locale/tag.js';
import { walkKind } from './walk-kind.js';
import type { BodyKind, PresentOptions } from './present-reading.js';

/**
 * Gather what presenting a reading needs.
 *
 * @param locale - The locale asked for; links inside the text lead to the site's closest, else to that of the one served.
 */
export function presentOptions(
  { library, site, strings }: ReadingDeps,
  reading: Reading,
  locale: string,
  include: ReadonlySet<BodyKind>,
): PresentOptions {
  const { locales, defaultLocale, url } = site();
  return {
    include,
    words: strings.for(reading.served),
    locale: matchSiteLocale(locale, locales) ?? matchSiteLocale(reading.served, locales) ?? defaultLocale,
    siteLocales: locales,
    sourceLocale: library.sourceLocale,
    siteUrl: url,
    walk: walkKind({ library }, reading),
  };
}
