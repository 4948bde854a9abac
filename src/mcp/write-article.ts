import type { LocaleTag } from '../article/article.js';
import type { Reading } from '../article/reading.js';
import { matchSiteLocale } from '../locale/tag.js';
import { renderArticleMarkdown } from '../presenters/article-markdown.js';
import type { McpDeps } from './mcp-deps.js';

/** Write an article as the `.md` of its page; links inside lead to pages of the locale asked for. */
export function writeArticle({ site, strings }: McpDeps, reading: Reading, locale: LocaleTag): string {
  const { locales, defaultLocale } = site();
  const linkLocale = matchSiteLocale(locale, locales) ?? defaultLocale;
  return renderArticleMarkdown(reading, site(), strings.for(reading.served), linkLocale);
}
