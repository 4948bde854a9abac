import type { Request, RequestHandler, Response } from 'express';

const REQUEST_HEADERS =
  'Accept, Accept-Language, Content-Type, If-Modified-Since, If-None-Match, X-Request-Id';
const RESPONSE_HEADERS =
  'Content-Language, ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id';
/** Seconds that a browser may remember a preflight's answer; none remembers longer. */
const MAX_AGE = '86400';

/**
 * Let pages of other sites read an answer, without cookies or keys: it holds what everybody may see, and nothing that depends on who
 * asks.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function allowAnyOrigin(res: Response): void {
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Access-Control-Expose-Headers': RESPONSE_HEADERS,
  });
}

/** The same for what is mounted whole. */
export function openToAnyOrigin(): RequestHandler {
  return (_req, res, next) => {
    allowAnyOrigin(res);
    next();
  };
}

/**
 * Answer a browser that asks what a page of another site may do.
 *
 * @param methods - Those that such a page may use.
 * @returns False where it is not such a question.
 */
export function answerPreflight(req: Request, res: Response, methods: readonly string[]): boolean {
  res.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
  if (req.get('access-control-request-method') === undefined) return false;
  res.set({
    'Access-Control-Allow-Methods': methods.join(', '),
    'Access-Control-Allow-Headers': REQUEST_HEADERS,
    'Access-Control-Max-Age': MAX_AGE,
  });
  res.status(204).end();
  return true;
}
