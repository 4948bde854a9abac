import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { listContent, makeContent } from './make-content.js';
import { measured, printResult } from './measurement.js';
import { askAll, closeConnections, get, startService, stopService } from './service.js';

/**
 * Measure the cost of an article page without a cache: the service's processor time over many pages, its response cache disabled.
 *
 * usage: npm run bench:page -- [--content DIR] [--pages 2800] [--runs 3] [--json]
 */
const { values } = parseArgs({
  options: {
    content: { type: 'string' },
    pages: { type: 'string', default: '2800' },
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
const scratch = mkdtempSync(path.join(tmpdir(), 'parlance-page-'));
try {
  const contentDir =
    values.content === undefined ? path.join(scratch, 'content') : path.resolve(values.content);
  const files =
    values.content === undefined ? makeContent(contentDir, Number(values.pages)) : listContent(contentDir);
  const pages = files.map(({ page }) => page).slice(0, Number(values.pages));
  const [first] = pages;
  if (first === undefined) throw new Error(`${contentDir} has no articles`);
  process.env['RESPONSE_CACHE'] = '0';
  const service = await startService(contentDir, path.join(scratch, 'data'), first);
  const processorSeconds = async (): Promise<number> => {
    const { body } = await get(`${service.url}/metrics`);
    return Number(/^process_cpu_seconds_total (\S+)/m.exec(body)?.[1]);
  };
  // Warm up: V8 optimizes code that has run a few hundred times.
  await askAll(service, pages.slice(0, 300));
  const costs: number[] = [];
  for (let run = 0; run < Number(values.runs); run++) {
    const before = await processorSeconds();
    await askAll(service, pages);
    costs.push(((await processorSeconds()) - before) * (1000 / pages.length));
  }
  await stopService(service);
  const row = measured(
    `an uncached page, over ${pages.length} pages`,
    'ms of processor time',
    costs,
    '≤ 1.2',
  );
  printResult({ name: 'page', rows: [row] }, values.json);
} finally {
  closeConnections();
  rmSync(scratch, { recursive: true, force: true });
}
