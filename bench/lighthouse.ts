import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import chromiumBinary from '@sparticuz/chromium';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { listContent } from './make-content.js';
import { measured, printResult, type Row } from './measurement.js';
import { closeConnections, startService, stopService } from './service.js';

/**
 * Run Lighthouse on the home page and an article, as on a slow phone: scores, largest paint, bytes and requests of a first visit.
 *
 * usage: npm run bench:lighthouse -- [--content content] [--runs 3] [--json]
 */
const { values } = parseArgs({
  options: {
    content: { type: 'string', default: 'content' },
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
/** Debugging port of the browser, for Lighthouse. */
const PORT = 9_327;
const SCORES = { performance: '≥ 95', accessibility: '100', 'best-practices': '100', seo: '100' } as const;
const UNWANTED = /^--(?:single-process|no-zygote)$/;

const scratch = mkdtempSync(path.join(tmpdir(), 'parlance-lighthouse-'));
const contentDir = path.resolve(values.content);
const [article] = listContent(contentDir).map(({ page }) => page);
if (article === undefined) throw new Error(`${contentDir} has no articles`);
const home = article.replace(/articles\/.*$/, '');
const service = await startService(contentDir, path.join(scratch, 'data'), article);
const browser = await chromium.launch({
  executablePath: await chromiumBinary.executablePath(),
  args: [
    ...chromiumBinary.args.filter((arg) => !UNWANTED.test(arg)),
    `--remote-debugging-port=${PORT}`,
    '--no-sandbox',
  ],
});
try {
  const rows: Row[] = [];
  for (const [name, page] of [
    ['home', home],
    ['article', article],
  ] as const)
    rows.push(...(await measure(name, service.url + page)));
  printResult({ name: 'lighthouse', rows }, values.json);
} finally {
  await browser.close();
  await stopService(service);
  closeConnections();
  rmSync(scratch, { recursive: true, force: true });
}

async function measure(name: string, url: string): Promise<Row[]> {
  const found = new Map<string, number[]>();
  const note = (measure: string, value: number | null | undefined): void => {
    found.set(measure, [...(found.get(measure) ?? []), value ?? NaN]);
  };
  for (let run = 0; run < Number(values.runs); run++) {
    const report = (await lighthouse(url, { port: PORT, logLevel: 'silent' }))?.lhr;
    for (const score of Object.keys(SCORES)) note(score, (report?.categories[score]?.score ?? NaN) * 100);
    note('largest paint', (report?.audits['largest-contentful-paint']?.numericValue ?? NaN) / 1000);
    note('bytes', (report?.audits['total-byte-weight']?.numericValue ?? NaN) / 1024);
    const requests = report?.audits['network-requests']?.details;
    note('requests', requests?.type === 'table' ? requests.items.length : NaN);
  }
  const units: Record<string, [unit: string, target?: string]> = {
    'largest paint': ['s, on a slow phone'],
    bytes: ['KB', '≤ 60'],
    requests: ['', '≤ 8'],
  };
  return [...found].map(([measure, runs]) => {
    const [unit = 'of 100', target] = units[measure] ?? [
      'of 100',
      Object.entries(SCORES).find(([score]) => score === measure)?.[1],
    ];
    return measured(`${name}: ${measure}`, unit, runs, target);
  });
}
