import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Reading } from '../article/reading.js';
import { apiArticlePath } from '../http/response/addresses.js';
import { articleNumber, findArticle, resolveReading } from '../http/request/article-parameter.js';
import { parseQuery, queryString } from '../http/request/parse-query.js';
import { requestedLocale } from '../http/request/reader-locale.js';
import { sendCacheable } from '../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { presentPassages } from '../presenters/present-passage.js';
import { BODIES, presentReading } from '../presenters/present-reading.js';
import { walkKind } from '../presenters/article-walk.js';
import { LANG, LOCALE } from './parameters.js';

/** Parts of the text that can be included. */
const INCLUDED = [...BODIES, 'passages'] as const;
type Included = (typeof INCLUDED)[number];

const INCLUDE = z
  .string()
  .meta({
    description: `What to send of the text, with commas between: any of ${INCLUDED.join(', ')}.`,
    example: 'html,text',
    default: 'html',
  })
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(INCLUDED, { error: `takes any of ${INCLUDED.join(', ')}` })))
  .transform((kinds): ReadonlySet<Included> => new Set(kinds));

/** What `GET /articles/:number` takes. */
export const READING_QUERY = z.object({
  locale: LOCALE.optional(),
  lang: LANG.optional(),
  include: INCLUDE.default(new Set<Included>(['html'])),
});

/** `GET /articles/:number`: an article in one locale, or in all with `locale=*`. */
export function readArticle(deps: DeliveryDeps): RequestHandler {
  const { library, site, strings } = deps;
  return (req, res) => {
    const { locale: asked, include } = parseQuery(req, READING_QUERY);
    const number = articleNumber(req.params['number'], deps.library);
    if (number !== req.params['number']) {
      res.redirect(308, apiArticlePath(number) + queryString(req));
      return;
    }
    const bodies = new Set(BODIES.filter((body) => include.has(body)));
    const present = (reading: Reading, locale: string) => ({
      ...presentReading(reading, {
        include: bodies,
        strings,
        site: site(),
        locale,
        walk: walkKind(deps, reading),
      }),
      ...(include.has('passages') && { passages: presentPassages(deps, reading, include.has('markdown')) }),
    });
    if (asked === '*') {
      const items = findArticle(library, number).translations.map(({ locale }) =>
        present(resolveReading(library, number, locale), locale),
      );
      const body = { number, items, total: items.length, next: null };
      sendCacheable(req, res, {
        type: 'application/json',
        body: JSON.stringify(body),
        lastModified: library.changedAt,
      });
      return;
    }
    const locale = requestedLocale(req, res, asked, site());
    const reading = resolveReading(library, number, locale);
    sendCacheable(req, res, {
      type: 'application/json',
      body: JSON.stringify(present(reading, locale)),
      lastModified: library.changedAt,
      language: reading.served,
    });
  };
}
