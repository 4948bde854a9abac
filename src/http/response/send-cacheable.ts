import { createHash } from 'node:crypto';
import { brotliCompress, constants, gzip, type CompressCallback } from 'node:zlib';
import type { Request, Response } from 'express';
import {
  entityTag,
  heldTag,
  preferredEncoding,
  type ContentEncoding,
  type Validators,
} from './entity-tag.js';

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

/** A response with status 200, as the cache gets it. */
export interface WholeAnswer extends Validators {
  /** Bytes of the uncompressed body. */
  readonly size: number;
  readonly encoding: ContentEncoding;
  /** The body as this client gets it; undefined when it got a 304. */
  readonly sent: Buffer | undefined;
  /** Undefined: until the library's state changes. */
  readonly isCurrent?: (() => boolean) | undefined;
  /** Route pattern, for metrics. */
  readonly route?: string | undefined;
  /** Header names and values, as set. */
  readonly headers: readonly (readonly [name: string, value: string])[];
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
  const { type, lastModified, language, isCurrent } = answer;
  const body = Buffer.from(answer.body);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 27);
  const preferred = preferredEncoding(req.get('accept-encoding') ?? 'identity');
  const encoding = body.length < LEAST_COMPRESSED ? 'identity' : preferred;
  const own = entityTag(hash, encoding);
  const held = heldTag(req.headers, { hash, lastModified }, own);
  res.set('ETag', held ?? own).vary('Accept-Encoding');
  if (lastModified) res.set('Last-Modified', lastModified.toUTCString());
  if (language !== undefined) res.set('Content-Language', language);
  res.type(type.includes('/') && !type.includes(';') ? `${type}; charset=utf-8` : type);
  const { route } = res.locals;
  const known = { hash, lastModified, size: body.length, isCurrent, route, headers: readHeaders(res) };
  if (held !== undefined) {
    res.locals.cacheAnswer?.({ ...known, encoding, sent: undefined });
    res.removeHeader('Content-Type');
    res.status(304).end();
    return;
  }
  const send = (as: ContentEncoding, sent: Buffer): void => {
    res.locals.cacheAnswer?.({ ...known, encoding: as, sent });
    if (as !== 'identity') res.set('Content-Encoding', as);
    res.set('ETag', entityTag(hash, as)).send(sent);
  };
  if (encoding === 'identity') send(encoding, body);
  // Sent uncompressed when compression fails.
  else
    COMPRESS[encoding](body, (error, bytes) =>
      error === null ? send(encoding, bytes) : send('identity', body),
    );
}

/** Bytes below which compression saves no packet. */
export const LEAST_COMPRESSED = 1024;

/** Off the event loop. Brotli 9 would make a page a hundredth smaller, in twenty times the time. */
const COMPRESS = {
  br: (body: Buffer, done: CompressCallback): void =>
    brotliCompress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }, done),
  gzip: (body: Buffer, done: CompressCallback): void => gzip(body, { level: 6 }, done),
};

function readHeaders(res: Response): [string, string][] {
  return Object.entries(res.getHeaders()).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : [String(value)];
    return values.map((text): [string, string] => [name, text]);
  });
}
