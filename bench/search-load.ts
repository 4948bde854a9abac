import { spawn } from 'node:child_process';
import http from 'node:http';

/** What other requests meet while searches go on, in milliseconds, sorted. */
export interface SearchLoad {
  readonly searches: readonly number[];
  /** An article's page, asked for by itself every 5 ms. */
  readonly pages: readonly number[];
  /** The same without any search. */
  readonly quietPages: readonly number[];
  /** How late the service's event loop came to its timers under search, as its own metrics say. */
  readonly loopDelay: Readonly<Record<'p50' | 'p99' | 'most', number>>;
}

const CLIENTS = 4;
const SECONDS = 8;
/** The metrics' timer itself takes so long. */
const TIMER = 10;

const agent = new http.Agent({ keepAlive: true });

function get(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent }, (res) => {
        let body = '';
        res.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        res.on('end', () =>
          res.statusCode === 200 ? resolve(body) : reject(new Error(`${res.statusCode}`)),
        );
      })
      .on('error', reject);
  });
}

async function timed(url: string): Promise<number> {
  const start = performance.now();
  await get(url);
  return performance.now() - start;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function askPages(url: string, until: number): Promise<number[]> {
  const times: Promise<number>[] = [];
  while (performance.now() < until) {
    times.push(timed(url));
    await pause(5);
  }
  return (await Promise.all(times)).toSorted((a, b) => a - b);
}

function lag(metrics: string, name: string): number {
  const seconds = new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, 'm').exec(metrics)?.[1];
  return Math.max(0, Number(seconds) * 1000 - TIMER);
}

/**
 * Serve a library that is there and ask it for searches, four at a time, and for one page all the while.
 *
 * @param queries - Texts with their asker's locale.
 */
export async function measureSearchLoad(
  { contentDir, dataDir }: { readonly contentDir: string; readonly dataDir: string },
  queries: readonly { readonly locale: string; readonly query: string }[],
  page: string,
): Promise<SearchLoad> {
  const child = spawn(process.execPath, ['bin/parlance.js', 'serve'], {
    env: {
      ...process.env,
      PORT: '0',
      CONTENT_DIR: contentDir,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      RATE_LIMIT: '0',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const url = await new Promise<string>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        const address = /http:\/\/\S+/.exec(chunk.toString())?.[0];
        if (address !== undefined) resolve(address);
      });
    });
    await pause(4000);
    const addresses = queries.map(
      ({ query, locale }) => `${url}/api/v1/search?${new URLSearchParams({ q: query, locale })}`,
    );
    for (const address of addresses) await get(address);
    const quietPages = await askPages(url + page, performance.now() + (SECONDS * 1000) / 2);
    await get(`${url}/metrics`);
    const until = performance.now() + SECONDS * 1000;
    const searches: number[] = [];
    const searching = Array.from({ length: CLIENTS }, async (_, client) => {
      for (let i = client; performance.now() < until; i += CLIENTS) {
        searches.push(await timed(addresses[i % addresses.length] ?? url));
      }
    });
    const [pages] = await Promise.all([askPages(url + page, until), ...searching]);
    const metrics = await get(`${url}/metrics`);
    return {
      searches: searches.toSorted((a, b) => a - b),
      pages,
      quietPages,
      loopDelay: { p50: lag(metrics, 'p50'), p99: lag(metrics, 'p99'), most: lag(metrics, 'max') },
    };
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}
