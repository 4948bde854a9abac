import type { ResourceLink } from '@modelcontextprotocol/server';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';

/** Addresses of articles as resources. */
export const ARTICLE_URI = 'parlance://articles/{locale}/{number}';

/** Media type of articles as resources. */
export const ARTICLE_TYPE = 'text/markdown';

/** The address of an article in a locale, as a resource. */
export function articleUri(locale: LocaleTag, number: ArticleNumber): string {
  return `parlance://articles/${locale}/${number}`;
}

/** Link to an article as a resource. */
export function articleLink(locale: LocaleTag, number: ArticleNumber, title: string): ResourceLink {
  return {
    type: 'resource_link',
    uri: articleUri(locale, number),
    name: number,
    title,
    mimeType: ARTICLE_TYPE,
  };
}
