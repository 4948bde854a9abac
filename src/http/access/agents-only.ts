import type { Request, RequestHandler } from 'express';
import type { DeliveryDeps } from '../response/site.js';
import { requireKey } from './require-key.js';

/** Who may read an internal instance. */
export interface AgentsOnly {
  /** The header in which the proxy in front names who has signed in; undefined: keys alone open. */
  readonly authHeader: string | undefined;
}

/** What says nothing of any article, and is asked by who shows no key. */
const OPEN = /^\/(?:healthz|readyz)$/;

/**
 * Let in who has signed in at the proxy in front, or shows a key with `internal:read`.
 *
 * The header counts only from a proxy that TRUST_PROXY names: anybody can write one.
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
