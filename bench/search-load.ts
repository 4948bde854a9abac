import { processorMilliseconds } from './measurement.js';
import { get as ask, startService, stopService } from './service.js';

/** The cost of searches over HTTP, and their effect on other requests; lists of milliseconds. */
export interface SearchLoad {
  /** The first searches after `/readyz`, in order. */
  readonly firsts: readonly number[];
  /** Extra time of sequential searches over HTTP compared with the same search in process just before. */
  readonly added: readonly number[];
  /** Mean processor time of a search over HTTP, and of the same in process. */
  readonly processor: { readonly overHttp: number; readonly inProcess: number };
  /** Searches, four at a time. */
  readonly searches: readonly number[];
  /** An article page every 5 ms, under these searches. */
  readonly pages: readonly number[];
  /** The same without searches. */
  readonly quietPages: readonly number[];
  /** Event-loop delay during searches, from the service's metrics. */
  readonly loopDelay: Readonly<Record<'p50' | 'p99' | 'most', number>>;
}

const CLIENTS = 4;
const SECONDS = 8;
/** Resolution of the metrics' timer. */
const TIMER = 10;
const FIRSTS = 10;

async function get(url: string): Promise<string> {
  const { status, body } = await ask(url);
  if (status !== 200) throw new Error(`${status} of ${url}`);
  return body;
}

async function timed(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function askPages(url: string, until: number): Promise<number[]> {
  const times: Promise<number>[] = [];
  while (performance.now() < until) {
    times.push(timed(() => get(url)));
    await pause(5);
  }
  return Promise.all(times);
}

function lag(metrics: string, name: string): number {
  const seconds = new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, 'm').exec(metrics)?.[1];
  return Math.max(0, Number(seconds) * 1000 - TIMER);
}

function processorOf(metrics: string): number {
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]) * 1000;
}

/** A query with its reader's locale. */
interface Asked {
  readonly locale: string;
  readonly query: string;
}

/**
 * Serve an existing library and load it with searches: the first ones, sequentially, and four at a time, while requesting one page.
 *
 * @param searchHere - The same search in this process.
 */
export async function measureSearchLoad(
  { contentDir, dataDir }: { readonly contentDir: string; readonly dataDir: string },
  queries: readonly Asked[],
  page: string,
  searchHere: (asked: Asked) => unknown,
): Promise<SearchLoad> {
  const service = await startService(contentDir, dataDir, '/readyz');
  const { url } = service;
  const address = ({ query, locale }: Asked): string =>
    `${url}/api/v1/search?${new URLSearchParams({ q: query, locale })}`;
  try {
    const firsts: number[] = [];
    for (const query of queries.slice(-FIRSTS)) firsts.push(await timed(() => get(address(query))));
    for (const query of queries) await get(address(query));
    const added: number[] = [];
    let inProcess = 0;
    for (const query of queries) {
      const here = await timed(() => searchHere(query));
      added.push((await timed(() => get(address(query)))) - here);
    }
    for (const query of queries) inProcess += await processorMilliseconds(() => searchHere(query));
    const before = processorOf(await get(`${url}/metrics`));
    for (const query of queries) await get(address(query));
    const overHttp = processorOf(await get(`${url}/metrics`)) - before;
    const processor = {
      overHttp: overHttp / queries.length,
      inProcess: inProcess / queries.length,
    };
    const quietPages = await askPages(url + page, performance.now() + (SECONDS * 1000) / 2);
    await get(`${url}/metrics`);
    const until = performance.now() + SECONDS * 1000;
    const searches: number[] = [];
    const searching = Array.from({ length: CLIENTS }, async (_, client) => {
      for (let i = client; performance.now() < until; i += CLIENTS) {
        const query = queries[i % queries.length];
        if (query !== undefined) searches.push(await timed(() => get(address(query))));
      }
    });
    const [pages] = await Promise.all([askPages(url + page, until), ...searching]);
    const metrics = await get(`${url}/metrics`);
    const loopDelay = { p50: lag(metrics, 'p50'), p99: lag(metrics, 'p99'), most: lag(metrics, 'max') };
    return { firsts, added, processor, searches, pages, quietPages, loopDelay };
  } finally {
    await stopService(service);
  }
}
