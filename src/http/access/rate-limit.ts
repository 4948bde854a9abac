import { createHmac, randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit, type Store } from 'express-rate-limit';
import { Problem } from '../../problem.js';

/** How much one client may ask. */
export interface RateLimitOptions {
  /** Requests per minute and client; 0 disables the limit. */
  readonly perMinute: number;
  /** Counter store; in-process memory by default. A shared store applies the limit across processes. */
  readonly store?: Store | undefined;
}

const MINUTE = 60_000;
/** IPv6 prefix length that identifies one customer, who controls all addresses in it. */
const IPV6_SUBNET = 56;

/**
 * Limit costly requests by client address; `trust proxy` decides whose `X-Forwarded-For` is believed.
 *
 * Reports the remainder in `RateLimit` and `RateLimit-Policy`. Addresses are not stored: requests are counted by a keyed hash; the
 * key is generated in memory with the first request, and a count is dropped after its window.
 *
 * @throws Problem `too-many-requests` (429) with `Retry-After`.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
export function limitRate({ perMinute, store }: RateLimitOptions): RequestHandler {
  if (perMinute === 0) return (_req, _res, next) => next();
  const secret = randomBytes(32);
  // The address is undefined once the connection has closed.
  const clientKey = (address: string | undefined): string => {
    const subnet = address === undefined ? '' : ipKeyGenerator(address, IPV6_SUBNET);
    return createHmac('sha256', secret).update(subnet).digest('base64url');
  };
  return rateLimit({
    windowMs: MINUTE,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: 'costly',
    keyGenerator: (req) => clientKey(req.ip),
    handler: (_req, _res, next) => next(new Problem('too-many-requests')),
    // The library would print proxy warnings to the console; TRUST_PROXY is already checked where settings are read.
    validate: false,
    ...(store && { store }),
  });
}
