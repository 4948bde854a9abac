import type { Request, RequestHandler, Response } from 'express';

const REQUEST_HEADERS =
  'Accept, Accept-Language, Content-Type, If-Modified-Since, If-None-Match, X-Request-Id';
const RESPONSE_HEADERS =
  'Content-Language, ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id';
/** Seconds a browser may cache a preflight response; no browser caches longer. */
const MAX_AGE = '86400';

/**
 * Allow cross-origin reads without credentials: the response is public and does not depend on who
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

/** The same for a mounted router. */
export function openToAnyOrigin(): RequestHandler {
  return (_req, res, next) => {
    allowAnyOrigin(res);
    next();
  };
}

/**
 * Answer a CORS preflight request.
 *
 * @param methods - Methods allowed cross-origin.
 * @returns False when the request is not a preflight.
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
