import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { patchFile } from '../check/patch.js';
import { ConfigError, type Config } from '../config.js';
import type { Ledger } from '../ledger/ledger.js';
import { writeReport, type Report } from '../ledger/reports.js';
import { Library } from '../library/library.js';
import { describeCompiler } from '../server/compiler.js';
import { withLedger } from '../server/open-ledger.js';
import { folderInRepository } from './check.js';
import type { ReportsCall } from './read-reports-call.js';

/**
 * `parlance reports`: write what readers say is wrong, or say what became of it.
 *
 * @returns The exit code: 1 when there is no such report.
 * @throws ConfigError when the file cannot be written.
 */
export async function reports(config: Config, call: ReportsCall): Promise<number> {
  return withLedger(config, async (ledger) => {
    if (call.action === 'decide') {
      const report = await ledger.reports.decide(call.id, call.state, call.reason);
      if (report === undefined) {
        process.stderr.write(`parlance: there is no report ${call.id}; see parlance reports\n`);
        return 1;
      }
      process.stdout.write(`${describe(report)} ${report.state}\n`);
      return 0;
    }
    const all = await everyReport(ledger, call.state);
    const written = { markdown: writeMarkdown, json: writeJson, patch: writePatch }[call.format](all, config);
    if (call.output === undefined) process.stdout.write(written);
    else
      try {
        writeFileSync(call.output, written);
      } catch {
        throw new ConfigError([`--output: "${call.output}" cannot be written`]);
      }
    return 0;
  });
}

async function everyReport({ reports: book }: Ledger, state: Report['state']): Promise<readonly Report[]> {
  const all: Report[] = [];
  for (let after: number | undefined, isMore = true; isMore;) {
    const page = await book.list({ state }, { limit: 1000, after });
    all.push(...page.items);
    after = page.next;
    isMore = after !== undefined;
  }
  return all.reverse();
}

/** Reports of the same fault: of one kind, about the same words, with the same right ones. What has no words stands alone. */
function groupReports(all: readonly Report[]): readonly (readonly Report[])[] {
  const groups = groupBy(all, ({ id, kind, quote, proposal }) =>
    JSON.stringify([kind, quote, proposal, quote === undefined && proposal === undefined ? id : 0]),
  );
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function groupBy(
  all: readonly Report[],
  key: (report: Report) => string,
): ReadonlyMap<string, readonly Report[]> {
  const groups = new Map<string, Report[]>();
  for (const report of all) groups.set(key(report), [...(groups.get(key(report)) ?? []), report]);
  return groups;
}

function writeJson(all: readonly Report[]): string {
  const groups = groupReports(all).map((group) => ({ reports: group.map(writeReport) }));
  return `${JSON.stringify({ total: all.length, groups }, undefined, 2)}\n`;
}

function writeMarkdown(all: readonly Report[]): string {
  const parts = groupReports(all).map((group) => {
    const [{ kind, quote, proposal } = { kind: '', quote: undefined, proposal: undefined }] = group;
    return [
      `## ${kind}${group.length > 1 ? ` (${group.length} times)` : ''}`,
      ...(quote === undefined ? [] : [`Wrong:\n\n${quoted(quote)}`]),
      ...(proposal === undefined ? [] : [`Right:\n\n${quoted(proposal)}`]),
      group
        .map((report) => {
          const { createdAt, comment } = report;
          const said = comment === undefined ? '' : `\n\n${quoted(comment, '  ')}`;
          return `- ${describe(report)}, ${createdAt.slice(0, 10)}${said}`;
        })
        .join('\n'),
    ].join('\n\n');
  });
  return `# ${all.length} ${all.length === 1 ? 'report' : 'reports'}\n\n${parts.join('\n\n')}\n`;
}

function quoted(text: string, indent = ''): string {
  return text.replaceAll(/^/gm, `${indent}> `);
}

function describe({ id, number, locale, version, step }: Report): string {
  const place = step === undefined ? '' : `, step ${step}`;
  return `#${id} ${number} ${locale}${version === undefined ? '' : ` v${version}`}${place}`;
}

/** The proposed wordings, each where its quoted words stand exactly once in the file. */
function writePatch(all: readonly Report[], config: Config): string {
  const { contentDir, fallbackLocales } = config;
  const library = new Library(describeCompiler(config).file, { fallbackLocales });
  const folder = folderInRepository(contentDir);
  try {
    const byFile = groupBy(all, ({ number, locale }) => library.path(number, locale) ?? '');
    return [...byFile]
      .filter(([file]) => file !== '')
      .map(([file, found]) => {
        const text = readFileSync(path.join(contentDir, file), 'utf8');
        const fixes = found.flatMap((report) => findFix(text, report));
        return patchFile(folder === '' ? file : `${folder}/${file}`, text, fixes) ?? '';
      })
      .join('');
  } finally {
    library.close();
  }
}

function findFix(text: string, { quote, proposal }: Report): Parameters<typeof patchFile>[2] {
  if (quote === undefined || proposal === undefined || (quote + proposal).includes('\n')) return [];
  const at = text.indexOf(quote);
  if (at === -1 || text.includes(quote, at + 1)) return [];
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return [{ fix: { line: before.length, column, endColumn: column + quote.length, text: proposal } }];
}
