import type { Article, LocaleTag, Translation } from '../../article/article.js';
import { compareWithSource, type Reading } from '../../article/reading.js';
import { onSite } from '../../article/site-path.js';
import { absolute, articlePath, cardPath, permalinkPath } from '../../http/response/addresses.js';
import type { Site } from '../../http/response/site.js';
import { nativeLanguageName } from '../../locale/format.js';
import { type Card, CARD_SIZE, cardKey, type CardWidth } from '../../social-card/card.js';
import type { JsonValue } from '../layout/document-head.js';
import { isSameReadership, linkLocale, matchSiteLocale } from '../../locale/tag.js';
import type { LanguageLink } from '../layout/languages.js';

const LONGEST = 160;

/** Sections that say best what an article is about, in this order. */
const SUMMARIZING = ['summary', 'issue', 'description', 'resolution'] as const;

/** A line about an article for search engines and previews: its own description, else the beginning of its text. */
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

/** Cut a text to what previews show. */
export function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '');
  // A word is kept whole where words are spaced; Chinese and Japanese are cut where they are.
  const space = cut.lastIndexOf(' ');
  return `${space > LONGEST * 0.6 ? cut.slice(0, space) : cut}…`;
}

/** What the picture of a reading says. */
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

/** Address of a reading's picture as it is now: another picture has another address, so that no chat shows an old one. */
export function articleCardPath(
  reading: Reading,
  site: Site,
  locale: LocaleTag,
  width: CardWidth = CARD_SIZE.width,
): string {
  return cardPath(locale, reading.article.number, { v: cardKey(articleCard(reading, site, width)), width });
}

/**
 * An article's facts in the words of schema.org: a `TechArticle`, and a `HowTo` with one `HowToStep` for each step.
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
