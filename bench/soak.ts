import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { memoryOf, pause, startParlance, stop } from './http/servers.js';
import { listContent, makeContent } from './make-content.js';
import { percentile } from './measurement.js';

/**
 * Use the service as on a busy day: every kind of page for every article and locale, side by side, with findings, walks and logs, while
 * locale folders are replaced, the link to the content is swapped, and all files are touched once so that everything is recompiled
 * under load.
 *
 * Fails on a status of 500 or more, on a failed request, and if memory grows by 5 % or more in the second half.
 *
 * usage: npm run soak -- [--minutes 10] [--content DIR]
 */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, content: { type: 'string' } },
});
const CONNECTIONS = 8;
const MINUTE = 60_000;
const end = performance.now() + Number(values.minutes) * MINUTE;
const LOG = `19.08.2022 06:00:12 mcSynch Logon failed\n${'x'.repeat(80)}\n`.repeat(200);

const folder = mkdtempSync(path.join(tmpdir(), 'parlance-soak-'));
const [first, second] = [path.join(folder, 'rev1'), path.join(folder, 'rev2')];
if (values.content === undefined) makeContent(first, 400);
else cpSync(values.content, first, { recursive: true });
cpSync('content/walks', path.join(first, 'walks'), { recursive: true });
cpSync(first, second, { recursive: true });
const current = path.join(folder, 'current');
symlinkSync(first, current);

const service = await startParlance(folder, current, { RATE_LIMIT: '0', LOG_LEVEL: 'error' });
// The event-loop delay is measured from the first scrape on.
const readMetrics = async (): Promise<string> =>
  (await fetch(`http://127.0.0.1:${service.port}/metrics`)).text();
await readMetrics();
const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const files = listContent(first);
const pages = files.map(({ page }) => page);
const locales = [...new Set(pages.map((page) => page.split('/')[1] ?? ''))];
const times: number[] = [];
const faults: string[] = [];
const slowest = { milliseconds: 0, path: '' };
const memory: number[] = [];
const changes: string[] = [];
let [turn, failed] = [0, 0];

/** Send one request; any status below 500 is accepted, since articles come and go. */
function ask(method: string, target: string, type?: string, body?: string): Promise<void> {
  const started = performance.now();
  return new Promise((resolve) => {
    const done = (fault?: string): void => {
      const milliseconds = performance.now() - started;
      times.push(milliseconds);
      if (milliseconds > slowest.milliseconds) Object.assign(slowest, { milliseconds, path: target });
      if (fault !== undefined) faults.push(`${method} ${target}: ${fault}`);
      resolve();
    };
    const request = http.request(
      {
        port: service.port,
        host: '127.0.0.1',
        agent,
        method,
        path: target,
        headers: { ...(type !== undefined && { 'Content-Type': type }), 'Accept-Encoding': 'gzip' },
      },
      (res) => {
        res.resume();
        res.once('end', () => {
          const { statusCode = 0 } = res;
          done(statusCode >= 500 ? String(statusCode) : undefined);
        });
        res.once('error', (error) => done(error.message));
      },
    );
    request.once('error', (error) => {
      failed += 1;
      done(error.message);
    });
    request.end(body);
  });
}

