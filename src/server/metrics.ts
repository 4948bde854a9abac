import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RequestHistogram } from '../http/observe/request-histogram.js';
import type { DeliveryDeps } from '../http/response/site.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Library } from '../library/library.js';
import { Problem } from '../problem.js';
import type { SearchService } from '../search/search-service.js';
import type { ResponseCache } from './cache/response-cache.js';
import type { SenderDeps } from './webhook-sender.js';

/** Seconds, ascending. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Metrics of one process; explained in docs/operations.md. */
export interface ProcessMetrics {
  readonly registry: Registry;
  /** The same services, counted. */
  readonly measure: <Deps extends Pick<DeliveryDeps, 'search' | 'ledger'>>(deps: Deps) => Deps;
  /** Count a thread that died. */
  readonly countThreadFailure: (thread: string) => void;
  /** Counts webhook deliveries. */
  readonly webhooks: Required<Pick<SenderDeps, 'onAttempt' | 'onQueue'>>;
  /** Export the response cache's statistics. */
  readonly addCache: (cache: ResponseCache) => void;
}

/** Create the metrics of this process. @param requests - The HTTP request histogram. */
export function createMetrics(library: Library, requests: RequestHistogram): ProcessMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  registry.registerMetric(requests);
  addLibrary(registry, library);
  const failures = new Counter({
    name: 'parlance_thread_failures_total',
    help: 'Threads that died, by what they did',
    labelNames: ['thread'],
    registers,
  });
  return {
    registry,
    measure: (deps) => ({
      ...deps,
      search: measureSearch(registry, deps.search),
      ledger: measureLedger(registry, deps.ledger),
    }),
    countThreadFailure: (thread) => failures.inc({ thread }),
    webhooks: createWebhookMetrics(registry),
    addCache: (cache) => addCache(registry, cache),
  };
}

function addLibrary(registry: Registry, library: Library): void {
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      aggregator: 'max',
      collect() {
        this.set(read());
      },
    });
  };
  gauge('parlance_articles', 'Articles listed at the served revision', () => library.count());
  gauge(
    'parlance_library_changed_seconds',
    'When the served revision was made, in seconds since 1970',
    () => (library.changedAt?.getTime() ?? 0) / 1000,
  );
  gauge('parlance_ingest_files', 'Article files in the content folder', () => library.ingest?.files ?? 0);
  gauge(
    'parlance_ingest_seconds',
    'Seconds that the last change of the content took to compile',
    () => library.ingest?.seconds ?? 0,
  );
  new Gauge({
    name: 'parlance_library_info',
    help: 'Always 1; the label is the served revision',
    labelNames: ['revision'],
    registers: [registry],
    aggregator: 'max',
    collect() {
      this.reset();
      if (library.revision !== undefined) this.set({ revision: library.revision.slice(0, 16) }, 1);
    },
  });
  let counted:
    { readonly revision: string | undefined; readonly bySeverity: Record<string, number> } | undefined;
  new Gauge({
    name: 'parlance_content_diagnostics',
    help: 'What is wrong with files of the content, by severity',
    labelNames: ['severity'],
    registers: [registry],
    aggregator: 'max',
    collect() {
      const { revision } = library;
      if (counted?.revision !== revision) {
        const bySeverity: Record<string, number> = { error: 0, warning: 0, info: 0 };
        for (const { severity } of library.diagnostics())
          bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
        counted = { revision, bySeverity };
      }
      for (const [severity, count] of Object.entries(counted?.bySeverity ?? {}))
        this.set({ severity }, count);
    },
  });
}

/** Wrap a search so that its results and latency are counted. */
function measureSearch(registry: Registry, search: SearchService): SearchService {
  const seconds = new Histogram({
    name: 'parlance_search_seconds',
    help: 'Seconds until a search was answered, by what came of it: found, empty, failed',
    labelNames: ['result'],
    buckets: SECONDS,
    registers: [registry],
  });
  const degraded = new Counter({
    name: 'parlance_search_degraded_total',
    help: 'Searches answered without the search cluster, by why: away, slow, no-index',
    labelNames: ['reason'],
    registers: [registry],
  });
  return {
    ...search,
    search: (query) =>
      timed(seconds, search.search(query), (result) => {
        if (result.degraded !== undefined) degraded.inc({ reason: result.degraded });
        return result.total > 0 ? 'found' : 'empty';
      }),
  };
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

/** Wrap the ledger so that writes, walk outcomes and outages are counted. */
function measureLedger(registry: Registry, ledger: Ledger): Ledger {
  const seconds = new Histogram({
    name: 'parlance_ledger_write_seconds',
    help: 'Seconds until something was written down, by what came of it: written, away, failed',
    labelNames: ['result'],
    buckets: SECONDS,
    registers: [registry],
  });
  const outcomes = new Counter({
    name: 'parlance_walk_outcomes_total',
    help: 'Walks that ended, by how',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const write = <Result>(work: Promise<Result>): Promise<Result> => timed(seconds, work, () => 'written');
  const { citations, links, feedback, outcomes: ends } = ledger;
  return {
    ...ledger,
    links: {
      ...links,
      put: (...given) => write(links.put(...given)),
      remove: (...given) => write(links.remove(...given)),
    },
    citations: { count: (...given) => write(citations.count(...given)) },
    feedback: { ...feedback, give: (...given) => write(feedback.give(...given)) },
    outcomes: {
      ...ends,
      count: async (reached, reader) => {
        outcomes.inc({ outcome: reached.outcomeKind });
        return write(ends.count(reached, reader));
      },
    },
  };
}

function createWebhookMetrics(registry: Registry): ProcessMetrics['webhooks'] {
  const registers = [registry];
  const attempts = new Counter({
    name: 'parlance_webhook_attempts_total',
    help: 'Messages sent, by what came of it: delivered, failed; and subscriptions that were disabled',
    labelNames: ['result'],
    registers,
  });
  // The queue is the same in every process.
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name, help, registers, aggregator: 'max' });
  const waiting = gauge('parlance_webhook_queue', 'Messages that wait to be delivered');
  const age = gauge('parlance_webhook_oldest_seconds', 'Seconds that the oldest of them has waited');
  return {
    onAttempt: (result) => attempts.inc({ result }),
    onQueue: (count, seconds) => {
      waiting.set(count);
      age.set(seconds);
    },
  };
}

function addCache(registry: Registry, cache: ResponseCache): void {
  const registers = [registry];
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
