import { createHash, timingSafeEqual } from 'node:crypto';
import type { Router } from 'express';
import { Problem } from '../../problem.js';
import { createRouteTable, MONITOR, route, type RouteDeps } from '../routes.js';
import type { SearchService } from '../../search/search-service.js';

/** Prometheus' text format. @see https://prometheus.io/docs/instrumenting/exposition_formats/ */
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** All metrics of the service as text for Prometheus; those of every process where there are several. */
export type ReadMetrics = () => Promise<string>;

/** `/healthz`: the process answers. `/readyz`: it has articles to serve, and searching them is warm. */
export function createMonitorRouter(
  deps: RouteDeps & { readonly search: Pick<SearchService, 'isWarm' | 'degraded'> },
): Router {
  const { router, serve } = createRouteTable(deps);
  serve('/healthz', { get: route(MONITOR, (_req, res) => void res.json({ status: 'ok' })) });
  serve('/readyz', {
    get: route(MONITOR, (_req, res) => {
      const { revision } = deps.library;
      const isReady = revision !== undefined && deps.search.isWarm();
      if (!isReady) res.set('Retry-After', '5');
      res.status(isReady ? 200 : 503);
      const degraded = deps.search.degraded();
      res.json({
        status: isReady ? 'ready' : 'building',
        revision: revision?.slice(0, 16) ?? null,
        ...(degraded !== undefined && {
          note: `search: answered without the cluster (${degraded})`,
        }),
      });
    }),
  });
  return router;
}

/** `/metrics` for Prometheus. @param metricsKey - Key a scraper must send; undefined: none. */
export function createMetricsRouter(deps: RouteDeps, readMetrics: ReadMetrics, metricsKey?: string): Router {
  const { router, serve } = createRouteTable(deps);
  serve('/metrics', {
    get: route(MONITOR, async (req, res) => {
      if (metricsKey !== undefined) checkMetricsKey(req.get('authorization') ?? '', metricsKey);
      res.type(METRICS_TYPE).send(await readMetrics());
    }),
  });
  return router;
}

/** @throws Problem `key-required` (401). */
function checkMetricsKey(given: string, key: string): void {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(digest(given), digest(`Bearer ${key}`)))
    throw new Problem('key-required', { headers: { 'WWW-Authenticate': 'Bearer realm="metrics"' } });
}
