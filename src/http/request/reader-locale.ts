import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { LocaleTag } from '../../article/article.js';
import { negotiateLocale, type LocaleChoice } from '../../locale/negotiate-locale.js';
import { canonicalTag, matchSiteLocale } from '../../locale/tag.js';
import { Problem } from '../../problem.js';
import { invalidParameter } from './parse-query.js';
import type { Site } from '../response/site.js';

/**
 * Choose the locale of a request whose address names none.
 *
 * @see docs/decisions/0004-locale-fallback.md
 */
export function readerLocale(req: Request, site: Site): LocaleChoice {
  const { lang } = req.query;
  return preferredLocale(typeof lang === 'string' ? lang : undefined, req.headers, site);
}

/** The same from headers alone. @param lang - The `lang` query parameter. */
export function preferredLocale(
  lang: string | undefined,
  headers: IncomingHttpHeaders,
  site: Site,
): LocaleChoice {
  const cookie = headers.cookie === undefined ? undefined : parseCookie(headers.cookie)['locale'];
  const preferences = { lang, cookie, acceptLanguage: headers['accept-language'] };
  return negotiateLocale(preferences, site.locales, site.defaultLocale);
}

/** Set `Vary` to what the locale was chosen by. */
export function varyByLocale(res: Response, { chosenBy }: LocaleChoice): void {
  if (chosenBy === 'lang') return;
  res.vary('Cookie');
  if (chosenBy !== 'cookie') res.vary('Accept-Language');
}

/**
 * Find the site's locale for a tag in the URL.
 *
 * @returns The site's own tag; when it differs from `tag`, redirect there.
 * @throws Problem `unknown-locale` (404) that names the site's locales.
 */
export function siteLocale(tag: string, site: Site): LocaleTag {
  const canonical = canonicalTag(tag);
  const match = canonical === undefined ? undefined : matchSiteLocale(canonical, site.locales);
  if (match === undefined) throw unknownLocale(tag, site);
  return match;
}

/** The problem for a locale the site lacks. */
function unknownLocale(tag: string, site: Site): Problem {
  return new Problem('unknown-locale', {
    values: { locale: tag.slice(0, 40) },
    extensions: { locales: site.locales },
  });
}

/**
 * The locale an API client asked for: its `locale` parameter, else negotiated.
 *
 * @param asked - Any well-formed BCP 47 tag; need not be one of the site's.
 * @throws Problem `invalid-parameter` (400) for a malformed tag.
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
  throw invalidParameter('locale', detail);
}

/**
 * The locale requested in a body; later problems are presented in it too.
 *
 * @param asked - Any well-formed BCP 47 tag; undefined: negotiated as for a request without a body.
 * @throws Problem `bad-request` (400) for a malformed tag.
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
