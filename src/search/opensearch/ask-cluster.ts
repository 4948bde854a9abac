import type { Degraded } from '../query/search-query.js';

export class ClusterFailure extends Error {
  constructor(
    readonly reason: Degraded,
    detail = '',
  ) {
    super(`search cluster: ${reason}${detail === '' ? '' : `, ${detail}`}`);
  }
}

/**
 * One request to OpenSearch's HTTP API.
 *
 * @param body - One object, or one per line; none by default.
 * @param timeout - Milliseconds; a minute by default.
 * @returns The response, also for 4xx.
 * @throws ClusterFailure `away` or `slow`.
 */
export type AskCluster = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: readonly object[],
  timeout?: number,
) => Promise<{ readonly status: number; readonly body: unknown }>;

const LONGEST_WAIT = 60_000;

/**
 * Create a client for a cluster; `fetch` keeps connections alive.
 *
 * @param address - URL of a node or load balancer; credentials in it are sent as basic authentication.
 * @see docs/decisions/0152-search-cluster.md for why no client library
 */
export function createAskCluster(address: string): AskCluster {
  const url = new URL(address);
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const base = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
  const headers = {
    'Content-Type': 'application/x-ndjson',
    ...(url.username !== '' && { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
  };
  return async (method, path, lines = [], timeout = LONGEST_WAIT) => {
    const signal = AbortSignal.timeout(timeout);
    const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    try {
      const response = await fetch(`${base}/${path}`, {
        method,
        headers,
        signal,
        ...(body !== '' && { body }),
      });
      const { status } = response;
      if (status >= 500 || status === 401 || status === 403)
        throw new ClusterFailure('away', `HTTP ${status}`);
      return { status, body: await response.json() };
    } catch (error) {
      if (error instanceof ClusterFailure) throw error;
      throw new ClusterFailure(signal.aborted ? 'slow' : 'away', error instanceof Error ? error.message : '');
    }
  };
}
