import type { Request, Response } from 'express';
import type { LocaleTag } from '../../article/article.js';
import { canonicalTag } from '../../locale/tag.js';
import { Problem } from '../../problem.js';
import { requestedLocale } from './requested-locale.js';
import type { Site } from '../response/site.js';

/**
 * The locale that a body asks for; a fault found after this is answered in it too, which no address tells.
 *
 * @param asked - Any well-formed BCP 47 tag; undefined: as for a request without a body.
 * @throws Problem `bad-request` (400) for what is no tag.
 */
export function bodyLocale(req: Request, res: Response, asked: string | undefined, site: Site): LocaleTag {
  if (asked === undefined) return requestedLocale(req, res, undefined, site);
  const locale = canonicalTag(asked);
  if (locale === undefined) {
    const detail = `not a BCP 47 language tag; the site has ${site.locales.join(', ')}`;
    throw new Problem('bad-request', { errors: [{ pointer: '/locale', detail }] });
  }
  res.locals.askedLocale = locale;
  return locale;
}
