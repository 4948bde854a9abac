import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Library } from '../../library/library.js';

/** All metrics of the service as text for Prometheus; those of every process where there are several. */
export type ReadMetrics = () => Promise<string>;

/** Start counting in this process. */
export function createMetrics(library: Library): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'parlance_articles',
    help: 'Articles listed at the served revision',
    registers: [registry],
    aggregator: 'max',
    collect() {
      this.set(library.count());
    },
  });
  return registry;
}
