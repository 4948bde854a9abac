import type { IncomingHttpHeaders } from 'node:http';

/** Supported content encodings, the smallest output first. */
const ENCODINGS = ['br', 'gzip'] as const;
/** One of them, or none. */
export type ContentEncoding = (typeof ENCODINGS)[number] | 'identity';

/**
 * The encoding a client prefers; the smaller of two it prefers equally.
 *
 * @param header - `Accept-Encoding` as sent.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
 */
export function preferredEncoding(header: string): ContentEncoding {
  const weights = new Map<string, number>();
  for (const item of header.toLowerCase().split(',', 20)) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight) || 0);
  }
  const weigh = (encoding: ContentEncoding): number => weights.get(encoding) ?? weights.get('*') ?? 0;
  const [best, other] = ENCODINGS;
  const liked = weigh(other) > weigh(best) ? other : best;
  return weigh(liked) > 0 && weigh(liked) >= (weights.get('identity') ?? 0) ? liked : 'identity';
}

/** Validators of a response. */
export interface Validators {
  /** ETag of the uncompressed bytes. */
  readonly hash: string;
  /** When it last changed, if known. */
  readonly lastModified: Date | undefined;
}

/**
 * The strong ETag of one representation; each encoding has its own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3.3
 */
export function entityTag(hash: string, encoding: ContentEncoding): string {
  return encoding === 'identity' ? `"${hash}"` : `"${hash}-${encoding}"`;
}

/**
 * Whether the client already has the response, in any encoding.
 *
 * A request's `Cache-Control: no-cache` addresses caches on the way; Node's `fetch` sends it with every conditional request.
 *
 * @param own - ETag of the response it would get now.
 * @returns The ETag the client has, for the 304; undefined when it needs the full response.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export function heldTag(headers: IncomingHttpHeaders, known: Validators, own: string): string | undefined {
  const wanted = headers['if-none-match'];
  const since = headers['if-modified-since'];
  if (wanted === undefined && since === undefined) return undefined;
  // Nearly always it is exactly the ETag we sent.
  if (wanted === own) return own;
  if (wanted !== undefined) return wanted.trim() === '*' ? own : findTag(wanted, known.hash);
  if (known.lastModified === undefined || since === undefined) return undefined;
  const isUnchanged = Math.floor(known.lastModified.getTime() / 1000) * 1000 <= Date.parse(since);
  return isUnchanged ? own : undefined;
}

/** Weak comparison: proxies that compress weaken the ETags they pass on. */
function findTag(list: string, hash: string): string | undefined {
  const tags = ['identity' as const, ...ENCODINGS].map((encoding) => entityTag(hash, encoding));
  const given = new Set(list.split(',').map((item) => item.trim().replace(/^W\//, '')));
  return tags.find((tag) => given.has(tag));
}
