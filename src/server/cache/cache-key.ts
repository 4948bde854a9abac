import { isTracking } from '../../http/request/parse-query.js';

/** The cache key of a response. */
export interface CacheKey {
  readonly key: string;
  /** The `lang` parameter, if any. */
  readonly lang: string | undefined;
  /** Whether a client can invent any number of such URLs: those with parameters other than a known locale. */
  readonly isOpenEnded: boolean;
}

/** Longest URL cached, in characters. */
const LONGEST = 1024;
/**
 * URLs in canonical form. Routes match case-insensitively and after decoding, so that one page has thousands of
 * URLs; those that nobody links to are not cached.
 */
const CANONICAL = /^(?:\/[A-Za-z0-9._-]*)?(?:\/(?:[a-z0-9._+-]*|K[AT]-\d+(?:\.json|\.md)?))*$/;

/**
 * The cache key of a URL, without tracking parameters.
 *
 * @param url - As sent, query included.
 * @param locales - The site's.
 * @returns Undefined for URLs that are not cached.
 */
export function cacheKey(url: string, locales: readonly string[]): CacheKey | undefined {
  if (url.length > LONGEST) return undefined;
  const [path = '', ...rest] = url.split('?');
  if (!CANONICAL.test(path)) return undefined;
  if (rest.length === 0) return { key: path, lang: undefined, isOpenEnded: false };
  const parameters = [...new URLSearchParams(rest.join('?'))].filter(([name]) => !isTracking(name));
  const lang = parameters.find(([name]) => name === 'lang')?.[1];
  const isOpenEnded = parameters.some(
    ([name, value], index) =>
      index > 0 || (name !== 'locale' && name !== 'lang') || !(value === '*' || locales.includes(value)),
  );
  const query = new URLSearchParams(parameters).toString();
  return { key: query === '' ? path : `${path}?${query}`, lang, isOpenEnded };
}
