import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/** A whole answer that may be kept and asked for again. */
export interface Answer {
  readonly type: string;
  readonly body: string;
  readonly lastModified?: Date | undefined;
  /** Language of the body. */
  readonly language?: string | undefined;
}

/**
 * Send an answer with a strong ETag, or 304 where the client has it already.
 *
 * Caches may keep it and must ask before using it: articles change at any time, and asking is cheap.
 */
export function sendCacheable(req: Request, res: Response, answer: Answer): void {
  res.set('ETag', `"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 27)}"`);
  if (answer.lastModified) res.set('Last-Modified', answer.lastModified.toUTCString());
  if (answer.language !== undefined) res.set('Content-Language', answer.language);
  if (res.getHeader('Cache-Control') === undefined)
    res.set('Cache-Control', 'public, max-age=0, must-revalidate');
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  res.type(answer.type).send(answer.body);
}
