import type { Request } from 'express';
import type { AccessKey, Scope } from '../../ledger/access-keys.js';
import { Problem } from '../../problem.js';
import type { DeliveryDeps } from '../response/site.js';

const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i;

/**
 * Require a key with the given scope.
 *
 * @throws Problem `key-required` (401) without a key, with a malformed, unknown or revoked one; `scope-missing` (403).
 * @see https://www.rfc-editor.org/rfc/rfc6750
 */
export async function requireKey(req: Request, { ledger }: DeliveryDeps, scope: Scope): Promise<AccessKey> {
  const given = req.get('authorization');
  if (given === undefined) throw keyRequired('');
  const token = BEARER.exec(given)?.[1];
  const key = token === undefined ? undefined : await ledger.keys.find(token);
  if (key === undefined) throw keyRequired(', error="invalid_token"');
  if (key.scopes.includes(scope)) return key;
  throw new Problem('scope-missing', {
    values: { scope },
    headers: { 'WWW-Authenticate': `Bearer realm="parlance", error="insufficient_scope", scope="${scope}"` },
    extensions: { scope },
  });
}

function keyRequired(error: string): Problem {
  return new Problem('key-required', { headers: { 'WWW-Authenticate': `Bearer realm="parlance"${error}` } });
}
