import type { RequestHandler } from 'express';
import { parseArticleNumber } from '../article/article-number.js';
import { articlePath, homePath } from '../http/response/addresses.js';
import { findArticle } from '../http/request/article-parameter.js';
import { queryString } from '../http/request/parse-query.js';
import { readerLocale, siteLocale, varyByLocale } from '../http/request/reader-locale.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { canonicalTag, matchSiteLocale } from '../locale/tag.js';
import { Problem } from '../problem.js';

/**
 * `/:number`, the address tickets hold: to the article in the reader's language.
 *
 * Answered 302, never 301: who follows it next may read another language. The query goes along, but for `lang`, which has done its
 * work by then; the fragment is the browser's to keep. `/:locale` without a slash leads to that locale's home.
 */
export function servePermalink({ library, site }: DeliveryDeps): RequestHandler {
  return (req, res) => {
    const segment = String(req.params['number']);
    const number = parseArticleNumber(segment);
    if (number === undefined) {
      const tag = canonicalTag(segment);
      if (tag === undefined || matchSiteLocale(tag, site().locales) === undefined)
        throw new Problem('not-found');
      res.redirect(308, homePath(siteLocale(segment, site())) + queryString(req));
      return;
    }
    findArticle(library, number);
    const choice = readerLocale(req, site());
    varyByLocale(res, choice);
    const query = new URLSearchParams(queryString(req));
    query.delete('lang');
    res.redirect(302, articlePath(choice.locale, number) + (query.size > 0 ? `?${query}` : ''));
  };
}
