import type { Request, Response } from 'express';
import type { LocaleTag } from '../../article/article.js';
import { canonicalTag } from '../../locale/tag.js';
import { Problem } from '../../problem.js';
import { readerLocale, varyByLocale } from './reader-locale.js';
import type { Site } from '../response/site.js';

/**
 * The locale a machine asked for: its `locale` parameter as it is, else negotiated.
 *
 * @param asked - Any well-formed BCP 47 tag; need not be one of the site's.
 * @throws Problem `invalid-parameter` (400) for what is no tag.
 */
export function requestedLocale(
  req: Request,
  res: Response,
  asked: string | undefined,
  site: Site,
): LocaleTag {
  if (asked === undefined) {
    const choice = readerLocale(req, site);
    varyByLocale(res, choice);
    return choice.locale;
  }
  const tag = canonicalTag(asked);
  if (tag !== undefined) return tag;
  const detail = `not a BCP 47 language tag; the site has ${site.locales.join(', ')}`;
  throw new Problem('invalid-parameter', {
    values: { name: 'locale' },
    errors: [{ pointer: '/query/locale', detail }],
  });
}
