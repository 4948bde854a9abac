import type { Registry } from 'prom-client';
import { registerCacheFigures } from './cache/register-cache-metrics.js';
import type { ResponseCache } from './cache/response-cache.js';
import { createFigures } from '../http/observe/metrics.js';
import type { Library } from '../library/library.js';

/** Start counting what this process does. @param cache - Undefined where no answers are kept. */
export function countFigures(library: Library, cache: ResponseCache | undefined): Registry {
  const figures = createFigures(library);
  if (cache !== undefined) registerCacheFigures(figures, cache);
  return figures;
}
