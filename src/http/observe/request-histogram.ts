import { Histogram } from 'prom-client';

const LABELS = ['route', 'method', 'status', 'delivery'] as const;
type Label = (typeof LABELS)[number];
/** Bucket bounds in seconds, ascending: from a cached response to one the client gave up on. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;
const NAME = 'parlance_http_request_seconds';
const HELP = 'Seconds until a request was answered';
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']);

/** Responses of one route, method and status class. */
interface Series {
  readonly labels: Readonly<Record<Label, string>>;
  /** Responses per bucket; the last is of those that took longer than any bound. */
  readonly counts: number[];
  sum: number;
}

/**
 * Response times by route, method, status class and delivery.
 *
 * Counts by itself and is turned into a prom-client metric on scrape: prom-client's own counting costs 5 % of a cached response.
 * Labels are bounded: routes are patterns, anything else is `none` or `other`.
 */
export class RequestHistogram extends Histogram<Label> {
  private readonly series = new Map<string, Series>();

  constructor() {
    super({ name: NAME, help: HELP, labelNames: LABELS, registers: [] });
  }

  /** Count a response. @param route - Route pattern; undefined when no route matched. */
  readonly count = (route = 'none', method: string, status: number, milliseconds: number): void => {
    const known = METHODS.has(method) ? method : 'other';
    const key = `${known} ${Math.floor(status / 100)}xx ${route}`;
    let series = this.series.get(key);
    if (series === undefined) {
      const [, statusClass = ''] = key.split(' ');
      const labels = { route, method: known, status: statusClass, delivery: deliveryOf(route) };
      series = { labels, counts: [...BUCKETS, 0].map(() => 0), sum: 0 };
      this.series.set(key, series);
    }
    const seconds = milliseconds / 1000;
    series.sum += seconds;
    const bucket = BUCKETS.findIndex((most) => seconds <= most);
    const index = bucket === -1 ? BUCKETS.length : bucket;
    series.counts[index] = (series.counts[index] ?? 0) + 1;
  };

  /** What prom-client writes as text and, by `get`, hands to other processes; its types do not name it. */
  getForPromString(): Promise<Readonly<Record<string, unknown>>> {
    const values = [...this.series.values()].flatMap(({ labels, counts, sum }) => {
      let below = 0;
      const buckets = counts.map((count, index) => {
        below += count;
        return {
          metricName: `${NAME}_bucket`,
          labels: { ...labels, le: BUCKETS[index] ?? '+Inf' },
          value: below,
        };
      });
      return [
        ...buckets,
        { metricName: `${NAME}_sum`, labels, value: sum },
        { metricName: `${NAME}_count`, labels, value: below },
      ];
    });
    return Promise.resolve({ name: NAME, help: HELP, type: 'histogram', aggregator: 'sum', values });
  }
}

function deliveryOf(route: string): string {
  if (route.startsWith('/api/')) return 'api';
  if (route === '/mcp') return 'mcp';
  if (/^\/(?:static|images)/.test(route)) return 'file';
  if (/^\/(?:healthz|readyz|metrics)$/.test(route)) return 'monitor';
  return route === 'none' ? 'none' : 'page';
}
