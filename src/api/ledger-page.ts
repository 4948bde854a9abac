import type { Request, Response } from 'express';
import { z } from 'zod';
import { createCursor, LONGEST_CURSOR } from '../http/response/cursor.js';
import type { Site } from '../http/response/site.js';
import type { Page, PageRequest } from '../ledger/page.js';
import { linkNext } from './link-next.js';

/** Ledger lists only grow at the head, so cursors never expire. */
const CURSOR = createCursor(z.number().int().positive().max(Number.MAX_SAFE_INTEGER), 'ledger');

/** Parameters of the ledger's lists. */
export const LEDGER_PAGE = z.object({
  limit: z.coerce
    .number({ error: 'takes a whole number from 1 to 100' })
    .int()
    .min(1)
    .max(100)
    .default(20)
    .meta({ description: 'Items a page.' }),
  cursor: z
    .string()
    .max(LONGEST_CURSOR)
    .optional()
    .meta({ description: 'The `next` of the page before; does not expire.' }),
});

/** @throws Problem `invalid-parameter` (400) for a malformed cursor. */
export function pageRequestOf({ limit, cursor }: z.infer<typeof LEDGER_PAGE>): PageRequest {
  return { limit, after: cursor === undefined ? undefined : CURSOR.decode(cursor) };
}

/** The cursor of the next page, or null. */
export function nextOf({ next }: Pick<Page<unknown>, 'next'>): string | null {
  return next === undefined ? null : CURSOR.encode(next);
}

/** Send a page of a list with its next link. */
export function sendLedgerPage<Item>(
  req: Request,
  res: Response,
  site: Site,
  page: Page<Item>,
  limit: number,
  present: (item: Item) => object,
): void {
  const next = nextOf(page);
  linkNext(req, res, site, { limit }, next ?? undefined);
  sendPrivate(res, { items: page.items.map(present), total: page.total, next });
}

/** Send ledger data; its routes forbid caching. */
export function sendPrivate(res: Response, body: object): void {
  res.type('application/json').send(JSON.stringify(body));
}
