import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeContent } from './make-content.js';
import { measured, printResult, type Row } from './measurement.js';
import { closeConnections, get, pause, processorSeconds } from './service.js';

/**
 * Measure how a node starts from a release: from the packed file alone, and with the release already installed.
 *
 * Prints wall-clock time and, for shared machines, processor time, along with that of a yardstick (SHA-256 of 256 MB).
 *
 * usage: npm run bench:release -- [--files 14000] [--release DIR] [--runs 3] [--json]; `--release`: a folder made by this code version
 */
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '14000' },
    release: { type: 'string' },
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
const scratch = mkdtempSync(path.join(tmpdir(), 'parlance-bench-'));

/** Measurements of one start, in seconds and megabytes. */
interface Start {
  readonly page: number;
  readonly ready: number;
  readonly processor: number;
  readonly memory: number;
}

function makeRelease(): { readonly out: string; readonly seconds: number } {
  const [content, out] = [path.join(scratch, 'content'), path.join(scratch, 'out')];
  makeContent(content, Number(values.files));
  const env = { ...process.env, CONTENT_DIR: content, DATA_DIR: path.join(scratch, 'maker') };
  const make = (): void => {
    const { status } = spawnSync(process.execPath, ['bin/parlance.js', 'release', '--out', out], { env });
    if (status !== 0) throw new Error('no release was made');
  };
  make();
  rmSync(out, { recursive: true });
  const began = performance.now();
  make();
  return { out, seconds: (performance.now() - began) / 1000 };
}

async function startNode(out: string, dataDir: string): Promise<Start> {
  const began = performance.now();
  const child = spawn(process.execPath, ['bin/parlance.js', 'serve'], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      RELEASE_URL: out,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  let url: string | undefined;
  while ((url = /http:\/\/127\S+/.exec(said)?.[0]) === undefined) await pause(5);
  const until = async (isSo: () => Promise<boolean>): Promise<number> => {
    while (!(await isSo())) await pause(5);
    return (performance.now() - began) / 1000;
  };
  let page = 0;
  const ready = await until(async () => {
    const { status, body } = await get(`${url}/readyz`);
    const { revision } = JSON.parse(body) as { revision: string | null };
    if (page === 0 && revision !== null) {
      await get(`${url}/en/articles`);
      page = (performance.now() - began) / 1000;
    }
    return status === 200;
  });
  const processor = processorSeconds(child.pid);
  await pause(4000);
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return { page, ready, processor, memory };
}

/** Processor seconds of a fixed amount of work under the machine's present load. */
function yardstick(): number {
  const bytes = Buffer.alloc(1024 * 1024, 'parlance');
  const before = process.cpuUsage();
  const hash = createHash('sha256');
  for (let i = 0; i < 256; i++) hash.update(bytes);
  hash.digest();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const rows: Row[] = [];
const made = values.release === undefined ? makeRelease() : undefined;
const out = made?.out ?? path.resolve(values.release ?? '');
if (made !== undefined)
  rows.push(measured('making the release again, with everything compiled', 's', [made.seconds]));
const [first, again]: [Start[], Start[]] = [[], []];
const yardsticks: number[] = [];
for (let run = 0; run < Number(values.runs); run++) {
  const dataDir = path.join(scratch, `node-${run}`);
  yardsticks.push(yardstick());
  first.push(await startNode(out, dataDir));
  again.push(await startNode(out, dataDir));
  rmSync(dataDir, { recursive: true });
}
for (const [name, starts] of [
  ['start with the packed file', first],
  ['start with what was installed', again],
] as const) {
  const add = (measure: string, unit: string, of: keyof Start, target?: string): void =>
    void rows.push(
      measured(
        `${name}, ${measure}`,
        unit,
        starts.map((start) => start[of]),
        target,
      ),
    );
  add('to the first page', 's', 'page', '≤ 2');
  add('to ready, search warm', 's', 'ready');
  add('processor time until ready', 's', 'processor');
  add('memory', 'MB', 'memory', '≤ 250');
}
rows.push(measured('yardstick, processor time', 's', yardsticks));
rows.push(measured('load average at the end', '', [loadavg()[0] ?? NaN]));
printResult({ name: 'release', rows }, values.json);
closeConnections();
rmSync(scratch, { recursive: true, force: true });
