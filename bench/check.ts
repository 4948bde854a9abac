import { parseArgs } from 'node:util';
import { collectFindings } from '../src/check/check-folder.js';
import { createCheckSettings } from '../src/check/check-settings.js';
import { checkDocument } from '../src/check/check-translation.js';
import { readDocument } from '../src/check/reading/document.js';
import { RULES } from '../src/check/rule-table.js';
import { measured, writeRow, type Row } from './measurement.js';

/**
 * Measure how long the checker takes: for a folder with all threads, and for one very long line by rule.
 *
 * usage: npm run bench:check -- [--content DIR] [--runs N] [--json]; the source locale is `en`.
 */
const { values } = parseArgs({
  options: {
    content: { type: 'string' },
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);

const rows: Row[] = [];

if (values.content !== undefined) {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await collectFindings({
      contentDir: values.content,
      sourceLocale: 'en',
      internalHosts: ['*.intranet.*'],
      rules: RULES.map(({ id }) => id),
      isChosen: () => true,
    });
    seconds.push((performance.now() - started) / 1000);
  }
  rows.push(
    measured('check: all files', 's', seconds, '≤ 20'),
    measured('check: memory', 'MB', [process.resourceUsage().maxRSS / 1024], '≤ 400'),
  );
}

/** Lines of 400 KB that could make some pattern backtrack. */
const UNITS: Readonly<Record<string, string>> = {
  words: 'lamp blinks ',
  letters: 'a',
  spaces: ' ',
  stars: '*a ',
  backticks: '`a``b',
  brackets: '[](',
  links: '[a](https://b.example/c) ',
  addresses: 'https://a.example/b ',
  tags: '<b>a</b>b',
  comments: '<!-- a ',
  references: '&quot;a&quot;b',
  identifiers: 'a.b.cD/e_f:gH-12 ',
  numbers: '1,234.5 678 ',
  quotes: '"a" „b“ ',
  pipes: '| a ',
  cjk: '手順 12 を繰り返します。',
  hashes: '# ',
  underscores: '_a_b',
  punctuation: '!?.,',
  zero: '\u200B',
};
const settings = createCheckSettings({ knownArticles: new Set() });
const LENGTH = 400 * 1024;
const slowest = new Map<string, { times: number[]; unit: string }>();
for (const [name, unit] of Object.entries(UNITS)) {
  const front = '---\ntitle: T\nversion-number: 1\narticle-number: KA-90001\n---\n\n# T\n\n';
  const line = unit.repeat(Math.ceil(LENGTH / unit.length));
  const read = (locale: string, text: string) =>
    readDocument({ path: `${locale}/KA-90001.md`, locale, text: front + text });
  const time = (task: () => unknown): number[] =>
    Array.from({ length: runs }, () => {
      const started = performance.now();
      task();
      return performance.now() - started;
    });
  const keep = (what: string, times: number[]): void => {
    const known = slowest.get(what);
    if (known === undefined || Math.min(...times) > Math.min(...known.times))
      slowest.set(what, { times, unit: name });
  };
  const other = line.replaceAll('a', 'x');
  for (const locale of ['de', 'ja']) {
    keep(
      'reading',
      time(() => read(locale, line)),
    );
    const [translation, source] = [read(locale, other), read('en', line)];
    for (const rule of RULES)
      keep(
        rule.id,
        time(() => checkDocument(translation, source, settings, [rule])),
      );
  }
}
const lines = [...slowest]
  .map(([what, { times, unit }]) =>
    measured(`check: ${what}, a line of 400 KB (${unit})`, 'ms', times, '≤ 50'),
  )
  .toSorted((a, b) => b.median - a.median);
for (const row of [...rows, ...lines]) console.log(writeRow(row));
// Only the slowest is reported.
rows.push(...lines.slice(0, 1));
if (values.json) console.log(JSON.stringify({ name: 'check', rows }));
