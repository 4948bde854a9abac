import { Histogram } from 'prom-client';

const LABELS = ['route', 'method', 'status', 'delivery'] as const;
/** Bucket bounds in seconds, ascending: from a cached response to one the client gave up on. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']);

/**
 * Response times by route, method, status class and delivery.
 *
 * Labels are bounded: routes are patterns, anything else is `none` or `other`.
 */
export class RequestHistogram extends Histogram<(typeof LABELS)[number]> {
  constructor() {
    const help = 'Seconds until a request was answered';
    super({
      name: 'parlance_http_request_seconds',
      help,
      labelNames: LABELS,
      buckets: BUCKETS,
      registers: [],
    });
  }

  /** Count a response. @param route - Route pattern; undefined when no route matched. */
  readonly count = (route = 'none', method: string, status: number, milliseconds: number): void => {
    const labels = {
      route,
      method: METHODS.has(method) ? method : 'other',
      status: `${Math.floor(status / 100)}xx`,
      delivery: deliveryOf(route),
    };
    this.observe(labels, milliseconds / 1000);
  };
}

function deliveryOf(route: string): string {
  if (route.startsWith('/api/')) return 'api';
  if (route === '/mcp') return 'mcp';
  if (/^\/(?:static|images)/.test(route)) return 'file';
  if (/^\/(?:healthz|readyz|metrics)$/.test(route)) return 'monitor';
  return route === 'none' ? 'none' : 'page';
}
