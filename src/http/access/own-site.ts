import type { Request } from 'express';
import { Problem } from '../../problem.js';
import type { Site } from '../response/site.js';

/**
 * Whether a form was submitted from one of the site's own pages, judged by `Origin` or `Sec-Fetch-Site`.
 *
 * Browsers always send one of the two with a form; a client that sends neither is not a browser, so there is no CSRF to prevent.
 *
 * @see docs/decisions/0043-forms-from-elsewhere.md
 */
export function isOwnForm(req: Request, site: Site): boolean {
  const from = req.get('sec-fetch-site');
  if (from !== undefined) return from === 'same-origin';
  const origin = req.get('origin');
  if (origin === undefined) return true;
  return origin === new URL(site.url).origin || origin === `${req.protocol}://${req.get('host') ?? ''}`;
}

/** @throws Problem `foreign-form` (403) when another site sent it. */
export function checkOwnForm(req: Request, site: Site): void {
  if (!isOwnForm(req, site)) throw new Problem('foreign-form');
}

/** Names of the local machine; no remote address can resolve to them. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reject requests addressed to a name that is not ours (DNS rebinding).
 *
 * A foreign page can point its own host name at this machine and reach local services as same-origin; what it
 * cannot change are `Host` and `Origin`.
 *
 * @param allowedHosts - Further names of the service (ALLOWED_HOSTS), such as one inside a cluster.
 * @throws Problem `foreign-site` (403), which names the setting.
 * @see docs/decisions/0051-mcp-stateless.md
 */
export function checkOwnName(req: Request, site: Site, allowedHosts: readonly string[]): void {
  const host = readHost(req.host);
  const own = new URL(site.url);
  const isOwn = (name: string): boolean =>
    name === own.hostname || LOOPBACK.has(name) || allowedHosts.includes(name);
  if (host === undefined || !isOwn(host.hostname)) {
    const detail = `the host asked for is not that of SITE_URL; ALLOWED_HOSTS takes further names`;
    throw new Problem('foreign-site', { errors: [{ pointer: '', detail }] });
  }
  const origin = req.get('origin');
  if (origin === undefined) return;
  const from = readOrigin(origin);
  if (from === undefined || !(from.origin === own.origin || from.host === host.host))
    throw new Problem('foreign-site');
}

function readHost(host: string | undefined): URL | undefined {
  return host === undefined || /[/@?#\\]/.test(host) ? undefined : readOrigin(`http://${host}`);
}

function readOrigin(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
