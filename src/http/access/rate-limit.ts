import { createHmac, randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit, type Store } from 'express-rate-limit';
import { Problem } from '../../problem.js';

/** How much one client may ask. */
export interface RateLimitOptions {
  /** Requests a minute and client; 0 for as many as they like. */
  readonly perMinute: number;
  /** Counts; in this process's memory when not given. One that several processes share makes the limit hold for all of them. */
  readonly store?: Store | undefined;
}

const MINUTE = 60_000;
/** Bits of an IPv6 address that make out one customer of a provider: who has one address has them all. */
const IPV6_SUBNET = 56;

/**
 * Limit costly requests by client address; whose `X-Forwarded-For` is believed is `trust proxy`'s to say.
 *
 * Says in `RateLimit` and `RateLimit-Policy` what is left. Addresses are not kept: what is counted by is a keyed hash of them, the
 * key is made with the first of them and known to nobody, and a count is dropped after its window.
 *
 * @throws Problem `too-many-requests` (429) with `Retry-After`.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
export function limitRate({ perMinute, store }: RateLimitOptions): RequestHandler {
  if (perMinute === 0) return (_req, _res, next) => next();
  const secret = randomBytes(32);
  // The address is undefined when the connection is gone already.
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
    // It would write its doubts about proxies to the console; TRUST_PROXY is checked where settings are read.
    validate: false,
    ...(store && { store }),
  });
}
