import type { Request, Response } from 'express';
import { onSite } from '../article/site-path.js';
import { absolute, withQuery } from '../http/response/addresses.js';
import type { Site } from '../http/response/site.js';

/** Longest `Link` header sent: clients reject large heads, and the cursor is in the body too. */
const LONGEST_LINK = 2048;

/**
 * Add a `Link` header to the next page.
 *
 * @param parameters - Parameters of the list; undefined ones are omitted.
 * @param cursor - Undefined on the last page.
 */
export function linkNext(
  req: Request,
  res: Response,
  site: Site,
  parameters: Readonly<Record<string, string | number | undefined>>,
  cursor: string | undefined,
): void {
  if (cursor === undefined) return;
  // The path as sent, since a ticket id may contain an encoded slash.
  const path = onSite(req.originalUrl.split('?', 1)[0] ?? '');
  const link = `<${absolute(site, withQuery(path, { ...parameters, cursor }))}>; rel="next"`;
  if (link.length <= LONGEST_LINK) res.append('Link', link);
}
