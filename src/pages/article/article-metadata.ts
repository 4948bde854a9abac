import type { Article, LocaleTag, Translation } from '../../article/article.js';
import { compareWithSource, type Reading } from '../../article/reading.js';
import { onSite } from '../../article/site-path.js';
import { absolute, articlePath, permalinkPath, withQuery } from '../../http/response/addresses.js';
import type { Site } from '../../http/response/site.js';
import { nativeLanguageName } from '../../locale/format.js';
import { type Card, CARD_SIZE, cardKey, type CardWidth } from '../../social-card/card.js';
import type { JsonValue } from '../layout/document-head.js';
import { isSameReadership, linkLocale, matchSiteLocale } from '../../locale/tag.js';
import type { LanguageLink } from '../layout/languages.js';

const LONGEST = 160;

/** Sections used for the description, in order of preference. */
const SUMMARIZING = ['summary', 'issue', 'description', 'resolution'] as const;

/** The meta description of an article: its own, else the beginning of its text. */
export function articleDescription(translation: Translation): string | undefined {
  if (translation.description !== undefined) return translation.description;
  for (const name of SUMMARIZING) {
    const text = translation.sections
      .find((section) => section.name === name)
      ?.text.replace(/\s+/g, ' ')
      .trim();
    if (text) return shorten(text);
  }
  return undefined;
}

/** Truncate a text for previews. */
export function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '');
  // Truncated at a word boundary, except in Chinese and Japanese.
  const space = cut.lastIndexOf(' ');
  return `${space > LONGEST * 0.6 ? cut.slice(0, space) : cut}…`;
}

/** Card content of a reading. */
export function articleCard({ article, translation, served }: Reading, site: Site, width: CardWidth): Card {
  return {
    title: translation.title,
    number: article.number,
    product: article.facts.products.join(', '),
    locale: served,
    language: nativeLanguageName(served),
    siteName: site.name,
    width,
  };
}

/** URL of a reading's card; versioned, so that chats do not show an old one. */
export function articleCardPath(
  reading: Reading,
  site: Site,
  locale: LocaleTag,
  width: CardWidth = CARD_SIZE.width,
): string {
  const v = cardKey(articleCard(reading, site, width));
  const path = `${articlePath(locale, reading.article.number)}/card.png`;
  return withQuery(path, { width: width === CARD_SIZE.width ? undefined : width, v });
}

/**
 * JSON-LD of an article: a `TechArticle`, and a `HowTo` with one `HowToStep` per step.
 *
 * @see https://schema.org/TechArticle
 */
export function articleJsonLd({ article, translation, served }: Reading, site: Site): JsonValue {
  const url = absolute(site, canonicalArticlePath({ article, served }, site));
  const techArticle: JsonValue = {
    '@type': 'TechArticle',
    '@id': url,
    url,
    headline: translation.title,
    description: articleDescription(translation),
    inLanguage: served,
    identifier: article.number,
    sameAs: absolute(site, permalinkPath(article.number)),
    version: translation.version,
    dateCreated: translation.createdAt,
    datePublished: translation.publishedAt,
    keywords: translation.keywords.length === 0 ? undefined : translation.keywords.join(', '),
    about: article.facts.products.map((name) => ({ '@type': 'Thing', name })),
    isPartOf: { '@type': 'WebSite', name: site.name, url: absolute(site, onSite('/')) },
  };
  if (translation.steps.length === 0) return { '@context': 'https://schema.org', ...techArticle };
  const howTo: JsonValue = {
    '@type': 'HowTo',
    '@id': `${url}#howto`,
    name: translation.title,
    inLanguage: served,
    step: translation.steps.map((step) => ({
      '@type': 'HowToStep',
      position: step.number,
      url: `${url}#${step.anchor}`,
      text: step.text,
    })),
  };
  return { '@context': 'https://schema.org', '@graph': [techArticle, howTo] };
}

/**
 * The site's locales that serve one of these translations without fallback.
 *
 * @param translated - Locales of the translations, as their folders are named; a site's `de` serves `de-DE`.
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
 * The article's pages in all locales, and whether each is outdated.
 *
 * @param sourceLocale - Undefined without a source; then nothing is outdated.
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

/** Path of the source's page; undefined without a source or a matching site locale. */
export function sourcePath({ article, provenance }: Reading, site: Site): string | undefined {
  const { sourceLocale } = provenance;
  const [locale] = sourceLocale === undefined ? [] : pageLocales([sourceLocale], site);
  return locale === undefined ? undefined : articlePath(locale, article.number);
}

/** Canonical path of a translation; fallback pages point to it. */
export function canonicalArticlePath(
  { article, served }: Pick<Reading, 'article' | 'served'>,
  site: Site,
): string {
  return articlePath(linkLocale(served, served, site), article.number);
}
