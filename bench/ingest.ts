import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { changeUnderLoad } from './change-under-load.js';
import { buildWithHugo, hugoVersion } from './hugo.js';
import { listContent, makeContent } from './make-content.js';
import { measured, printResult, type Row } from './measurement.js';
import { closeConnections, memoryAtRest, startService, stopService } from './service.js';
import { writeReport } from './write-report.js';

/**
 * Measure the cost of running Parlance: first compilation (compared with Hugo), start, a saved file under load, the report, memory.
 *
 * usage: npm run bench:ingest -- [--files 14000 | --content DIR] [--cold 1] [--runs 7] [--json]
 *
 * Files of DIR are changed and restored.
 */
const { values } = parseArgs({
  options: {
    content: { type: 'string' },
    files: { type: 'string', default: '14000' },
    cold: { type: 'string', default: '1' },
    runs: { type: 'string', default: '7' },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const scratch = mkdtempSync(path.join(tmpdir(), 'parlance-bench-'));
try {
  const contentDir =
    values.content === undefined ? path.join(scratch, 'content') : path.resolve(values.content);
  const files =
    values.content === undefined ? makeContent(contentDir, Number(values.files)) : listContent(contentDir);
  const [first, ...others] = files;
  if (first === undefined) throw new Error(`${contentDir} has no articles`);
  const rows: Row[] = [];
  const named = (measure: string): string => `${measure}, ${files.length} files`;
  const dataDir = path.join(scratch, 'data');

  const hasHugo = hugoVersion() !== undefined;
  const [cold, hugo]: [number[], number[]] = [[], []];
  for (let run = 0; run < Number(values.cold); run++) {
    rmSync(dataDir, { recursive: true, force: true });
    const service = await startService(contentDir, dataDir, first.page);
    cold.push(service.firstAnswer / 1000);
    if (run === Number(values.cold) - 1)
      rows.push(
        measured(named('memory after first compilation'), 'MB', [await memoryAtRest(service)], '≤ 250'),
      );
    await stopService(service);
    if (hasHugo) hugo.push(buildWithHugo(contentDir, files.length));
  }
  rows.unshift(measured(named('first compilation, to the first page'), 's', cold, '≤ 20'));
  if (hasHugo) {
    const ratios = cold.map((seconds, run) => seconds / (hugo[run] ?? NaN));
    rows.push(measured(named(`Hugo ${hugoVersion() ?? ''} building the same`), 's', hugo));
    rows.push(measured('first compilation ÷ Hugo', '×', ratios, '≤ 1.3'));
  }

  const starts: number[] = [];
  for (let run = 1; run < runs; run++) {
    const service = await startService(contentDir, dataDir, first.page);
    starts.push(service.firstAnswer);
    await stopService(service);
  }
  const service = await startService(contentDir, dataDir, first.page);
  starts.push(service.firstAnswer);
  rows.push(measured(named('start with a library, to the first page'), 'ms', starts, '≤ 500'));
  rows.push(measured(named('memory after the start'), 'MB', [await memoryAtRest(service)], '≤ 250'));
  const { times, failed, asked } = await changeUnderLoad(service, first, others.slice(0, 500), runs);
  if (failed > 0) throw new Error(`${failed} of ${asked} requests failed while files were saved`);
  rows.push(measured(named('a saved file is served after'), 'ms', times, '≤ 300'));
  await stopService(service);
  const report = writeReport(contentDir, dataDir);
  rows.push(measured(named('`parlance report`'), 's', [report.seconds], '≤ 30'));
  rows.push(measured('memory of `parlance report`', 'MB', [report.memory], '≤ 400'));
  printResult({ name: 'ingest', rows }, values.json);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
closeConnections();
