import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { RequestHistogram } from '../src/http/observe/request-histogram.js';
import { startNginx as startProxy } from '../test/support/nginx.js';
import { at, load, requestBytes } from './http/load.js';
import { sample } from './http/sample.js';
import { CLIENT, saturate, type Saturation } from './http/saturate.js';
import { multiplyContent, touchAll } from './http/many-files.js';
import {
  hasNginx,
  pause,
  processorTime,
  startNginx,
  startParlance,
  startPlain,
  stop,
  type Running,
} from './http/servers.js';

/**
 * Compare Parlance with `node:http`, Express and nginx sending the same bytes, loaded by one client over 32 keep-alive connections, in
 * alternating runs.
 *
 * Parlance logs as in production, LOG_LEVEL info to a file; `node:http` and Express send the bytes and do nothing else.
 *
 * usage: npm run bench:http -- [--content DIR] [--files 14000] [--runs 5] [--seconds 2] [--only hot,proxy,metrics,latency,workers,ingest,memory] [--json]
 */
const { values } = parseArgs({
  options: {
    content: { type: 'string', default: 'content' },
    files: { type: 'string' },
    runs: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string', default: 'hot,proxy,metrics,latency,workers,ingest,memory' },
    json: { type: 'boolean', default: false },
  },
});
const CONNECTIONS = 32;
/** Responses counted to find what counting one takes. */
const COUNTED = 1_000_000;
const runs = Number(values.runs);
const milliseconds = Number(values.seconds) * 1000;
const parts = new Set(values.only.split(','));

interface Row {
  readonly measure: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly target?: string;
}

const rows: Row[] = [];

function report(measure: string, unit: string, numbers: readonly number[], target?: string): void {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [min = Number.NaN, max = Number.NaN] = [sorted[0], sorted.at(-1)];
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  rows.push({ measure, unit, median, min, max, ...(target !== undefined && { target }) });
  if (values.json) return;
  const digits = ['ratio', 'ms', 'µs', '%'].includes(unit) ? 2 : 0;
  const spread = numbers.length > 1 ? ` (${min.toFixed(digits)} to ${max.toFixed(digits)})` : '';
  const wanted = target === undefined ? '' : `   target ${target}`;
  console.log(`${measure.padEnd(58)} ${median.toFixed(digits)} ${unit}${spread}${wanted}`);
}

/** A server's result of one run. */
interface Measured {
  /** Responses per second. */
  readonly rate: number;
  /** Microseconds of processor time per response; independent of other load on the machine. */
  readonly cost: number;
}

/** The request sent to every server. */
type Question = Pick<Saturation, 'address' | 'headers' | 'status'>;

/** Measure several servers, one after the other. */
async function measureEach(servers: readonly Running[], asked: Question): Promise<Measured[]> {
  const found: Measured[] = [];
  for (const server of servers) {
    const before = processorTime(server);
    const load = { ...asked, port: server.port, connections: CONNECTIONS, milliseconds };
    const { rate, answered, failed } = await saturate(load);
    if (failed > 0) throw new Error(`${failed} requests failed`);
    found.push({ rate, cost: ((processorTime(server) - before) * 1e6) / answered });
  }
  return found;
}

/** The same repeatedly, in alternating order. @returns Results by run, in the order of `servers`. */
async function alternate(servers: readonly Running[], asked: Question): Promise<Measured[][]> {
  await measureEach(servers, asked);
  const measured: Measured[][] = [];
  for (let run = 0; run < runs; run++) {
    const isTurned = run % 2 === 1;
    const found = await measureEach(isTurned ? servers.toReversed() : servers, asked);
    measured.push(isTurned ? found.toReversed() : found);
  }
  return measured;
}

