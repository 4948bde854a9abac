import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { nearest, type Command, type Job } from './cli/command.js';
import { ConfigError, readConfig } from './config.js';
import { Problem } from './problem.js';

const USAGE = `usage: parlance <command>

  serve           serve requests; compile changes in the background
  mcp             serve the Model Context Protocol over standard input and output
  ingest          compile changes once and exit
  release --out <folder>
                  write a release for nodes without content
  check [paths…]  list problems in the content and its translations
  fix [paths…]    write certain corrections as a patch
  terms           list the translations of labels and names, as CSV, TBX or YAML
  report --out <file>
                  write a page for knowledge managers: coverage, trust, findings
  reports         list problems reported by readers, or a patch; accept or decline one
  key create | list | revoke
                  manage API keys
  webhook add | list | remove | test
                  manage webhooks
  backup <file>   copy the ledger while it is in use

See parlance <command> --help; parlance --version prints the version.
Settings are environment variables; docs/settings.md lists them.
`;

/** Loaded on demand: the compiler alone is half of all modules, and `serve` runs it in threads. */
const COMMANDS: ReadonlyMap<string, () => Promise<{ readonly command: Command }>> = new Map([
  ['serve', () => import('./cli/serve.js')],
  ['mcp', () => import('./cli/mcp.js')],
  ['ingest', () => import('./cli/ingest.js')],
  ['release', () => import('./cli/release.js')],
  ['check', () => import('./cli/check.js')],
  ['fix', () => import('./cli/fix.js')],
  ['terms', () => import('./cli/terms.js')],
  ['report', () => import('./cli/report.js')],
  ['reports', () => import('./cli/reports.js')],
  ['key', () => import('./cli/key.js')],
  ['webhook', () => import('./cli/webhook.js')],
  ['backup', () => import('./cli/backup.js')],
]);

/** Run one command. @returns The exit code; 2 for a usage error or wrong settings. */
export async function main(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const [name = 'help', ...rest] = args;
  const isHelp = name === 'help' || args.some((arg) => arg === '--help' || arg === '-h');
  const about = name === 'help' ? (rest[0] ?? '') : name;
  const command = (await COMMANDS.get(about)?.())?.command;
  if (isHelp) {
    process.stdout.write(command?.usage ?? USAGE);
    return 0;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${readVersion()}\n`);
    return 0;
  }
  let job: Job;
  try {
    if (command === undefined) throw unknownCommand(name);
    job = command.prepare(rest);
  } catch (error) {
    const [wrong = ''] = (error instanceof Error ? error.message : 'usage error').split('\n');
    const more = command === undefined ? `\n\n${USAGE}` : `; see parlance ${name} --help\n`;
    process.stderr.write(`parlance: ${wrong}${more}`);
    return 2;
  }
  try {
    return await job.run(readConfig({ ...environment, ...job.settings }));
  } catch (error) {
    process.stderr.write(explain(error));
    return 2;
  }
}

function unknownCommand(name: string): Error {
  const near = nearest(name, [...COMMANDS.keys()]);
  return new Error(`unknown command "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`);
}

/** The package's own version. */
function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** One line per fault; unexpected errors keep their stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.faults.map((fault) => `parlance: ${fault}\n`).join('');
  if (error instanceof Problem && error.code === 'ledger-unavailable')
    return 'parlance: DATABASE_URL or DATA_DIR: cannot open the ledger\n';
  if (!(error instanceof Error)) return 'parlance: unknown fault\n';
  const code = 'code' in error ? error.code : undefined;
  const call = 'syscall' in error ? error.syscall : undefined;
  if (code === 'EADDRINUSE') return 'parlance: PORT or METRICS_PORT: the port is in use; choose another\n';
  if (call === 'listen' || call === 'getaddrinfo')
    return `parlance: HOST or PORT: cannot listen there (${error.message})\n`;
  return `parlance: ${error.stack ?? error.message}\n`;
}
