import { createHash } from 'node:crypto';
import { brotliCompress, constants, gzip, type CompressCallback } from 'node:zlib';
import type { Request, Response } from 'express';
import { entityTag, heldTag, preferredEncoding, type Encoding, type Validators } from './entity-tag.js';

/** A complete, cacheable response. */
export interface Answer {
  readonly type: string;
  readonly body: string;
  readonly lastModified?: Date | undefined;
  /** Language of the body. */
  readonly language?: string | undefined;
  /** Where it depends on more than the library: whether it is still what would be answered. */
  readonly isCurrent?: (() => boolean) | undefined;
}

/** A response with status 200. */
export interface WholeAnswer extends Validators {
  readonly body: string;
  /** The body as this client gets it, where that is compressed. */
  readonly compressed?: Compressed | undefined;
  /** Undefined: until the library's state changes. */
  readonly isCurrent?: (() => boolean) | undefined;
  /** Route pattern, for metrics. */
  readonly route?: string | undefined;
  /** Header names and values alternating, as set. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** A body in an encoding. */
export interface Compressed {
  readonly encoding: Encoding;
  readonly bytes: Buffer;
}

/** Receives a cacheable response; called at most once per request. */
export type CacheAnswer = (answer: WholeAnswer) => void;

declare module 'express-serve-static-core' {
  interface Locals {
    /** Set when the response cache is on. */
    cacheAnswer?: CacheAnswer | undefined;
  }
}

/**
 * Send a response with a strong ETag, or 304.
 *
 * Caches may store it and must revalidate: articles change at any time, and revalidation is cheap. A public response must depend on
 * nothing but the address, the library's state, what `Vary` names and what `isCurrent` asks: our own cache keeps it until then.
 */
export function sendCacheable(req: Request, res: Response, answer: Answer): void {
  const { body, lastModified } = answer;
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 27);
  const own = entityTag(hash);
  res.set('ETag', own).vary('Accept-Encoding');
  if (lastModified) res.set('Last-Modified', lastModified.toUTCString());
  if (answer.language !== undefined) res.set('Content-Language', answer.language);
  const held = heldTag(req.headers, { hash, lastModified }, own);
  res.type(
    answer.type.includes('/') && !answer.type.includes(';') ? `${answer.type}; charset=utf-8` : answer.type,
  );
  const headers = readHeaders(res);
  const keep = (compressed?: Compressed): void =>
    res.locals.cacheAnswer?.({
      hash,
      lastModified,
      body,
      compressed,
      isCurrent: answer.isCurrent,
      route: res.locals.route,
      headers,
    });
  const encoding = preferredEncoding(req.get('accept-encoding') ?? 'identity');
  if (held !== undefined) {
    keep();
    res.removeHeader('Content-Type');
    res.set('ETag', held).status(304).end();
  } else if (encoding === 'identity' || body.length < LEAST_COMPRESSED) {
    keep();
    res.send(body);
  } else {
    compressQuickly(body, encoding, (error, bytes) => {
      // Sent uncompressed when compression fails.
      keep(error === null ? { encoding, bytes } : undefined);
      if (error === null) res.set({ 'Content-Encoding': encoding, ETag: entityTag(hash, encoding) });
      res.send(error === null ? bytes : body);
    });
  }
}

/** Bytes below which compression saves no packet. */
export const LEAST_COMPRESSED = 1024;

/** Compress off the event loop; the response cache compresses further what is asked for again. */
function compressQuickly(body: string, encoding: Encoding, done: CompressCallback): void {
  if (encoding === 'gzip') gzip(body, { level: 5 }, done);
  else brotliCompress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }, done);
}

function readHeaders(res: Response): [string, string][] {
  return Object.entries(res.getHeaders()).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : [String(value)];
    return values.map((text): [string, string] => [name, text]);
  });
}
