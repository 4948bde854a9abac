import type { Request, Response } from 'express';
import { onSite } from '../article/site-path.js';
import { absolute, withQuery } from '../http/response/addresses.js';
import type { Site } from '../http/response/site.js';

/** Longest `Link` to send: clients refuse answers with large heads, and the cursor is in the body too. */
const LONGEST_LINK = 2048;

/**
 * Lead to the next page by a header, as the body does by its cursor.
 *
 * @param parameters - What the list was asked with; what is undefined stays out.
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
  // The path as it was sent: a ticket's id may hold an encoded slash.
  const path = onSite(req.originalUrl.split('?', 1)[0] ?? '');
  const link = `<${absolute(site, withQuery(path, { ...parameters, cursor }))}>; rel="next"`;
  if (link.length <= LONGEST_LINK) res.append('Link', link);
}
