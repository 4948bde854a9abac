import type { Registry } from 'prom-client';
import { registerCacheMetrics } from './cache/register-cache-metrics.js';
import type { ResponseCache } from './cache/response-cache.js';
import { createMetrics } from '../http/observe/metrics.js';
import type { Library } from '../library/library.js';

/** Start counting what this process does. @param cache - Undefined where no answers are kept. */
export function createProcessMetrics(library: Library, cache: ResponseCache | undefined): Registry {
  const metrics = createMetrics(library);
  if (cache !== undefined) registerCacheMetrics(metrics, cache);
  return metrics;
}
