import type { RequestHandler } from 'express';

/** Addresses that pages of other sites may read: they hold what everybody may see, and nothing that depends on who asks. */
const OPEN =
  /^\/(?:api\/v1(?:\/.*)?|images\/.*|oembed|llms\.txt|opensearch\/suggestions|[A-Za-z]+-\d+|[^/]+\/(?:feed\.atom|llms\.txt|articles\/[^/]+(?:\/card\.png)?))$/;
/** Where a POST changes nothing: what is asked is only too long for an address. */
const ASKING_POST = /^\/api\/v1\/(?:search|articles\/[^/]+\/walk)$/;

const ASKED_WITH = 'Accept, Accept-Language, Content-Type, If-Modified-Since, If-None-Match, X-Request-Id';
const TOLD =
  'Content-Language, ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id';
/** Seconds a browser may remember what it is allowed; none remembers longer. */
const REMEMBERED = '86400';

/**
 * Let pages of other sites read what is open to everybody, without cookies or keys.
 *
 * Writing is not for them: a preflight for it is answered without the method, and what is written is answered without the leave to
 * read it.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function allowOtherOrigins(): RequestHandler {
  return (req, res, next) => {
    if (!OPEN.test(req.path)) {
      next();
      return;
    }
    const methods = ASKING_POST.test(req.path) ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
    const isPreflight = req.method === 'OPTIONS' && req.get('access-control-request-method') !== undefined;
    if (!isPreflight && req.method !== 'OPTIONS' && !methods.includes(req.method)) {
      next();
      return;
    }
    res.set('Access-Control-Allow-Origin', '*');
    res.set('Cross-Origin-Resource-Policy', 'cross-origin');
    if (!isPreflight) {
      res.set('Access-Control-Expose-Headers', TOLD);
      next();
      return;
    }
    res
      .set('Access-Control-Allow-Methods', methods.join(', '))
      .set('Access-Control-Allow-Headers', ASKED_WITH)
      .set('Access-Control-Max-Age', REMEMBERED)
      .status(204)
      .end();
  };
}
