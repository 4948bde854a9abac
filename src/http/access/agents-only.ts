import type { Request, RequestHandler } from 'express';
import type { DeliveryDeps } from '../response/site.js';
import { requireKey } from './require-key.js';

/** Access to an internal instance. */
export interface AgentsOnly {
  /** Header in which the proxy names the signed-in user; undefined when only keys give access. */
  readonly authHeader: string | undefined;
}

/** Addresses that reveal nothing about articles and are requested without a key. */
const OPEN = /^\/(?:healthz|readyz)$/;

/**
 * Allow requests from users signed in at the proxy, or with a key that has `internal:read`.
 *
 * The header is trusted only from a proxy named by TRUST_PROXY, since any client can send it.
 *
 * @throws Problem `key-required` (401), `scope-missing` (403).
 */
export function admitAgents(deps: DeliveryDeps, { authHeader }: AgentsOnly): RequestHandler {
  return async (req, _res, next) => {
    const isSignedIn = authHeader !== undefined && isFromProxy(req) && (req.get(authHeader) ?? '') !== '';
    if (!isSignedIn && !OPEN.test(req.path)) await requireKey(req, deps, 'internal:read');
    next();
  };
}

function isFromProxy(req: Request): boolean {
  const trusts: unknown = req.app.get('trust proxy fn');
  if (!(trusts instanceof Function)) return false;
  const isTrusted: unknown = Reflect.apply(trusts, undefined, [req.socket.remoteAddress, 0]);
  return isTrusted === true;
}
