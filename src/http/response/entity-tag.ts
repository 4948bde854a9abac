import type { IncomingHttpHeaders } from 'node:http';

/** Encodings an answer may be kept in, the smallest first. */
const ENCODINGS = ['br', 'gzip'] as const;
/** @see ENCODINGS */
export type Encoding = (typeof ENCODINGS)[number];

/**
 * The encoding a client likes best; of two it likes alike, the smaller.
 *
 * @param header - `Accept-Encoding` as sent.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
 */
export function preferredEncoding(header: string): Encoding | 'identity' {
  const weights = new Map<string, number>();
  for (const item of header.toLowerCase().split(',', 20)) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight) || 0);
  }
  const weigh = (encoding: Encoding): number => weights.get(encoding) ?? weights.get('*') ?? 0;
  const [best, other] = ENCODINGS;
  const liked = weigh(other) > weigh(best) ? other : best;
  return weigh(liked) > 0 && weigh(liked) >= (weights.get('identity') ?? 0) ? liked : 'identity';
}

/** What a conditional request is held against. */
export interface Validators {
  /** Of the bytes before they are compressed. */
  readonly hash: string;
  /** When it last changed; undefined when nobody knows. */
  readonly lastModified: Date | undefined;
}

/**
 * The strong tag of one representation: compressed bytes are other bytes, so they have another tag.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3.3
 */
export function entityTag(hash: string, encoding?: Encoding): string {
  return encoding === undefined ? `"${hash}"` : `"${hash}-${encoding}"`;
}

/**
 * Whether the client has the answer already, in whatever encoding it once got it.
 *
 * `Cache-Control: no-cache` of a request is for caches on its way; Node's `fetch` sends it with every conditional request.
 *
 * @param own - The tag of what it would be sent now.
 * @returns The tag of what the client has, which a 304 must name; undefined when it must be sent the whole.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export function heldTag(headers: IncomingHttpHeaders, known: Validators, own: string): string | undefined {
  const wanted = headers['if-none-match'];
  const since = headers['if-modified-since'];
  if (wanted === undefined && since === undefined) return undefined;
  // Nearly always it is just the tag we sent.
  if (wanted === own) return own;
  if (wanted !== undefined) return wanted.trim() === '*' ? own : findTag(wanted, known.hash);
  if (known.lastModified === undefined || since === undefined) return undefined;
  const isUnchanged = Math.floor(known.lastModified.getTime() / 1000) * 1000 <= Date.parse(since);
  return isUnchanged ? own : undefined;
}

/** Tags are compared weakly here: proxies that compress weaken the tags they pass on. */
function findTag(list: string, hash: string): string | undefined {
  const tags = [entityTag(hash), ...ENCODINGS.map((encoding) => entityTag(hash, encoding))];
  const given = new Set(list.split(',').map((item) => item.trim().replace(/^W\//, '')));
  return tags.find((tag) => given.has(tag));
}
