import type { RequestHandler } from 'express';
import { z } from 'zod';
import { articleNumber, findArticle } from '../http/request/article-parameter.js';
import { parseQuery } from '../http/request/parse-query.js';
import { requireKey } from '../http/access/require-key.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { presentUsage } from '../presenters/present-ledger.js';
import { sendPrivate } from './ledger-page.js';

/** What `GET /articles/:number/usage` takes. */
export const USAGE_QUERY = z.object({
  since: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], {
      error: 'takes a date or an instant, as 2022-08-19T06:54:15Z',
    })
    .transform((text) => new Date(text).toISOString())
    .optional()
    .meta({ description: 'Only what happened then or later.', example: '2026-01-01' }),
});

/** `GET /articles/:number/usage`: an article's links, feedback and walk outcomes. */
export function readUsage(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'usage:read');
    const { since } = parseQuery(req, USAGE_QUERY);
    const number = articleNumber(req.params['number'], deps.library);
    const usage = await deps.ledger.usage(number, since);
    if (usage.length === 0) findArticle(deps.library, number);
    sendPrivate(res, presentUsage(number, since, usage));
  };
}
