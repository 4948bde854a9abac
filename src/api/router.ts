import type { Router } from 'express';
import { createRouteTable, route } from '../http/routes.js';
import type { ApiDeps } from './operation.js';
import { OPERATIONS } from './operations.js';

/** The JSON API, mounted at `/api/v1`. */
export function createApiRouter(deps: ApiDeps): Router {
  const { router, serve } = createRouteTable(deps, '/api/v1');
  for (const path of new Set(OPERATIONS.map((operation) => operation.path))) {
    const here = OPERATIONS.filter((operation) => operation.path === path);
    serve(
      path,
      Object.fromEntries(here.map(({ method, policy, handler }) => [method, route(policy, handler(deps))])),
    );
  }
  return router;
}
