import type { Request, Response } from 'express';
import { z } from 'zod';
import { onSite } from '../article/site-path.js';
import { absolute, withQuery } from '../http/response/addresses.js';
import { createCursor, LONGEST_CURSOR } from '../http/response/cursor.js';
import type { Site } from '../http/response/site.js';
import { KEYED, type Policy } from '../http/routes.js';
import type { Page, PageRequest } from '../ledger/page.js';
import { SYSTEM, TICKET } from '../presenters/ticket-links.js';

/** Writes open to anyone. */
export const OPEN_WRITE: Policy = { ...KEYED, rate: 'costly' };

/** What each part of a path takes. */
export const PATH_PARAMETERS = z.object({
  number: z.string().meta({ description: 'Article number; upper case is canonical.', example: 'KA-05406' }),
  system: SYSTEM,
  ticket: TICKET,
  report: z.string().meta({ description: 'Report id.', example: '7' }),
  webhook: z.string().meta({ description: 'Subscription id.', example: 'wh_5f0c3a9b21d4' }),
});

/** The requested locale, validated where it is resolved; and the reader's language when none is given, as on pages. */
export const LOCALE_QUERY = z.object({
  locale: z.string().max(64).optional().meta({
    description:
      'A BCP 47 tag; need not be a locale of the site. Default: from `lang`, the cookie `locale`, then `Accept-Language`.',
    example: 'de',
  }),
  lang: z.string().max(64).optional().meta({ description: 'The locale if `locale` is omitted.' }),
});

/** A product's name as articles write it. */
export const PRODUCT = z
  .string()
  .max(200)
  .optional()
  .meta({ description: 'Only articles about this product, by its exact name.', example: 'Campaign' });

/** Cursor of the previous page. */
export const CURSOR = z
  .string()
  .max(LONGEST_CURSOR)
  .optional()
  .meta({ description: '`next` of the previous page.' });

/** A date or an instant, as an instant in UTC. */
export const INSTANT = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: 'takes a date or time such as 2022-08-19T06:54:15Z',
  })
  .transform((text) => new Date(text).toISOString())
  .optional();

/** How many items are wanted. */
export function limit(most: number, usual: number, description: string): z.ZodDefault<z.ZodCoercedNumber> {
  return z.coerce
    .number({ error: `takes a whole number from 1 to ${most}` })
    .int()
    .min(1)
    .max(most)
    .default(usual)
    .meta({ description });
}

/** Ledger lists only grow at the head, so cursors never expire. */
const PLACE = createCursor(z.number().int().positive().max(Number.MAX_SAFE_INTEGER), 'ledger');

/** Parameters of the ledger's lists. */
export const LEDGER_PAGE = z.object({
  limit: limit(100, 20, 'Items a page.'),
  cursor: CURSOR.meta({ description: '`next` of the previous page; does not expire.' }),
});

/** @throws Problem `invalid-parameter` (400) for a malformed cursor. */
export function pageRequestOf({ limit, cursor }: z.infer<typeof LEDGER_PAGE>): PageRequest {
  return { limit, after: cursor === undefined ? undefined : PLACE.decode(cursor) };
}

/** The cursor of the next page, or null. */
export function nextOf({ next }: Pick<Page<unknown>, 'next'>): string | null {
  return next === undefined ? null : PLACE.encode(next);
}

interface PagedCall {
  readonly req: Request;
  readonly res: Response;
  readonly site: Site;
}

/** A page of a ledger's list, with its next link. */
export function ledgerPage<Item, Wire>(
  call: PagedCall & { readonly query: z.infer<typeof LEDGER_PAGE> },
  page: Page<Item>,
  present: (item: Item) => Wire,
): {
  readonly body: { readonly items: readonly Wire[]; readonly total: number; readonly next: string | null };
} {
  const next = nextOf(page);
  linkNext(call, { limit: call.query.limit }, next);
  return { body: { items: page.items.map(present), total: page.total, next } };
}

/** Longest `Link` header sent: clients reject large heads, and the cursor is in the body too. */
const LONGEST_LINK = 2048;

/**
 * Add a `Link` header to the next page.
 *
 * @param parameters - Parameters of the list; undefined ones are omitted.
 * @param cursor - Null on the last page.
 */
export function linkNext(
  { req, res, site }: PagedCall,
  parameters: Readonly<Record<string, string | number | undefined>>,
  cursor: string | null,
): void {
  if (cursor === null) return;
  // The path as sent, since a ticket id may contain an encoded slash.
  const path = onSite(req.originalUrl.split('?', 1)[0] ?? '');
  const link = `<${absolute(site, withQuery(path, { ...parameters, cursor }))}>; rel="next"`;
  if (link.length <= LONGEST_LINK) res.append('Link', link);
}
