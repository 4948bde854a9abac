import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withNull } from '../absent.js';
import type { patchFile } from '../check/patch.js';
import type { Config } from '../config.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Report } from '../ledger/reports.js';
import { REPORT_STATES } from '../ledger/tables.js';
import { Library } from '../library/library.js';
import { describeCompiler } from '../server/compiler.js';
import { withLedger } from '../server/open-ledger.js';
import { fail, readArguments, readChoice, refuseMore, writeOutput, type Command } from './command.js';
import { groupBy } from '../group-by.js';
import { writePatch } from './content.js';

const USAGE = `usage: parlance reports [--format <name>] [--state <state>] [-o <file>]
       parlance reports accept <id> [--reason <text>]
       parlance reports decline <id> --reason <text>

Lists problems reported by readers, with equal ones from all files and locales grouped.

  --format <name>        markdown (default), json, or patch (the proposed wordings, for git apply)
  --state <state>        ${REPORT_STATES.join(', ')}; default: open
  --output, -o <file>    write to a file instead of standard output
  --reason <text>        shown to readers along with the state

The patch contains a wording if the quoted words occur exactly once in the file. Review it before applying it.

Settings: CONTENT_DIR, DATA_DIR, DATABASE_URL.
Exit codes: 0 success, 1 unknown report, 2 usage error or unwritable file.
`;

const FORMATS = { markdown: writeMarkdown, json: writeJson, patch: writeProposals };

/** `parlance reports`: write what readers say is wrong, or say what became of it. */
export const command: Command = {
  usage: USAGE,
  prepare: (args) => {
    const { values, positionals } = readArguments(args, {
      format: { type: 'string', default: 'markdown' },
      state: { type: 'string', default: 'open' },
      output: { type: 'string', short: 'o' },
      reason: { type: 'string' },
    });
    const [action, id, ...rest] = positionals;
    refuseMore(rest, 'reports');
    if (action !== undefined) return { run: prepareDecision(action, id, values.reason) };
    const format = readChoice('--format', values.format, ['markdown', 'json', 'patch'] as const);
    const state = readChoice('--state', values.state, REPORT_STATES);
    return {
      run: async (config) => {
        const all = await withLedger(config, (ledger) => everyReport(ledger, state));
        writeOutput(FORMATS[format](all, config), values.output);
        return 0;
      },
    };
  },
};

function prepareDecision(
  action: string,
  id: string | undefined,
  reason: string | undefined,
): (config: Config) => Promise<number> {
  if (action !== 'accept' && action !== 'decline')
    throw new Error('reports takes accept, decline or no action');
  if (id === undefined || !/^\d{1,15}$/.test(id)) throw new Error(`reports ${action} takes a report's id`);
  if (action === 'decline' && reason === undefined)
    throw new Error('reports decline takes --reason <text>, which readers see');
  const state = action === 'accept' ? 'accepted' : 'declined';
  return (config) =>
    withLedger(config, async (ledger) => {
      const report = await ledger.reports.decide(Number(id), state, reason);
      if (report === undefined) return fail(`unknown report ${id}; see parlance reports`);
      process.stdout.write(`${describe(report)} ${report.state}\n`);
      return 0;
    });
}

async function everyReport({ reports: book }: Ledger, state: Report['state']): Promise<readonly Report[]> {
  const all: Report[] = [];
  let after: number | undefined;
  do {
    const page = await book.list({ state }, { limit: 1000, after });
    all.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return all.reverse();
}

/** Group reports of the same fault: same kind, same quoted words, same proposal. Reports without words stay separate. */
function groupReports(all: readonly Report[]): readonly (readonly Report[])[] {
  const groups = groupBy(all, ({ id, kind, quote, proposal }) =>
    JSON.stringify([kind, quote, proposal, quote === undefined && proposal === undefined ? id : 0]),
  );
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function writeJson(all: readonly Report[]): string {
  const groups = groupReports(all).map((group) => ({ reports: group.map((report) => withNull(report)) }));
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

/** The proposed wordings whose quoted words occur exactly once in the file. */
function writeProposals(all: readonly Report[], config: Config): string {
  const { contentDir, fallbackLocales } = config;
  const library = new Library(describeCompiler(config).file, { fallbackLocales });
  try {
    const byFile = groupBy(all, ({ number, locale }) => library.path(number, locale) ?? '');
    const fixes = [...byFile].flatMap(([file, found]) => {
      if (file === '') return [];
      const text = readFileSync(path.join(contentDir, file), 'utf8');
      return [[file, found.flatMap((report) => findFix(text, report))] as const];
    });
    return writePatch(contentDir, new Map(fixes));
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
