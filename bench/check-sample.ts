import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { collectFindings } from '../src/check/check-folder.js';
import type { Finding } from '../src/check/finding.js';
import { RULES } from '../src/check/rule-table.js';
import { DEFAULT_INTERNAL_HOSTS } from '../src/content/private-address.js';

/**
 * Draw a sample of a rule's findings to review by hand, each with its lines in the source and the translation; this is how the precision of
 * a rule is judged.
 *
 * usage: npm run bench:check-sample -- --content DIR --rule ID [--locale L] [--seed N] [--count N]; without `--rule`: the number of
 * findings by rule and locale.
 */
const { values } = parseArgs({
  options: {
    content: { type: 'string' },
    rule: { type: 'string' },
    locale: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20' },
  },
});
const LONGEST_LINE = 600;
const contentDir = values.content;
if (contentDir === undefined) throw new Error('--content DIR is missing');
const ids = RULES.map(({ id }) => id);
const { rule } = values;
if (rule !== undefined && !ids.includes(rule)) throw new Error(`unknown rule "${rule}"`);

const findings = await collectFindings({
  contentDir,
  sourceLocale: 'en',
  internalHosts: DEFAULT_INTERNAL_HOSTS,
  rules: rule === undefined ? ids : [rule],
  isChosen: (file) => values.locale === undefined || file.startsWith(`${values.locale}/`),
});

if (rule === undefined) printCounts(findings);
else {
  const chosen = sample(findings, Number(values.seed), Number(values.count));
  console.log(`${rule}: ${findings.length} findings, ${chosen.length} of them (seed ${values.seed})`);
  chosen.forEach((finding, index) => {
    const { file, line, column, message, source } = finding;
    console.log(`\n${index + 1}. ${file}:${line}:${column} ${message}`);
    if (source) console.log(`   source ${source.line}: ${lineOf(source.file, source.line)}`);
    console.log(`   here   ${line}: ${lineOf(file, line)}`);
  });
}

/** A seeded random sample. */
function sample(all: readonly Finding[], seed: number, count: number): readonly Finding[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return all
    .map((finding) => ({ finding, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ finding }) => finding);
}

function lineOf(file: string, line: number): string {
  const text = readFileSync(path.join(contentDir ?? '', file), 'utf8').split(/\r\n?|\n/)[line - 1] ?? '';
  return text.trim().slice(0, LONGEST_LINE);
}

function printCounts(all: readonly Finding[]): void {
  const counts = new Map<string, Record<string, number>>();
  for (const { rule: id, locale } of all) {
    const row = counts.get(id) ?? {};
    row[locale] = (row[locale] ?? 0) + 1;
    counts.set(id, row);
  }
  console.table(Object.fromEntries(ids.flatMap((id) => (counts.has(id) ? [[id, counts.get(id)]] : []))));
}
