import type { LocaleTag } from '../article/article.js';
import { apiArticlePath, apiWalkPath, walkGraphPath, walkPath } from '../http/response/addresses.js';
import type { ReadingDeps } from '../http/response/site.js';
import { matchSiteLocale } from '../locale/tag.js';
import type { WalkContext } from '../walk/present/present-node.js';
import { walkContext, type ArticleWalk } from './article-walk.js';

/** What presenting a walk to programs needs. Links lead to the site's closest locale; pages exist in no other. */
export function apiWalkContext(deps: ReadingDeps, walk: ArticleWalk, locale: LocaleTag): WalkContext {
  const { number } = walk.walk;
  const { locales, defaultLocale } = deps.site();
  const pageLocale = matchSiteLocale(locale, locales) ?? defaultLocale;
  return walkContext(deps, walk, pageLocale, {
    links: {
      self: apiWalkPath(number),
      article: apiArticlePath(number),
      page: walkPath(pageLocale, number),
      graph: walkGraphPath(pageLocale, number),
    },
    article: apiArticlePath,
  });
}
