import { isTracking } from '../../http/request/parse-query.js';

/** What an answer is cached under. */
export interface CacheKey {
  readonly key: string;
  /** The `lang` parameter, where there is one. */
  readonly lang: string | undefined;
  /** Whether anybody could make up as many such addresses as they like: those with parameters but for a known locale. */
  readonly isOpenEnded: boolean;
}

/** Longest URL cached, in characters. */
const LONGEST = 1024;
/**
 * Addresses as the house writes them. Routes are matched whatever the case and after decoding, so that one page has thousands of
 * addresses; those that nobody links to are the app's.
 */
const CANONICAL = /^(?:\/[A-Za-z0-9._-]*)?(?:\/(?:[a-z0-9._+-]*|K[AT]-\d+(?:\.json|\.md)?))*$/;

/**
 * The cache key of a URL, without the parameters that mailers add.
 *
 * @param url - As sent, query included.
 * @param locales - The site's.
 * @returns Undefined for what is not cached.
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
