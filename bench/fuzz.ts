import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { listContent } from './make-content.js';
import { createRandom, createRequests, type FuzzedRequest } from './fuzz/requests.js';
import { memoryOf, pause, startParlance, stop } from './http/servers.js';

/**
 * Fuzz a service started for the purpose, over raw sockets: paths, methods, headers, queries, JSON, forms, multipart bodies cut at any byte,
 * MCP, bytes that are not HTTP. The same seed sends the same requests.
 *
 * Fails on a status of 500 or more, on a request that is never answered, and if the process exits.
 *
 * usage: npm run fuzz -- [--requests 10000] [--seed 1] [--workers 1]
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
  },
});
const CONNECTIONS = 24;
/** Milliseconds after which a request counts as never answered: longer than the service waits for an incomplete one. */
const LONGEST_ANSWER = 60_000;
/** Share of the requests after which memory is first measured: caches and threads exist by then. */
const WARM = 0.1;

const folder = mkdtempSync(path.join(tmpdir(), 'parlance-fuzz-'));
const contentDir = path.join(folder, 'content');
for (const source of ['test/fixtures/site', 'content']) cpSync(source, contentDir, { recursive: true });
const files = listContent(contentDir);
const site = {
  locales: [...new Set(files.map(({ page }) => page.split('/')[1] ?? ''))],
  numbers: [...new Set(files.map(({ file }) => path.basename(file, '.md')))],
};
const wanted = Number(values.requests);
const service = await startParlance(folder, contentDir, {
  RATE_LIMIT: '0',
  LOG_LEVEL: 'error',
  WORKERS: values.workers,
});
const next = createRequests(createRandom(Number(values.seed)), site);
const statuses = new Map<number, number>();
const bad: string[] = [];
let [sent, ended, warm] = [0, false, 0];
service.child.once('exit', () => (ended = true));

/** Send a request and read the first status. @returns 0: closed without one; -1: neither answered nor closed. */
function send({ bytes, isAbandoned }: FuzzedRequest): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(service.port, '127.0.0.1');
    let head = '';
    const done = (status: number): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(status);
    };
    const timer = setTimeout(() => done(-1), LONGEST_ANSWER);
    socket.on('data', (chunk: Buffer) => {
      if (head.length < 4096) head += chunk.toString('latin1');
      // A 100 precedes the actual response.
      const status = Number(/^(?:HTTP\/1\.1 100 [^]*?\r\n\r\n)?HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
      if (status >= 200) done(status);
    });
    socket.on('error', () => done(0));
    socket.on('close', () => done(0));
    socket.on('connect', () => {
      socket.write(bytes);
      if (isAbandoned) setImmediate(() => done(0));
      // The service waits for an incomplete request; we do not wait that long.
      else socket.end();
    });
  });
}

async function client(): Promise<void> {
  while (sent < wanted && !ended) {
    sent += 1;
    if (sent === Math.floor(wanted * WARM)) warm = memoryOf(service);
    const request = next();
    const status = await send(request);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status >= 500 || status === -1)
      bad.push(
        `${status} ${request.kind}: ${JSON.stringify(request.bytes.subarray(0, 600).toString('latin1'))}`,
      );
  }
}

const started = performance.now();
await Promise.all(Array.from({ length: CONNECTIONS }, client));
const seconds = (performance.now() - started) / 1000;
await pause(5000);
const after = ended ? Number.NaN : memoryOf(service);
const log = service
  .printed()
  .split('\n')
  .filter((line) => /^\{"level":[56]0/.test(line));
console.log(`${sent} requests in ${seconds.toFixed(0)} s, seed ${values.seed}`);
console.log(
  `by status: ${[...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status || 'closed'} × ${count}`)
    .join(', ')}`,
);
console.log(
  `5xx or never answered: ${bad.length}; process exited: ${ended ? 'yes' : 'no'}; error lines: ${log.length}`,
);
console.log(
  `memory: ${warm.toFixed(0)} MB after a tenth, ${after.toFixed(0)} MB at the end (${(after / warm).toFixed(2)})`,
);
for (const line of [...bad.slice(0, 20), ...log.slice(0, 20)]) console.log(line);
if (!ended) await stop(service);
rmSync(folder, { recursive: true, force: true });
process.exitCode = bad.length > 0 || ended ? 1 : 0;
