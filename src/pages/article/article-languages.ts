import type { Article, LocaleTag } from '../../article/article.js';
import { compareWithSource, type Reading } from '../../article/reading.js';
import { articlePath } from '../../http/response/addresses.js';
import type { Site } from '../../http/response/site.js';
import { isSameReadership, linkLocale, matchSiteLocale } from '../../locale/tag.js';
import type { LanguageLink } from '../layout/languages.js';

/**
 * The site's locales whose pages show one of these translations as it is, not as a fallback.
 *
 * @param translated - Locales of the translations, as their folders are named; `de-DE` is shown by a site's `de`.
 */
export function pageLocales(translated: readonly LocaleTag[], { locales }: Site): readonly LocaleTag[] {
  const pages = translated.flatMap((locale) => {
    if (locales.includes(locale)) return [locale];
    const page = matchSiteLocale(locale, locales);
    return page !== undefined && isSameReadership(page, locale) ? [page] : [];
  });
  return [...new Set(pages)];
}

/**
 * The article's page in every locale it exists in and the site serves, and whether what it shows is behind the source.
 *
 * @param sourceLocale - Undefined without an original; then nothing is called outdated.
 */
export function articleLanguages(
  { number, translations }: Article,
  site: Site,
  sourceLocale?: LocaleTag,
): readonly LanguageLink[] {
  const translated = translations.map(({ locale }) => locale);
  const source = translations.find(({ locale }) => locale === sourceLocale);
  const outdated = translations.filter(
    (translation) => compareWithSource(translation, source).state === 'outdated',
  );
  const outdatedPages = pageLocales(
    outdated.map(({ locale }) => locale),
    site,
  );
  return pageLocales(translated, site).map((locale) => ({
    locale,
    href: articlePath(locale, number),
    isOutdated: outdatedPages.includes(locale),
  }));
}

/** Path of the original's page; undefined without an original, and where the site has no pages in its language. */
export function sourcePath({ article, provenance }: Reading, site: Site): string | undefined {
  const { sourceLocale } = provenance;
  const [locale] = sourceLocale === undefined ? [] : pageLocales([sourceLocale], site);
  return locale === undefined ? undefined : articlePath(locale, article.number);
}

/** Path of the page that serves this translation in its own locale; other locales' fallbacks point to it. */
export function canonicalArticlePath(
  { article, served }: Pick<Reading, 'article' | 'served'>,
  site: Site,
): string {
  return articlePath(linkLocale(served, served, site), article.number);
}
