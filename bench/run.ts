import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { drawChart, isMet } from './chart.js';
import { hugoVersion } from './hugo.js';
import { writeRow, type BenchResult } from './measurement.js';

/**
 * Run all benchmarks that have targets: prints a table, writes `bench/results/<date>.json` and the README's chart.
 *
 * usage: npm run bench -- [--content DIR] [--only http,reingest,ingest,growth,check] [--nightly]
 */
const { values } = parseArgs({
  options: {
    content: { type: 'string' },
    only: { type: 'string', default: 'http,reingest,ingest,growth,check' },
    nightly: { type: 'boolean', default: false },
  },
});

const content = values.content === undefined ? [] : ['--content', values.content];
const HTTP = ['--runs', '3', '--seconds', '1'];
/** Parts by name: a script and its arguments. */
const PARTS: Readonly<Record<string, readonly [script: string, ...words: string[]]>> = {
  http: ['http', ...HTTP, '--only', 'hot,latency,workers,memory', ...content],
  reingest: ['http', ...HTTP, '--only', 'ingest', ...(content.length > 0 ? content : ['--files', '14000'])],
  ingest: ['ingest', ...content],
  check: ['check', ...content],
  growth: ['growth', ...(values.nightly ? ['--nightly', '--requests', '100000'] : [])],
};

/** Run one part. @returns Undefined when it failed. */
function runBench(name: string): Promise<BenchResult | undefined> {
  const [script = name, ...words] = PARTS[name] ?? [];
  const file = path.join(import.meta.dirname, `${script}.js`);
  const child = spawn(process.execPath, [file, '--json', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  return new Promise((resolve) =>
    child.once('close', (code) => {
      const last = said.trimEnd().split('\n').at(-1) ?? '';
      const result: unknown = code === 0 ? JSON.parse(last) : undefined;
      resolve(isResult(result) ? result : undefined);
    }),
  );
}

function isResult(value: unknown): value is BenchResult {
  return typeof value === 'object' && value !== null && 'rows' in value && Array.isArray(value.rows);
}

const date = new Date().toISOString().slice(0, 10);
const machine = {
  processor: cpus()[0]?.model ?? '?',
  cores: availableParallelism(),
  memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
  node: process.version,
  hugo: hugoVersion() ?? null,
};
const caption = `${machine.processor}, ${machine.cores} cores, Node ${machine.node}, ${date}`;
console.log(caption);
const results: BenchResult[] = [];
const failed: string[] = [];
for (const name of values.only.split(',')) {
  const result = await runBench(name);
  if (result === undefined) failed.push(name);
  else results.push(result);
  console.log(`\n${name}${result === undefined ? ' failed' : ''}`);
  for (const row of result?.rows ?? []) console.log(`${isMet(row) ? ' ' : '✗'} ${writeRow(row)}`);
}
mkdirSync('bench/results', { recursive: true });
writeFileSync(
  `bench/results/${date}.json`,
  `${JSON.stringify({ date, machine, results, failed }, null, 2)}\n`,
);
writeFileSync(
  'docs/speed.svg',
  drawChart(
    results.flatMap(({ rows }) => rows),
    caption,
  ),
);
console.log(`\nwritten: bench/results/${date}.json, docs/speed.svg`);
process.exitCode = failed.length > 0 ? 1 : 0;