async function compareHot(folder: string, parlance: Running, page: string): Promise<void> {
  const json = `/api/v1${page.replace(/^\/([^/]+)(.*)/, '$2?locale=$1')}`;
  const { headers } = await sample(parlance.port, page);
  const tag = headers[headers.findIndex((name) => name.toLowerCase() === 'etag') + 1] ?? '';
  const cases = [
    { name: 'page', address: page, given: {}, status: 200, wanted: '≥ 0.85' },
    { name: 'JSON', address: json, given: {}, status: 200, wanted: '≥ 0.85' },
    { name: '304', address: page, given: { 'If-None-Match': tag }, status: 304, wanted: '≥ 0.90' },
  ];
  for (const { name, address, given, status, wanted } of cases) {
    await sample(parlance.port, address);
    const answer = await sample(parlance.port, address, given);
    const bare = await startPlain('node', folder, answer);
    const express = await startPlain('express', folder, answer);
    const nginx = status === 200 ? await startNginx(folder, answer) : undefined;
    const servers = [parlance, bare, express, ...(nginx ? [nginx] : [])];
    const measured = await alternate(servers, { address, headers: given, status });
    const ratio = (other: number): number[] =>
      measured.map((found) => (found[0]?.rate ?? Number.NaN) / (found[other]?.rate ?? Number.NaN));
    const costs = measured.map(([own, bare]) => (bare?.cost ?? Number.NaN) / (own?.cost ?? Number.NaN));
    report(
      `hot ${name} (${answer.body.length} bytes), responses to ${CLIENT}`,
      '/s',
      measured.map(([own]) => own?.rate ?? Number.NaN),
    );
    report(`hot ${name} ÷ node:http sending the same`, 'ratio', ratio(1), wanted);
    report(`hot ${name}, processor time of node:http ÷ ours`, 'ratio', costs);
    report(`hot ${name} ÷ Express sending the same`, 'ratio', ratio(2));
    if (nginx) report(`hot ${name} ÷ nginx sending the same file, 1 worker`, 'ratio', ratio(3));
    await Promise.all([bare, express, ...(nginx ? [nginx] : [])].map(stop));
  }
}

/** The same page through nginx as deploy/nginx.conf has it, which keeps nothing that `CACHE_SHARED` does not let it keep. */
async function compareProxy(parlance: Running, page: string): Promise<void> {
  const node = `http://127.0.0.1:${parlance.port}`;
  await using proxy = await startProxy([node, node]);
  const behind = { ...parlance, port: Number(new URL(proxy.url).port) };
  const measured = await alternate([behind, parlance], { address: page, status: 200 });
  const ratios = measured.map(([through, direct]) => (through?.rate ?? NaN) / (direct?.rate ?? NaN));
  const costs = measured.map(([through, direct]) => (through?.cost ?? NaN) / (direct?.cost ?? NaN));
  report('hot page through nginx, which keeps nothing ÷ direct', 'ratio', ratios);
  report('hot page, processor time of the node behind nginx ÷ direct', 'ratio', costs);
}

/** What counting a response takes of the processor time that a cached page does. */
async function measureMetrics(parlance: Running, page: string): Promise<void> {
  const measured = await alternate([parlance], { address: page, status: 200 });
  const counting = measured.map(() => {
    const histogram = new RequestHistogram();
    const before = process.cpuUsage();
    for (let i = 0; i < COUNTED; i++)
      histogram.count('/:locale/articles/:number', 'GET', i % 10 === 0 ? 304 : 200, (i % 64) / 10);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / COUNTED;
  });
  report('counting a response for metrics, microseconds of processor', 'µs', counting);
  report(
    'metrics’ share of a hot page’s processor time',
    '%',
    measured.map(([own], run) => (100 * (counting[run] ?? NaN)) / (own?.cost ?? NaN)),
    '≤ 3',
  );
}

async function measureLatency(parlance: Running, page: string): Promise<void> {
  const asked = { port: parlance.port, status: 200, connections: CONNECTIONS, milliseconds };
  const { rate } = await saturate({ ...asked, address: page });
  const requests = [requestBytes(page)];
  const found = [];
  for (let run = 0; run < runs; run++)
    found.push((await load({ ...asked, requests, rate: rate / 2 })).latencies);
  for (const [name, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
    ['p99.9', 0.999],
  ] as const)
    report(
      `hot page at half of the highest rate, ${name}`,
      'ms',
      found.map((sorted) => at(sorted, share)),
    );
}

async function compareWorkers(folder: string, contentDir: string, page: string): Promise<void> {
  for (const [name, settings] of [
    ['hot page', {}],
    ['page rendered each time (RESPONSE_CACHE=0)', { RESPONSE_CACHE: '0' }],
  ] as const) {
    const one = await startParlance(folder, contentDir, { ...settings, WORKERS: '1' });
    const two = await startParlance(folder, contentDir, { ...settings, WORKERS: '2' });
    const measured = await alternate([one, two], { address: page, status: 200 });
    const ratios = measured.map(([a, b]) => (b?.rate ?? Number.NaN) / (a?.rate ?? Number.NaN));
    const cores = `${availableParallelism()} cores, ${CLIENT}`;
    report(`${name}: 2 workers ÷ 1 (${cores})`, 'ratio', ratios, '≥ 1.50');
    await Promise.all([one, two].map(stop));
  }
}

