import type { RequestHandler } from 'express';
import type { LocaleTag } from '../../article/article.js';
import { parseQuery } from '../../http/request/parse-query.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { renderLlmsIndex, renderLlmsList, type LlmsSection } from '../../presenters/llms-text.js';
import type { LocaleHandler } from '../layout/page-handler.js';

const TYPE = 'text/plain; charset=utf-8';

/** Bounds of a list, so that a site of 100,000 articles has one that a model can read: some 60 KB. */
const NEWEST = 50;
const MOST_PRODUCTS = 20;
const OF_EACH_PRODUCT = 10;

/** `/llms.txt`: the site for models. */
export function serveLlmsIndex(deps: DeliveryDeps): RequestHandler {
  return (req, res) => {
    parseQuery(req);
    const site = deps.site();
    const body = renderLlmsIndex(site, deps.library.count(), deps.strings.for('en'));
    sendCacheable(req, res, { type: TYPE, body, lastModified: deps.library.changedAt, language: 'en' });
  };
}

/** `/:locale/llms.txt`: the newest articles, and those of each product; written once for each revision. */
export function serveLlmsList(deps: DeliveryDeps): LocaleHandler {
  const written = new Map<LocaleTag, string>();
  let revision: string | undefined;
  return (req, res, locale) => {
    parseQuery(req);
    const { library } = deps;
    if (revision !== library.revision) written.clear();
    revision = library.revision;
    const body = written.get(locale) ?? writeList(deps, locale);
    written.set(locale, body);
    sendCacheable(req, res, { type: TYPE, body, lastModified: library.changedAt, language: locale });
  };
}

function writeList({ library, site, strings }: DeliveryDeps, locale: LocaleTag): string {
  const words = strings.for(locale);
  const list = (limit: number, product?: string) =>
    library.list({ locale, order: 'newest', limit, product }).items;
  const sections: LlmsSection[] = [
    { title: words('home.newest'), items: list(NEWEST) },
    ...library
      .products()
      .slice(0, MOST_PRODUCTS)
      .map(({ name }) => ({ title: name, items: list(OF_EACH_PRODUCT, name) })),
  ];
  return renderLlmsList(site(), locale, words, sections);
}
