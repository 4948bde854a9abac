import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { ArticleNumber } from '../article/article-number.js';
import type { Translation } from '../article/article.js';
import { articleNumber, resolveReading } from '../http/request/article-parameter.js';
import { parseQuery } from '../http/request/parse-query.js';
import { requestedLocale } from '../http/request/reader-locale.js';
import { sendCacheable } from '../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { presentSuggestions } from '../presenters/present-search.js';
import { LANG, LOCALE } from './parameters.js';

/** What `GET /articles/:number/related` takes. */
export const RELATED_QUERY = z.object({
  locale: LOCALE.optional(),
  lang: LANG.optional(),
  limit: z.coerce
    .number({ error: 'takes a whole number from 1 to 20' })
    .int()
    .min(1)
    .max(20)
    .default(5)
    .meta({ description: 'Articles at most.' }),
});

/** Words that stay the same in every language: codes, identifiers, names with capitals inside. */
const IDENTIFIER = /[\p{L}\p{N}_]*(?:[_:]|\p{Ll}\p{Lu}|\d)[\p{L}\p{N}_:.-]+/gu;
/** Most identifiers used; the first ones are the most relevant. */
const MOST_IDENTIFIERS = 12;

/** `GET /articles/:number/related`: the articles its text links to, then those that share its terms and identifiers. */
export function relatedArticles(deps: DeliveryDeps): RequestHandler {
  const { library, search, site } = deps;
  return async (req, res) => {
    const { locale: asked, limit } = parseQuery(req, RELATED_QUERY);
    const number = articleNumber(req.params['number'], library);
    const locale = requestedLocale(req, res, asked, site());
    const { translation } = resolveReading(library, number, locale);
    const found = await search.search({ text: termsOf(translation), locale, limit: limit + 1 });
    const linked = translation.articleLinks.map((link) => link.number);
    const numbers = new Set<ArticleNumber>([...linked, ...found.items.map((hit) => hit.number)]);
    numbers.delete(number);
    const items = [...numbers].slice(0, limit).flatMap((related) => {
      const reading = library.resolve(related, locale);
      if (reading === undefined || reading.article.facts.isHidden) return [];
      return [{ number: related, title: reading.translation.title, locale: reading.served }];
    });
    const body = JSON.stringify(presentSuggestions(items, { locale, site: site() }));
    sendCacheable(req, res, { type: 'application/json', body, lastModified: library.changedAt });
  };
}

function termsOf({ title, sections }: Translation): string {
  const text = sections.map((section) => section.text).join('\n');
  const identifiers = new Set(text.match(IDENTIFIER) ?? []);
  return [title, ...[...identifiers].slice(0, MOST_IDENTIFIERS)].join(' ');
}
