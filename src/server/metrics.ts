import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RequestHistogram } from '../http/observe/request-histogram.js';
import type { DeliveryDeps } from '../http/response/site.js';
import type { Library } from '../library/library.js';
import { Problem } from '../problem.js';
import type { ResponseCache } from './cache/response-cache.js';

/** Seconds, ascending. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Metrics of one process; explained in docs/operations.md. */
export class ProcessMetrics {
  readonly registry = new Registry();
  private readonly failures = this.counter(
    'parlance_thread_failures_total',
    'Threads that died, by what they did',
    'thread',
  );
  private readonly searches = this.histogram(
    'parlance_search_seconds',
    'Seconds until a search was answered, by what came of it: found, empty, failed',
  );
  private readonly degraded = this.counter(
    'parlance_search_degraded_total',
    'Searches answered without the search cluster, by why: away, slow, no-index',
    'reason',
  );
  private readonly writes = this.histogram(
    'parlance_ledger_write_seconds',
    'Seconds until something was written down, by what came of it: written, away, failed',
  );
  private readonly walks = this.counter(
    'parlance_walk_outcomes_total',
    'Walks that ended, by how',
    'outcome',
  );
  private readonly attempts = this.counter(
    'parlance_webhook_attempts_total',
    'Messages sent, by what came of it: delivered, failed; and subscriptions that were disabled',
    'result',
  );
  private readonly queue = this.gauge('parlance_webhook_queue', 'Messages that wait to be delivered');
  private readonly age = this.gauge(
    'parlance_webhook_oldest_seconds',
    'Seconds that the oldest of them has waited',
  );

  /** @param requests - The HTTP request histogram. */
  constructor(requests: RequestHistogram) {
    collectDefaultMetrics({ register: this.registry });
    this.registry.registerMetric(requests);
  }

  /** Count a thread that died. */
  countThreadFailure(thread: string): void {
    this.failures.inc({ thread });
  }

  /** Count what was sent to a subscriber. */
  readonly countAttempt = (result: 'delivered' | 'failed' | 'disabled'): void =>
    this.attempts.inc({ result });

  /** @param age - Seconds that the oldest message has waited. */
  readonly setQueue = (count: number, age: number): void => {
    this.queue.set(count);
    this.age.set(age);
  };

  /** Time a write to the ledger. */
  readonly timeWrite = <Result>(work: Promise<Result>): Promise<Result> =>
    timed(this.writes, work, () => 'written');

  /** The same services, with searches and walk outcomes counted. */
  measure<Deps extends Pick<DeliveryDeps, 'search' | 'ledger'>>(deps: Deps): Deps {
    const { search, ledger } = deps;
    return {
      ...deps,
      search: {
        ...search,
        search: (query) =>
          timed(this.searches, search.search(query), ({ degraded, total }) => {
            if (degraded !== undefined) this.degraded.inc({ reason: degraded });
            return total > 0 ? 'found' : 'empty';
          }),
      },
      ledger: {
        ...ledger,
        outcomes: {
          count: (reached, reader) => {
            this.walks.inc({ outcome: reached.outcomeKind });
            return ledger.outcomes.count(reached, reader);
          },
        },
      },
    };
  }

  /** Export what is served. */
  addLibrary(library: Library): void {
    this.gauge('parlance_articles', 'Articles listed at the served revision', () => library.count());
    this.gauge(
      'parlance_library_changed_seconds',
      'When the served revision was made, in seconds since 1970',
      () => (library.changedAt?.getTime() ?? 0) / 1000,
    );
    this.gauge(
      'parlance_ingest_files',
      'Article files in the content folder',
      () => library.ingest?.files ?? 0,
    );
    this.gauge(
      'parlance_ingest_seconds',
      'Seconds that the last change of the content took to compile',
      () => library.ingest?.seconds ?? 0,
    );
    new Gauge({
      name: 'parlance_library_info',
      help: 'Always 1; the label is the served revision',
      labelNames: ['revision'],
      registers: [this.registry],
      aggregator: 'max',
      collect() {
        this.reset();
        if (library.revision !== undefined) this.set({ revision: library.revision.slice(0, 16) }, 1);
      },
    });
    new Gauge({
      name: 'parlance_content_diagnostics',
      help: 'What is wrong with files of the content, by severity',
      labelNames: ['severity'],
      registers: [this.registry],
      aggregator: 'max',
      collect() {
        for (const [severity, count] of Object.entries(library.diagnosticCounts()))
          this.set({ severity }, count);
      },
    });
  }

  /** Export the response cache's statistics. */
  addCache(cache: ResponseCache): void {
    const registers = [this.registry];
    new Counter({
      name: 'parlance_response_cache_requests_total',
      help: 'Requests by what the response cache made of them: hit, unchanged (answered 304), miss',
      labelNames: ['result'],
      registers,
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
      help: 'How often all cached answers were dropped, since the articles had changed',
      registers,
      collect() {
        this.reset();
        this.inc(cache.counts.drops);
      },
    });
    new Gauge({
      name: 'parlance_response_cache_bytes',
      help: 'Bytes of memory that cached answers take',
      registers,
      collect() {
        this.set(cache.size);
      },
    });
  }

  private counter<Label extends string>(name: string, help: string, label: Label): Counter<Label> {
    return new Counter({ name, help, labelNames: [label], registers: [this.registry] });
  }

  private histogram(name: string, help: string): Histogram<'result'> {
    const registers = [this.registry];
    return new Histogram({ name, help, labelNames: ['result'], buckets: SECONDS, registers });
  }

  /** A number that is the same in every process. @param read - Asked at each scrape. */
  private gauge(name: string, help: string, read?: () => number): Gauge {
    return new Gauge({
      name,
      help,
      registers: [this.registry],
      aggregator: 'max',
      collect() {
        if (read !== undefined) this.set(read());
      },
    });
  }
}

/** Measure the duration of an operation, by result. */
async function timed<Result>(
  seconds: Histogram<'result'>,
  work: Promise<Result>,
  nameResult: (result: Result) => string,
): Promise<Result> {
  const end = seconds.startTimer();
  try {
    const result = await work;
    end({ result: nameResult(result) });
    return result;
  } catch (error) {
    end({ result: error instanceof Problem && error.code === 'ledger-unavailable' ? 'away' : 'failed' });
    throw error;
  }
}
