import { type ArticleNumber, parseArticleNumber } from '../../article/article-number.js';
import type { Article, ArticleLink, LocaleTag, Translation } from '../../article/article.js';
import { LOCALE_MARK } from '../../article/html.js';
import type { Reading } from '../../article/reading.js';
import type { Library } from '../../library/library.js';
import { Problem } from '../../problem.js';

/**
 * Read an article number from an address.
 *
 * @throws Problem `article-not-found` (404), with near numbers, when it is not one.
 */
export function articleNumber(text: string | string[] | undefined, library: Library): ArticleNumber {
  const given = typeof text === 'string' ? text : '';
  const number = parseArticleNumber(given);
  if (number === undefined)
    throw new Problem('article-not-found', {
      values: { number: given.slice(0, 40) },
      extensions: { near: library.near(given) },
    });
  return number;
}

/**
 * Resolve a reading; its links to articles we lack lead to the original site.
 *
 * @throws Problem `article-not-found` (404) with near numbers.
 */
export function resolveReading(library: Library, number: ArticleNumber, locale: LocaleTag): Reading {
  const reading = library.resolve(number, locale) ?? notFound(library, number);
  return { ...reading, translation: leadMissingLinksBack(reading.translation, library) };
}

/**
 * Find an article without its text.
 *
 * @throws Problem `article-not-found` (404) with near numbers.
 */
export function findArticle(library: Library, number: ArticleNumber): Article {
  return library.article(number) ?? notFound(library, number);
}

function notFound(library: Library, number: ArticleNumber): never {
  throw new Problem('article-not-found', { values: { number }, extensions: { near: library.near(number) } });
}

/**
 * Point links to articles we lack back to the author's URL. A bare path cannot be resolved from here: it stays a link to the
 * article's page, which says what is missing and what is near.
 *
 * Done per request, not at compile time: an article may come or go while others stay unchanged.
 */
export function leadMissingLinksBack(
  translation: Translation,
  library: Pick<Library, 'existing'>,
): Translation {
  const { articleLinks } = translation;
  if (articleLinks.length === 0) return translation;
  const existing = library.existing(articleLinks.map((link) => link.number));
  const missing = articleLinks.filter(({ number, href }) => !existing.has(number) && /^https?:/i.test(href));
  if (missing.length === 0) return translation;
  const restore = (html: string): string => missing.reduce(leadBack, html);
  return {
    ...translation,
    steps: translation.steps.map((step) => ({ ...step, html: restore(step.html) })),
    sections: translation.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.kind === 'html' ? { ...block, html: restore(block.html) } : block,
      ),
    })),
  };
}

function leadBack(html: string, { number, href }: ArticleLink): string {
  const address = href.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const marked = new RegExp(`="/${encodeURIComponent(LOCALE_MARK)}/articles/${number}(?:#[^"]*)?"`, 'g');
  return html.replaceAll(marked, () => `="${address}"`);
}