/** Compare hot pages while all files are recompiled with hot pages on an idle service. */
async function measureIngest(
  parlance: Running,
  contentDir: string,
  page: string,
  files: number,
): Promise<void> {
  const asked = {
    port: parlance.port,
    requests: [requestBytes(page)],
    status: 200,
    connections: CONNECTIONS,
  };
  const { rate } = await load({ ...asked, milliseconds });
  const calm = { ...asked, rate: rate / 4 };
  const revision = async (): Promise<string> => (await sample(parlance.port, '/readyz')).body.toString();
  const ratios: number[] = [];
  const delays: number[] = [];
  let failed = 0;
  for (let run = 0; run < Math.min(runs, 3); run++) {
    const quiet = await load({ ...calm, milliseconds: milliseconds * 2 });
    const before = await revision();
    await delayOf(parlance.port);
    touchAll(contentDir, run);
    parlance.child.kill('SIGHUP');
    const busy: Float64Array[] = [];
    const until = performance.now() + 180_000;
    while ((await revision()) === before && performance.now() < until) {
      const part = await load({ ...calm, milliseconds: 1000 });
      failed += part.failed;
      busy.push(part.latencies);
    }
    delays.push(await delayOf(parlance.port));
    const all = Float64Array.from(busy.flatMap((part) => [...part])).sort();
    ratios.push(at(all, 0.99) / at(quiet.latencies, 0.99));
    report(`p99 of hot pages when idle, run ${run + 1}`, 'ms', [at(quiet.latencies, 0.99)]);
    report(`p99 of hot pages while recompiling, run ${run + 1}`, 'ms', [at(all, 0.99)]);
  }
  report(`p99 while ${files} files are re-ingested ÷ quiet`, 'ratio', ratios, '≤ 5');
  report('event-loop delay while recompiling, p99', 'ms', delays);
  report('failed requests while recompiling', '', [failed], '0');
}

/** The p99 of the event loop's delay since the last call. */
async function delayOf(port: number): Promise<number> {
  const figures = (await sample(port, '/metrics')).body.toString();
  return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(figures)?.[1]) * 1000;
}

async function measureMemory(parlance: Running, pages: readonly string[]): Promise<void> {
  const memory = async (): Promise<number> => {
    const figures = (await sample(parlance.port, '/metrics')).body.toString();
    return Number(/^process_resident_memory_bytes (\S+)/m.exec(figures)?.[1]) / 1024 / 1024;
  };
  report('memory before', 'MB', [await memory()]);
  const requests = pages.map((page) => requestBytes(page, { 'Accept-Encoding': 'gzip, br' }));
  let answered = 0;
  while (answered < 100_000) {
    const part = await load({
      port: parlance.port,
      requests,
      status: 200,
      connections: CONNECTIONS,
      milliseconds: 5000,
    });
    answered += part.answered;
  }
  report(`memory after ${answered} requests over ${pages.length} pages`, 'MB', [await memory()], '≤ 250');
}

const folder = mkdtempSync(path.join(tmpdir(), 'parlance-bench-'));
try {
  if (!values.json)
    console.log(
      `${cpus()[0]?.model ?? '?'}, ${availableParallelism()} cores, Node ${process.version}, LOG_LEVEL=info to a file, client ${CLIENT}`,
    );
  const count = values.files === undefined ? undefined : Number(values.files);
  const { contentDir, pages } = multiplyContent(path.resolve(values.content), folder, count);
  const [page = ''] = pages;
  const parlance = await startParlance(folder, contentDir);
  if (parts.has('hot')) await compareHot(folder, parlance, page);
  if (parts.has('proxy') && hasNginx()) await compareProxy(parlance, page);
  if (parts.has('metrics')) await measureMetrics(parlance, page);
  if (parts.has('latency')) await measureLatency(parlance, page);
  if (parts.has('ingest')) await measureIngest(parlance, contentDir, page, pages.length);
  await stop(parlance);
  if (parts.has('workers')) await compareWorkers(folder, contentDir, page);
  if (parts.has('memory')) {
    const fresh = await startParlance(folder, contentDir);
    await pause(2000);
    await measureMemory(fresh, pages);
    await stop(fresh);
  }
  if (values.json) console.log(JSON.stringify({ name: 'http', rows }));
} finally {
  // After a failure, servers may still be writing here until they exit.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