/** The next request: page kinds in turn, articles one after the other. */
function next(): Promise<void> {
  const page = pages[Math.floor(turn / 3) % pages.length] ?? '/';
  const number = path.posix.basename(page);
  const locale = page.split('/')[1] ?? '';
  const other = locales[turn % locales.length] ?? locale;
  const kinds: readonly (() => Promise<void>)[] = [
    () => ask('GET', page),
    () => ask('GET', `${page}?beside=${other}`),
    () => ask('GET', `${page}?beside=${other}&faults=1`),
    () => ask('GET', `${page}.md`),
    () => ask('GET', `${page}.json`),
    () => ask('GET', `/api/v1/articles/${number}?locale=${other}&include=text`),
    () => ask('GET', `/${number}`),
    () => ask('GET', `/${locale}/articles`),
    () => ask('GET', `/${locale}/search?q=${encodeURIComponent(`${number} error`)}`),
    () => ask('GET', `/api/v1/suggest?locale=${locale}&q=ad`),
    () => ask('GET', `/${locale}/feed.atom`),
    () => ask('GET', `${page}/walk`),
    () => ask('GET', `/sitemap.xml`),
    () =>
      ask(
        'POST',
        `/api/v1/articles/${number}/walk`,
        'application/json',
        JSON.stringify({ locale, answers: {} }),
      ),
    () =>
      ask(
        'POST',
        '/api/v1/articles/KA-05406/walk',
        'application/json',
        JSON.stringify({ locale, answers: { logs: LOG } }),
      ),
    () =>
      ask(
        'POST',
        `/api/v1/articles/${number}/feedback`,
        'application/json',
        JSON.stringify({ locale, helpful: true }),
      ),
    () => (turn % 17 === 0 ? ask('GET', `${page}/card.png?width=200`) : ask('GET', page)),
  ];
  const kind = kinds[turn % kinds.length];
  turn += 1;
  return kind?.() ?? Promise.resolve();
}

async function client(): Promise<void> {
  while (performance.now() < end) await next();
}

/** What deployments and editors do: swap the link, replace a folder, touch everything. */
async function change(): Promise<void> {
  let round = 0;
  const wait = Math.max(5000, (Number(values.minutes) * MINUTE) / 12);
  for (;;) {
    await pause(wait);
    if (performance.now() > end - 5000) return;
    const target = round % 2 === 0 ? second : first;
    if (round === 2) {
      const now = new Date();
      for (const name of readdirSync(target, { recursive: true, encoding: 'utf8' }))
        utimesSync(path.join(target, name), now, now);
      changes.push('all files touched');
    } else if (round % 3 === 1) {
      const locale = path.join(second, locales[0] ?? '');
      cpSync(locale, `${locale}.new`, { recursive: true });
      renameSync(locale, `${locale}.old`);
      renameSync(`${locale}.new`, locale);
      rmSync(`${locale}.old`, { recursive: true });
      changes.push('folder replaced');
    } else {
      symlinkSync(target, `${current}.new`);
      renameSync(`${current}.new`, current);
      service.child.kill('SIGHUP');
      changes.push('link swapped');
    }
    round += 1;
  }
}

async function watchMemory(): Promise<void> {
  while (performance.now() < end) {
    memory.push(memoryOf(service));
    await pause(1000);
  }
}

await Promise.all([...Array.from({ length: CONNECTIONS }, client), change(), watchMemory()]);
agent.destroy();
const metrics = await readMetrics();
const figure = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]);
const descriptors = readdirSync(`/proc/${service.child.pid}/fd`).length;
await pause(5000);
const rest = memoryOf(service);
/** The median over some seconds: single readings vary with uncollected garbage. */
const around = (share: number): number => {
  const at = Math.floor((memory.length - 1) * share);
  return percentile(memory.slice(Math.max(0, at - 10), at + 11), 0.5);
};
const growth = around(1) / around(0.5) - 1;
const lines = service
  .printed()
  .split('\n')
  .filter((line) => /^\{"level":[56]0/.test(line));
const delay = figure('nodejs_eventloop_lag_p99_seconds') * 1000;
console.log(`${values.minutes} minutes over ${pages.length} translations; ${changes.join(', ')}`);
console.log(
  `requests ${times.length}, failed ${failed}, 5xx ${faults.length - failed}, error lines ${lines.length}`,
);
console.log(
  `p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms, slowest ${slowest.milliseconds.toFixed(0)} ms (${slowest.path}); event loop p99 ${delay.toFixed(1)} ms`,
);
console.log(
  `RSS ${around(0).toFixed(0)} MB at the start, ${around(0.5).toFixed(0)} in the middle, ${around(1).toFixed(0)} at the end (second half ${(growth * 100).toFixed(1)} %), ${rest.toFixed(0)} at rest; ${descriptors} descriptors`,
);
for (const line of [...faults.slice(0, 20), ...lines.slice(0, 20)]) console.log(line.slice(0, 600));
await stop(service);
rmSync(folder, { recursive: true, force: true });
process.exitCode = faults.length > 0 || growth >= 0.05 ? 1 : 0;
