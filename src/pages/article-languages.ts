import type { Article } from '../article/article.js';
import type { Reading } from '../article/reading.js';
import { matchSiteLocale } from '../locale/tag.js';
import { articlePath } from '../http/addresses.js';
import type { LanguageLink } from './language-link.js';
import type { Site } from '../http/site.js';

/** The article's page in every locale it exists in and the site serves. */
export function articleLanguages(article: Article, site: Site): readonly LanguageLink[] {
  return article.translations
    .filter((translation) => site.locales.includes(translation.locale))
    .map(({ locale }) => ({ locale, href: articlePath(locale, article.number) }));
}

/** Path of the page that serves this translation in its own locale; other locales' fallbacks point to it. */
export function canonicalArticlePath(reading: Reading, site: Site): string {
  const locale = matchSiteLocale(reading.served, site.locales) ?? site.defaultLocale;
  return articlePath(locale, reading.article.number);
}
