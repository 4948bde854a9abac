import type { LocaleTag } from '../article/article.js';
import { apiArticlePath, apiWalkPath, walkGraphPath, walkPath } from '../http/response/addresses.js';
import type { ReadingDeps } from '../http/response/site.js';
import { linkLocale } from '../locale/tag.js';
import type { WalkContext } from '../walk/present/present-node.js';
import { walkContext, type ArticleWalk } from './article-walk.js';

/** What presenting a walk to programs needs. */
export function apiWalkContext(deps: ReadingDeps, walk: ArticleWalk, locale: LocaleTag): WalkContext {
  const { number } = walk.walk;
  const pageLocale = linkLocale(locale, walk.reading.served, deps.site());
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
