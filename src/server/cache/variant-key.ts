import type { IncomingHttpHeaders } from 'node:http';
import { LRUCache } from 'lru-cache';
import { preferredEncoding, type ContentEncoding } from '../../http/response/entity-tag.js';
import { acceptedFormats } from '../../http/request/negotiate-format.js';
import { preferredLocale } from '../../http/request/reader-locale.js';
import type { Site } from '../../http/response/site.js';

/** What the responses of a URL vary by, besides encoding. */
export interface Variance {
  readonly byFormat: boolean;
  readonly byLocale: boolean;
}

/** Parsed header values that are cached; only a hostile client sends more than a handful. */
const MOST_REMEMBERED = 500;
const LONGEST_REMEMBERED = 300;
const KNOWN_VARY: ReadonlySet<string> = new Set(['accept', 'accept-language', 'accept-encoding', 'cookie']);

/**
 * Parse a response's `Vary`.
 *
 * @returns Undefined when it varies by a header that is not part of the key.
 */
export function readVariance(vary: string): Variance | undefined {
  const names = vary
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.some((name) => !KNOWN_VARY.has(name))) return undefined;
  return {
    byFormat: names.includes('accept'),
    byLocale: names.includes('cookie') || names.includes('accept-language'),
  };
}

/**
 * Parsed request headers, each value parsed once.
 *
 * Equivalent values have one key, so that a hostile `Accept` creates no new variant.
 */
export class RequestPreferences {
  private readonly format = remembered((accept) => acceptedFormats(accept).join());
  private readonly preferred = remembered(preferredEncoding);
  private readonly locales = new LRUCache<string, string>({ max: MOST_REMEMBERED });

  constructor(private readonly site: Site) {}

  /** The variant of a URL for a request. @param lang - The URL's `lang` parameter. */
  variantKey(
    { byFormat, byLocale }: Variance,
    headers: IncomingHttpHeaders,
    lang: string | undefined,
  ): string {
    const format = byFormat ? this.format(headers.accept ?? '*/*') : '';
    return byLocale ? `${format} ${this.locale(headers, lang)}` : format;
  }

  /** The encoding a client prefers; the smaller of two it prefers equally. */
  encoding(header: string | undefined): ContentEncoding {
    return header === undefined ? 'identity' : this.preferred(header);
  }

  private locale(headers: IncomingHttpHeaders, lang = ''): string {
    const text = `${lang}\n${headers.cookie ?? ''}\n${headers['accept-language'] ?? ''}`;
    const known = this.locales.get(text);
    if (known !== undefined) return known;
    const { locale, chosenBy } = preferredLocale(lang, headers, this.site);
    const meaning = `${locale} ${chosenBy}`;
    if (text.length <= LONGEST_REMEMBERED) this.locales.set(text, meaning);
    return meaning;
  }
}

function remembered<Meaning extends string>(read: (text: string) => Meaning): (text: string) => Meaning {
  const known = new LRUCache<string, Meaning>({ max: MOST_REMEMBERED, memoMethod: read });
  return (text) => (text.length <= LONGEST_REMEMBERED ? known.memo(text) : read(text));
}
