import type { IncomingHttpHeaders } from 'node:http';

/** Encodings an answer may be kept in, the smallest first. */
export const ENCODINGS = ['br', 'gzip'] as const;
/** @see ENCODINGS */
export type Encoding = (typeof ENCODINGS)[number];

/** What a conditional request is held against. */
export interface Validators {
  /** Of the bytes before they are compressed. */
  readonly hash: string;
  /** When it last changed; undefined when nobody knows. */
  readonly lastModified: Date | undefined;
}

const NO_CACHE = /(?:^|,)\s*no-cache\s*(?:,|$)/i;

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
 * @param own - The tag of what it would be sent now.
 * @returns The tag of what the client has, which a 304 must name; undefined when it must be sent the whole.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export function heldTag(headers: IncomingHttpHeaders, known: Validators, own: string): string | undefined {
  const wanted = headers['if-none-match'];
  const since = headers['if-modified-since'];
  if (wanted === undefined && since === undefined) return undefined;
  const control = headers['cache-control'];
  // A reader who presses "reload" wants the bytes.
  if (control !== undefined && NO_CACHE.test(control)) return undefined;
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
