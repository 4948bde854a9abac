import { parseArticleNumber, type ArticleNumber } from '../../article/article-number.js';
import type { Article, LocaleTag } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import type { Library } from '../../library/library.js';
import { Problem } from '../../problem.js';
import { leadMissingLinksBack } from '../response/linked-articles.js';

/**
 * Read an article number from an address.
 *
 * @throws Problem `article-not-found` (404), with near numbers, when it is none.
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
 * Find a reading; links in it lead to articles that are here, or out.
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
