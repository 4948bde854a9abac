import type { RequestHandler, Router } from 'express';
import { Problem } from '../../problem.js';

/** Handlers of one address, by method. */
export interface Methods {
  readonly get?: RequestHandler;
  readonly post?: RequestHandler;
  readonly put?: RequestHandler;
  readonly delete?: RequestHandler;
}

/**
 * Serve an address with just these methods; any other is answered 405 with what is allowed.
 *
 * HEAD goes with GET, OPTIONS is answered 204.
 */
export function serveMethods(router: Router, path: string | string[], methods: Methods): void {
  const route = router.route(path);
  const allowed: string[] = [];
  if (methods.get) {
    route.get(methods.get);
    allowed.push('GET', 'HEAD');
  }
  if (methods.post) {
    route.post(methods.post);
    allowed.push('POST');
  }
  if (methods.put) {
    route.put(methods.put);
    allowed.push('PUT');
  }
  if (methods.delete) {
    route.delete(methods.delete);
    allowed.push('DELETE');
  }
  const Allow = [...allowed, 'OPTIONS'].join(', ');
  route.options((_req, res) => void res.set({ Allow }).status(204).end());
  route.all((req) => {
    throw new Problem('method-not-allowed', { values: { method: req.method }, headers: { Allow } });
  });
}
