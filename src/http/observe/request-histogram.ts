import { Histogram, type MetricObjectWithValues, type MetricValueWithName } from 'prom-client';

const LABELS = ['route', 'method', 'status', 'delivery'] as const;
type Label = (typeof LABELS)[number];
/** Bucket bounds in seconds, ascending: from a cached response to one the client gave up on. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;
const NAME = 'parlance_http_request_seconds';
const SETTINGS = {
  name: NAME,
  help: 'Seconds until a request was answered',
  labelNames: LABELS,
  registers: [],
};
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']);

interface Series {
  readonly labels: Readonly<Record<Label, string>>;
  /** Responses per bucket. */
  readonly counts: number[];
  sum: number;
  count: number;
}

/**
 * Response times by route, method, status class and delivery.
 *
 * Counts by itself and is turned into a prom-client metric on scrape: prom-client's own counting costs 5 % of a cached response.
 * Labels are bounded: routes are patterns, anything else is `none` or `other`.
 */
export class RequestHistogram extends Histogram<Label> {
  private readonly series = new Map<string, Series>();
  /** Empty metric that carries the name. */
  private readonly shape = new Histogram<Label>(SETTINGS);

  constructor() {
    super(SETTINGS);
  }

  /** Count a response. @param route - Route pattern; undefined when no route matched. */
  readonly count = (route = 'none', method: string, status: number, milliseconds: number): void => {
    const known = METHODS.has(method) ? method : 'other';
    const key = `${known} ${status} ${route}`;
    let series = this.series.get(key);
    if (series === undefined) {
      const labels = {
        route,
        method: known,
        status: `${Math.floor(status / 100)}xx`,
        delivery: deliveryOf(route),
      };
      series = { labels, counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
      this.series.set(key, series);
    }
    const seconds = milliseconds / 1000;
    series.sum += seconds;
    series.count += 1;
    const bucket = BUCKETS.findIndex((most) => seconds <= most);
    if (bucket !== -1) series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
  };

  override get(): Promise<MetricObjectWithValues<MetricValueWithName<Label>>> {
    const values = [...this.merged()].flatMap(({ labels, counts, sum, count }) => {
      let below = 0;
      const buckets = BUCKETS.map((most, index) => {
        below += counts[index] ?? 0;
        return { metricName: `${NAME}_bucket`, labels: { ...labels, le: most }, value: below };
      });
      return [
        ...buckets,
        { metricName: `${NAME}_bucket`, labels: { ...labels, le: '+Inf' }, value: count },
        { metricName: `${NAME}_sum`, labels, value: sum },
        { metricName: `${NAME}_count`, labels, value: count },
      ];
    });
    return this.shape.get().then((metric) => ({ ...metric, values }));
  }

  /** prom-client reads this when it writes text, though its types do not say so. */
  getForPromString(): ReturnType<RequestHistogram['get']> {
    return this.get();
  }

  /** One series per status class. */
  private merged(): Iterable<Series> {
    const merged = new Map<string, Series>();
    for (const { labels, counts, sum, count } of this.series.values()) {
      const key = `${labels.method} ${labels.status} ${labels.route}`;
      const known = merged.get(key) ?? { labels, counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
      merged.set(key, {
        labels,
        counts: known.counts.map((value, index) => value + (counts[index] ?? 0)),
        sum: known.sum + sum,
        count: known.count + count,
      });
    }
    return merged.values();
  }
}

function deliveryOf(route: string): string {
  if (route.startsWith('/api/')) return 'api';
  if (route === '/mcp') return 'mcp';
  if (/^\/(?:static|images)/.test(route)) return 'file';
  if (/^\/(?:healthz|readyz|metrics)$/.test(route)) return 'monitor';
  return route === 'none' ? 'none' : 'page';
}
