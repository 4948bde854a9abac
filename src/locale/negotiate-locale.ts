import Negotiator from 'negotiator';
import { matchSiteLocale } from './tag.js';

/** The language preferences of a request; absent ones are undefined. */
export interface LocalePreferences {
  readonly lang?: string | undefined;
  /** The `locale` cookie, set by the language switch. */
  readonly cookie?: string | undefined;
  /** The `Accept-Language` header as sent. */
  readonly acceptLanguage?: string | undefined;
}

/** The chosen locale and its source; a response must vary by everything that was consulted. */
export interface LocaleChoice {
  readonly locale: string;
  readonly chosenBy: 'lang' | 'cookie' | 'accept-language' | 'default';
}

/** Real headers are far shorter; the rest of a hostile one is ignored. */
const LONGEST_HEADER = 512;
const MOST_RANGES = 20;

/**
 * Choose the site's locale for a request whose address names none: `?lang=`, then the cookie, then `Accept-Language`
 * by best fit, then the default.
 *
 * @param siteLocales - Canonical tags; pass the same array each time.
 * @param defaultLocale - A member of `siteLocales`.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4
 */
export function negotiateLocale(
  preferences: LocalePreferences,
  siteLocales: readonly string[],
  defaultLocale: string,
): LocaleChoice {
  const byLang = preferences.lang && matchSiteLocale(preferences.lang, siteLocales);
  if (byLang) return { locale: byLang, chosenBy: 'lang' };
  const byCookie = preferences.cookie && matchSiteLocale(preferences.cookie, siteLocales);
  if (byCookie) return { locale: byCookie, chosenBy: 'cookie' };
  for (const range of parseAcceptLanguage(preferences.acceptLanguage ?? '')) {
    if (range === '*') break;
    const locale = matchSiteLocale(range, siteLocales);
    if (locale !== undefined) return { locale, chosenBy: 'accept-language' };
  }
  return { locale: defaultLocale, chosenBy: 'default' };
}

/**
 * Read the language ranges of an `Accept-Language` header, preferred first.
 *
 * @returns Ranges as sent, those with weight 0 left out; at most 20, from the first 512 characters.
 */
export function parseAcceptLanguage(header: string): readonly string[] {
  // A range cut in two would read as a different, shorter one.
  const whole =
    header.length > LONGEST_HEADER ? header.slice(0, LONGEST_HEADER).replace(/[^,]*$/, '') : header;
  // Negotiator takes the weight in `en; q=0.8` for none.
  const headers = { 'accept-language': whole.replace(/\s+/g, '') };
  return new Negotiator({ headers }).languages().slice(0, MOST_RANGES);
}
