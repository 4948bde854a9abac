import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeContent, type MadeFile } from './make-content.js';
import { measured, percentile, printResult, type Row } from './measurement.js';
import {
  askAll,
  closeConnections,
  get,
  memoryAtRest,
  pause,
  processorSeconds,
  runCommand,
  startService,
  stopService,
  type Service,
} from './service.js';

/**
 * Measure how costs grow with the content: compilation, file size, start, search, memory, and memory after many requests.
 *
 * usage: npm run bench:growth -- [--sizes 1000,4000] [--requests 100000] [--nightly] [--json]
 *
 * `--nightly` goes up to 56,000 files and an hour of load.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string' },
    requests: { type: 'string', default: '20000' },
    nightly: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const sizes = (values.sizes ?? (values.nightly ? '1000,4000,14000,56000' : '1000,4000'))
  .split(',')
  .map(Number);
const SOAK = 60 * 60_000;
const memoryTarget = (size: number): string => (size > 14_000 ? '≤ 400' : '≤ 250');
const rows: Row[] = [];

for (const size of sizes) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'parlance-bench-'));
  try {
    const files = makeContent(path.join(scratch, 'content'), size);
    await measureSize(scratch, files, size === sizes.at(-1));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
printResult({ name: 'growth', rows }, values.json);
closeConnections();

async function measureSize(scratch: string, files: readonly MadeFile[], isLargest: boolean): Promise<void> {
  const [contentDir, dataDir, out] = ['content', 'data', 'out'].map((name) => path.join(scratch, name));
  if (contentDir === undefined || dataDir === undefined || out === undefined) return;
  const page = files[0]?.page ?? '';
  const add = (measure: string, unit: string, runs: readonly number[], target?: string): void =>
    void rows.push(measured(`${measure}, ${files.length} files`, unit, runs, target));
  const bytes = files.reduce((sum, { file }) => sum + statSync(file).size, 0);
  add('content', 'MB', [bytes / 2 ** 20]);
  const ingest = await runCommand(['ingest'], { CONTENT_DIR: contentDir, DATA_DIR: dataDir });
  add('first compilation', 's', [ingest.seconds]);
  add('first compilation, processor time', 's', [ingest.processor]);
  add('first compilation, peak of memory', 'MB', [ingest.memory]);
  const library = readdirSync(dataDir).find((name) => /^library-.*\.sqlite$/.test(name)) ?? '';
  add('library file', 'MB', [statSync(path.join(dataDir, library)).size / 2 ** 20]);
  const release = await runCommand(['release', '--out', out], { CONTENT_DIR: contentDir, DATA_DIR: dataDir });
  add('release of a compiled library, processor time', 's', [release.processor]);
  add('release of a compiled library, peak of memory', 'MB', [release.memory]);
  const packed = readdirSync(out).find((name) => name.startsWith('library-')) ?? '';
  add('release, packed', 'MB', [statSync(path.join(out, packed)).size / 2 ** 20]);
  rmSync(out, { recursive: true });
  const starts: number[] = [];
  let service: Service | undefined;
  for (let run = 0; run < 5; run++) {
    if (service !== undefined) await stopService(service);
    service = await startService(contentDir, dataDir, page);
    starts.push(service.firstAnswer);
  }
  if (service === undefined) return;
  add('start with a library, to the first page', 'ms', starts, '≤ 500');
  const warm = await startedReady(service);
  add('ready, search warm, since the first page', 's', [warm / 1000]);
  const sample = everyNth(files, 300);
  await askAll(service, sample.map(searchAddress), 1);
  let before = processorSeconds(service.child.pid);
  const searches = await askAll(service, sample.map(searchAddress), 1);
  const searching = processorSeconds(service.child.pid) - before;
  add('search, p50', 'ms', [percentile(searches, 0.5)]);
  add('search, p95', 'ms', [percentile(searches, 0.95)]);
  add('search, processor time', 'ms', [(searching * 1000) / searches.length]);
  const unread = everyNth(files, 2000).map((file) => file.page);
  before = processorSeconds(service.child.pid);
  await askAll(service, unread);
  const rendering = processorSeconds(service.child.pid) - before;
  add('page that is in no cache, processor time', 'ms', [(rendering * 1000) / unread.length]);
  if (isLargest) await answerLong(service, files);
  add('memory', 'MB', [await memoryAtRest(service)], memoryTarget(files.length));
  await stopService(service);
}

/** So many files, spread over all. */
function everyNth(files: readonly MadeFile[], count: number): readonly MadeFile[] {
  const step = Math.max(1, Math.floor(files.length / count));
  return files.filter((_, index) => index % step === 0).slice(0, count);
}

/** Milliseconds until searches are warm. */
async function startedReady({ url }: Service): Promise<number> {
  const started = performance.now();
  while ((await get(`${url}/readyz`)).status !== 200) await pause(20);
  return performance.now() - started;
}

/** A search for words of an article's title. */
function searchAddress({ file, page }: MadeFile): string {
  const title = /^title: (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  const words = title.split(' ').slice(0, 3).join(' ');
  return `/api/v1/search?q=${encodeURIComponent(words)}&locale=${page.split('/')[1] ?? ''}`;
}

/** Request all articles repeatedly. */
async function answerLong(service: Service, files: readonly MadeFile[]): Promise<void> {
  const pages = files.map(({ page }) => page);
  const ends = performance.now() + (values.nightly ? SOAK : 0);
  let asked = 0;
  while (asked < Number(values.requests) || performance.now() < ends)
    asked += (await askAll(service, pages.slice(0, Number(values.requests)))).length;
  rows.push(
    measured(
      `memory after ${asked} requests, ${files.length} files`,
      'MB',
      [await memoryAtRest(service)],
      memoryTarget(files.length),
    ),
  );
}
