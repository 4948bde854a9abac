import type { ListedArticle } from '../article/listing.js';
import { absolute, apiArticlePath, articlePath, permalinkPath } from '../http/response/addresses.js';
import type { Site } from '../http/response/site.js';
import { presentProvenance } from './provenance.js';
import type { LISTED, Wire } from './schemas.js';

/** Present an article as a list item. */
export function presentListed(item: ListedArticle, locale: string, site: Site): Wire<typeof LISTED> {
  const { number, facts, served, isFallback, locales, provenance } = item;
  return {
    number,
    requested: locale,
    served: served.locale,
    isFallback,
    title: served.title,
    description: served.description ?? null,
    products: facts.products,
    isBug: facts.isBug,
    version: served.version ?? null,
    createdAt: served.createdAt ?? null,
    publishedAt: served.publishedAt ?? null,
    updatedAt: item.updatedAt ?? null,
    stepCount: served.stepCount,
    provenance: presentProvenance(provenance),
    locales,
    links: {
      self: absolute(site, apiArticlePath(number)),
      html: absolute(site, articlePath(locale, number)),
      permalink: absolute(site, permalinkPath(number)),
    },
  };
}
