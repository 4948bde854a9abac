import type { LocaleTag } from '../../article/article.js';

/** The same page in another locale; feeds the language switch and the `hreflang` links. */
export interface LanguageLink {
  readonly locale: LocaleTag;
  readonly href: string;
  readonly isOutdated?: boolean | undefined;
}

/**
 * The same page in each of the site's locales.
 *
 * @param path - Writes the page's path in a locale.
 */
export function languageLinks(
  locales: readonly LocaleTag[],
  path: (locale: LocaleTag) => string,
): readonly LanguageLink[] {
  return locales.map((locale) => ({ locale, href: path(locale) }));
}
