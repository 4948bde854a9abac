import type { LocaleTag } from '../article/article.js';
import {
  absolute,
  absoluteHtml,
  apiArticlePath,
  apiWalkPath,
  walkGraphPath,
  walkPath,
} from '../http/response/addresses.js';
import type { ReadingDeps } from '../http/response/site.js';
import { linkLocale } from '../locale/tag.js';
import type { WalkContext } from '../walk/present/present-node.js';
import { walkContext, type ArticleWalk } from './article-walk.js';

/** Dependencies for presenting a walk in the API. */
export function apiWalkContext(deps: ReadingDeps, walk: ArticleWalk, locale: LocaleTag): WalkContext {
  const { number } = walk.walk;
  const site = deps.site();
  const pageLocale = linkLocale(locale, walk.reading.served, site);
  const context = walkContext(deps, walk, pageLocale, {
    links: {
      self: absolute(site, apiWalkPath(number)),
      article: absolute(site, apiArticlePath(number)),
      page: absolute(site, walkPath(pageLocale, number)),
      graph: absolute(site, walkGraphPath(pageLocale, number)),
    },
    article: (other) => absolute(site, apiArticlePath(other)),
  });
  return {
    ...context,
    steps: context.steps.map((step) => ({ ...step, html: absoluteHtml(step.html, site) })),
  };
}
