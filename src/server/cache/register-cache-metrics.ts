import { Counter, Gauge, type Registry } from 'prom-client';
import type { ResponseCache } from './response-cache.js';

/** Show what the cache holds and does among the service's metrics. */
export function registerCacheMetrics(registry: Registry, cache: ResponseCache): void {
  new Counter({
    name: 'parlance_response_cache_requests_total',
    help: 'Requests by what the response cache made of them: hit, unchanged (answered 304), miss',
    labelNames: ['result'],
    registers: [registry],
    collect() {
      const { hits, unchanged, misses } = cache.counts;
      this.reset();
      this.inc({ result: 'hit' }, hits);
      this.inc({ result: 'unchanged' }, unchanged);
      this.inc({ result: 'miss' }, misses);
    },
  });
  new Counter({
    name: 'parlance_response_cache_drops_total',
    help: 'How often all kept answers were dropped, since the articles had changed',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(cache.counts.drops);
    },
  });
  new Gauge({
    name: 'parlance_response_cache_bytes',
    help: 'Bytes of memory that kept answers take',
    registers: [registry],
    collect() {
      this.set(cache.size);
    },
  });
}
