import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { entityTag, heldTag, type Validators } from './entity-tag.js';

/** A whole answer that may be kept and asked for again. */
export interface Answer {
  readonly type: string;
  readonly body: string;
  readonly lastModified?: Date | undefined;
  /** Language of the body. */
  readonly language?: string | undefined;
}

/** An answer as it goes out with status 200. */
export interface WholeAnswer extends Validators {
  readonly body: string;
  /** Names and values in turn, as they were set. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Takes an answer that may be asked for again; called at most once a request. */
export type KeepAnswer = (answer: WholeAnswer) => void;

declare module 'express-serve-static-core' {
  interface Locals {
    /** Set where answers are kept. */
    keepAnswer?: KeepAnswer | undefined;
  }
}

/**
 * Send an answer with a strong ETag, or 304 where the client has it already.
 *
 * Caches may keep it and must ask before using it: articles change at any time, and asking is cheap. What is public must depend on
 * nothing but the address, the library's revision and what `Vary` names: our own cache keeps it until the revision changes.
 */
export function sendCacheable(req: Request, res: Response, answer: Answer): void {
  const { body, lastModified } = answer;
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 27);
  const own = entityTag(hash);
  res.set('ETag', own).vary('Accept-Encoding');
  if (lastModified) res.set('Last-Modified', lastModified.toUTCString());
  if (answer.language !== undefined) res.set('Content-Language', answer.language);
  if (res.getHeader('Cache-Control') === undefined)
    res.set('Cache-Control', 'public, max-age=0, must-revalidate');
  const held = heldTag(req.headers, { hash, lastModified }, own);
  res.type(
    answer.type.includes('/') && !answer.type.includes(';') ? `${answer.type}; charset=utf-8` : answer.type,
  );
  res.locals.keepAnswer?.({ hash, lastModified, body, headers: readHeaders(res) });
  if (held === undefined) {
    res.send(body);
    return;
  }
  res.removeHeader('Content-Type');
  res.set('ETag', held).status(304).end();
}

function readHeaders(res: Response): [string, string][] {
  return Object.entries(res.getHeaders()).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : [String(value)];
    return values.map((text): [string, string] => [name, text]);
  });
}
