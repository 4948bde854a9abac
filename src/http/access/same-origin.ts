import type { Request } from 'express';
import { Problem } from '../../problem.js';
import type { Site } from '../response/site.js';

/**
 * Whether a form was sent from one of the site's own pages, as far as a browser tells.
 *
 * Browsers always tell one way or the other when a form is sent; what tells nothing is no browser, and nobody's browser is misused by it.
 *
 * @see docs/decisions/0043-forms-from-elsewhere.md
 */
export function isOwnForm(req: Request, site: Site): boolean {
  const from = req.get('sec-fetch-site');
  if (from !== undefined) return from === 'same-origin';
  const origin = req.get('origin');
  if (origin === undefined) return true;
  return origin === new URL(site.url).origin || origin === `${req.protocol}://${req.get('host') ?? ''}`;
}

/** @throws Problem `foreign-form` (403) when another site sent it. */
export function checkOwnForm(req: Request, site: Site): void {
  if (!isOwnForm(req, site)) throw new Problem('foreign-form');
}
