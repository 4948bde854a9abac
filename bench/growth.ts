import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeContent, type MadeFile } from './make-content.js';
import { measured, percentile, printResult, type Row } from './measurement.js';
import {
  askAll,
  closeConnections,
  memoryAtRest,
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
  const [contentDir, dataDir] = [path.join(scratch, 'content'), path.join(scratch, 'data')];
  const page = files[0]?.page ?? '';
  const add = (measure: string, unit: string, runs: readonly number[], target?: string): void =>
    void rows.push(measured(`${measure}, ${files.length} files`, unit, runs, target));
  const first = await startService(contentDir, dataDir, page);
  add('first compilation, to the first page', 's', [first.firstAnswer / 1000]);
  await stopService(first);
  const library = readdirSync(dataDir).find((name) => /^library-.*\.sqlite$/.test(name)) ?? '';
  add('library file', 'MB', [statSync(path.join(dataDir, library)).size / 2 ** 20]);
  const starts: number[] = [];
  let service: Service | undefined;
  for (let run = 0; run < 5; run++) {
    if (service !== undefined) await stopService(service);
    service = await startService(contentDir, dataDir, page);
    starts.push(service.firstAnswer);
  }
  if (service === undefined) return;
  add('start with a library, to the first page', 'ms', starts, '≤ 500');
  const searches = await askAll(service, files.slice(0, 300).map(searchAddress), 1);
  add('search, p95', 'ms', [percentile(searches, 0.95)]);
  if (isLargest) await answerLong(service, files);
  add('memory', 'MB', [await memoryAtRest(service)], memoryTarget(files.length));
  await stopService(service);
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
