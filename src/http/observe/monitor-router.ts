import { Router } from 'express';
import type { Library } from '../../library/library.js';
import type { SearchService } from '../../search/search-service.js';
import type { ReadFigures } from './metrics.js';
import { serveMethods } from '../response/method-routes.js';

/** Prometheus' text format. @see https://prometheus.io/docs/instrumenting/exposition_formats/ */
const FIGURES_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** `/healthz`: the process answers. `/readyz`: it has articles to serve, and searching them is warm. `/metrics`: its figures, for Prometheus. */
export function createMonitorRouter(
  library: Library,
  search: Pick<SearchService, 'isWarm'>,
  readFigures: ReadFigures,
): Router {
  const router = Router({ strict: true });
  serveMethods(router, '/healthz', {
    get: (_req, res) => void res.set('Cache-Control', 'no-store').json({ status: 'ok' }),
  });
  serveMethods(router, '/readyz', {
    get: (_req, res) => {
      const { revision } = library;
      const isReady = revision !== undefined && search.isWarm();
      if (!isReady) res.set('Retry-After', '5');
      res.status(isReady ? 200 : 503).set('Cache-Control', 'no-store');
      res.json({ status: isReady ? 'ready' : 'building', revision: revision?.slice(0, 16) ?? null });
    },
  });
  serveMethods(router, '/metrics', {
    get: async (_req, res) => {
      const text = await readFigures();
      res.set('Cache-Control', 'no-store').type(FIGURES_TYPE).send(text);
    },
  });
  return router;
}
