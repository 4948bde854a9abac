import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

/**
 * What it costs to run Parlance: first compilation, start, memory, and how soon a saved file is served while requests go on.
 *
 * usage: npm run bench:serve -- --content DIR [--runs 5]
 */
const { values } = parseArgs({
  options: { content: { type: 'string', default: 'content' }, runs: { type: 'string', default: '5' } },
});
const contentDir = path.resolve(values.content);
const runs = Number(values.runs);
const agent = new http.Agent({ keepAlive: true });

interface Service {
  readonly child: ChildProcess;
  readonly url: string;
  /** Milliseconds from the start of the process to the first page. */
  readonly firstAnswer: number;
}

function get(url: string): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent }, (res) => {
        let body = '';
        res.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        res.on('end', () => resolve({ status: res.statusCode ?? 0, body }));
      })
      .on('error', reject);
  });
}

async function start(dataDir: string, page: string): Promise<Service> {
  const started = performance.now();
  const child = spawn(process.execPath, ['bin/parlance.js', 'serve'], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      CONTENT_DIR: contentDir,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const url = await new Promise<string>((resolve) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/\S+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    });
  });
  while ((await get(url + page)).status !== 200) await pause(10);
  return { child, url, firstAnswer: performance.now() - started };
}

async function stop({ child }: Service): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Megabytes of memory the process holds, all its threads included. */
function residentMemory({ child }: Service): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
}

function median(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low = 0, middle = 0, high = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return `${middle.toFixed(0)} (${low.toFixed(0)} to ${high.toFixed(0)})`;
}

/** Save a file and ask until its new title is served, while 50 requests a second go on elsewhere. */
async function changeUnderLoad(
  service: Service,
  file: string,
  page: string,
  others: readonly string[],
): Promise<{ readonly times: number[]; readonly failed: number; readonly asked: number }> {
  let [failed, asked] = [0, 0];
  const load = setInterval(() => {
    asked += 1;
    get(service.url + (others[asked % others.length] ?? page)).then(
      ({ status }) => (failed += status === 200 ? 0 : 1),
      () => (failed += 1),
    );
  }, 20);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const word = `changed${run}x${Date.now()}`;
    const text = readFileSync(file, 'utf8').replace(/^title: .*$/m, `title: ${word}`);
    const saved = performance.now();
    writeFileSync(file, text);
    while (!(await get(service.url + page)).body.includes(word)) await pause(5);
    times.push(performance.now() - saved);
    await pause(300);
  }
  clearInterval(load);
  await pause(200);
  return { times, failed, asked };
}

const locale = readdirSync(contentDir).find((name) => /^[a-z]{2}(-|$)/.test(name)) ?? 'de';
const files = readdirSync(path.join(contentDir, locale), { recursive: true, encoding: 'utf8' }).filter(
  (name) => /K[AT]-\d+\.md$/.test(name),
);
const pages = files.map((name) => `/${locale}/articles/${path.basename(name, '.md')}`);
const [firstFile = '', firstPage = ''] = [files[0], pages[0]];
const dataDir = mkdtempSync(path.join(tmpdir(), 'parlance-bench-'));
const saved = path.join(dataDir, 'saved.md');
const changed = path.join(contentDir, locale, firstFile);
copyFileSync(changed, saved);
try {
  console.log(
    `${cpus()[0]?.model ?? '?'}, ${availableParallelism()} processors, Node ${process.version}; ${contentDir}`,
  );
  let service = await start(dataDir, firstPage);
  console.log(`first compilation, to the first page   ${(service.firstAnswer / 1000).toFixed(1)} s`);
  await pause(3000);
  console.log(`memory after it                        ${residentMemory(service).toFixed(0)} MB`);
  await stop(service);
  const starts: number[] = [];
  for (let run = 0; run < runs; run++) {
    service = await start(dataDir, firstPage);
    starts.push(service.firstAnswer);
    if (run < runs - 1) await stop(service);
  }
  console.log(`start with a library, to the first page ${median(starts)} ms`);
  await pause(3000);
  console.log(`memory after the start                 ${residentMemory(service).toFixed(0)} MB`);
  for (let asked = 0; asked < 2000; asked++)
    await get(service.url + (pages[asked % pages.length] ?? firstPage));
  console.log(`memory after 2,000 pages               ${residentMemory(service).toFixed(0)} MB`);
  const { times, failed, asked } = await changeUnderLoad(service, changed, firstPage, pages.slice(1, 500));
  console.log(
    `a saved file is served after           ${median(times)} ms; meanwhile ${asked} requests, ${failed} failed`,
  );
  console.log(`memory after the changes               ${residentMemory(service).toFixed(0)} MB`);
  await stop(service);
} finally {
  copyFileSync(saved, changed);
  rmSync(dataDir, { recursive: true, force: true });
  agent.destroy();
}
