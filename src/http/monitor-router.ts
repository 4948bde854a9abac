import { Router } from 'express';
import { Registry, collectDefaultMetrics, Gauge } from 'prom-client';
import type { Library } from '../library/library.js';
import { serveMethods } from './method-routes.js';

/** `/healthz`: the process answers. `/readyz`: it has articles to serve. `/metrics`: its figures, for Prometheus. */
export function createMonitorRouter(library: Library): Router {
  const router = Router({ strict: true });
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'parlance_articles',
    help: 'Articles listed at the served revision',
    registers: [registry],
    collect() {
      this.set(library.count());
    },
  });
  serveMethods(router, '/healthz', {
    get: (_req, res) => void res.set('Cache-Control', 'no-store').json({ status: 'ok' }),
  });
  serveMethods(router, '/readyz', {
    get: (_req, res) => {
      const { revision } = library;
      const isReady = revision !== undefined;
      if (!isReady) res.set('Retry-After', '5');
      res.status(isReady ? 200 : 503).set('Cache-Control', 'no-store');
      res.json({ status: isReady ? 'ready' : 'building', revision: revision?.slice(0, 16) ?? null });
    },
  });
  serveMethods(router, '/metrics', {
    get: async (_req, res) => {
      const figures = await registry.metrics();
      res.set('Cache-Control', 'no-store').type(registry.contentType).send(figures);
    },
  });
  return router;
}
