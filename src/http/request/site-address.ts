import { parseArticleNumber, type ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import { canonicalTag, matchSiteLocale } from '../../locale/tag.js';
import type { Site } from '../response/site.js';

/** What a URL of the site points to. */
export interface SiteAddress {
  readonly number: ArticleNumber;
  /** Undefined when the URL has no locale. */
  readonly locale: LocaleTag | undefined;
  /** `step-2`; undefined for the article as a whole. */
  readonly anchor: string | undefined;
}

const ARTICLE = /^\/([^/]+)\/articles\/([^/]+?)(?:\.(?:md|json)|\/walk)?$/i;
const PERMALINK = /^\/([^/]+)$/;

/**
 * Find the article a URL of this site points to: its page, another format, its walk or its permalink.
 *
 * @param url - Absolute, http or https.
 * @returns Undefined for a URL of another site, or one that is not an article's.
 */
export function readSiteAddress(url: URL, site: Site): SiteAddress | undefined {
  const home = new URL(site.url);
  const prefix = home.pathname.replace(/\/+$/, '');
  if (!/^https?:$/.test(url.protocol) || url.host !== home.host) return undefined;
  if (!url.pathname.startsWith(`${prefix}/`)) return undefined;
  const path = url.pathname.slice(prefix.length);
  const anchor = url.hash === '' ? undefined : url.hash.slice(1);
  const [, tag, name] = ARTICLE.exec(path) ?? [];
  if (tag !== undefined && name !== undefined) {
    const number = parseArticleNumber(name);
    const locale = localeOf(tag, site);
    return number === undefined || locale === undefined ? undefined : { number, locale, anchor };
  }
  const number = parseArticleNumber(PERMALINK.exec(path)?.[1] ?? '');
  if (number === undefined) return undefined;
  return { number, locale: localeOf(url.searchParams.get('lang') ?? '', site), anchor };
}

function localeOf(tag: string, { locales }: Site): LocaleTag | undefined {
  const canonical = canonicalTag(tag);
  return canonical === undefined ? undefined : matchSiteLocale(canonical, locales);
}
