import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Library } from '../library/library.js';

/** The service's figures, for Prometheus. */
export interface Figures {
  /** This process' own. */
  readonly registry: Registry;
  /** All figures as text; those of every process where there are several. */
  readonly read: () => Promise<string>;
}

/** The figures of this process. */
export function createFigures(library: Library): Figures {
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
  return { registry, read: () => registry.metrics() };
}
