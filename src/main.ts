import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { nearestWord } from './check/nearest-word.js';
import { CHECK_USAGE, readCheckOptions, type CheckOptions } from './cli/check-options.js';
import { FIX_USAGE, readFixOptions, type FixOptions } from './cli/fix-options.js';
import { type KeyCall, readKeyCall, readWebhookCall, type WebhookCall } from './cli/read-ledger-call.js';
import { REPORT_USAGE, readReportOptions, type ReportOptions } from './cli/report-options.js';
import { readReportsCall, REPORTS_USAGE, type ReportsCall } from './cli/read-reports-call.js';
import { readTermsOptions, TERMS_USAGE, type TermsOptions } from './cli/terms-options.js';
import { SCOPES } from './ledger/access-keys.js';
import { EVENT_NAMES } from './ledger/webhooks.js';
import {
  readReleaseOptions,
  readServeOptions,
  RELEASE_USAGE,
  type ReleaseOptions,
} from './cli/release-options.js';
import { ConfigError, readConfig, SETTING_NAMES } from './config.js';
import { Problem } from './problem.js';

const USAGE = `usage: parlance <command>

  serve           answer requests; compile what changed in the background
  mcp             speak the Model Context Protocol over standard input and output
  ingest          compile what changed, once
  release --out <folder>
                  write what nodes without content serve
  check [paths…]  list what is wrong with the content and its translations
  fix [paths…]    write corrections that are certain as a patch
  terms           what labels and names are called in each language, as CSV, TBX or YAML
  report --out <file>
                  write the knowledge manager's page: coverage, trust, findings
  reports         what readers say is wrong, as a list or a patch; accept or decline it
  key create | list | revoke
                  keys of systems that write ticket links or read usage
  webhook add | list | remove | test
                  systems that are told of what happens
  backup <file>   copy the ledger while it is in use

parlance <command> --help says more; parlance --version prints the version.
Settings are environment variables; docs/settings.md lists them.
`;

/** What each command's `--help` says. */
const USAGES: Readonly<Record<Exclude<Command['name'], 'help' | 'version'>, string>> = {
  check: CHECK_USAGE,
  fix: FIX_USAGE,
  terms: TERMS_USAGE,
  report: REPORT_USAGE,
  reports: REPORTS_USAGE,
  release: RELEASE_USAGE,
  serve: `usage: parlance serve [--release <file>]

Answers requests until it is told to stop (SIGTERM, SIGINT). Serves what is compiled at once, and compiles what changed in the
background; SIGHUP makes it scan every file again. With RELEASE_URL, or --release and one release's file, it compiles nothing:
it serves the release, and looks for a newer one every RELEASE_INTERVAL seconds and on SIGHUP.

Settings: ${SETTING_NAMES.join(', ')}.
Exit codes: 0 stopped, 1 an unexpected error, 2 usage error, a wrong setting, or a port that is taken.
`,
  mcp: `usage: parlance mcp

Speaks the Model Context Protocol over standard input and output, and compiles the content first where that was never done.

Settings: CONTENT_DIR, DATA_DIR, SITE_URL, LOCALES, DEFAULT_LOCALE, SOURCE_LOCALE, FALLBACK_LOCALES, INTERNAL_HOSTS, LOG_LEVEL.
`,
  ingest: `usage: parlance ingest

Compiles what changed in CONTENT_DIR into DATA_DIR, and ends. A service that runs on DATA_DIR notices.

Settings: CONTENT_DIR, DATA_DIR, SOURCE_LOCALE, INTERNAL_HOSTS.
`,
  key: `usage: parlance key create --name <who> --scope <scope> [--scope …] [--expires <day>]
       parlance key list
       parlance key revoke <id>

Scopes: ${SCOPES.join(', ')}. A key is shown once, when it is made.

Settings: DATA_DIR, DATABASE_URL.
`,
  webhook: `usage: parlance webhook add --url <address> --event <event> [--event …]
       parlance webhook list
       parlance webhook remove <id>
       parlance webhook test <id>

Events: ${EVENT_NAMES.join(', ')}. Messages are signed as Standard Webhooks 1.0 has it; the secret is shown once,
when the webhook is added.

Settings: DATA_DIR, DATABASE_URL, WEBHOOK_HOSTS.
`,
  backup: `usage: parlance backup <file>

Copies the ledger while it is in use; overwrites nothing. A ledger in PostgreSQL is backed up by pg_dump (docs/backup.md).

Settings: DATA_DIR, DATABASE_URL.
`,
};

/** Run one command. @returns The exit code; 2 for a usage error or wrong settings. */
export async function main(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  let command: Command;
  try {
    command = readCommand(args);
  } catch (error) {
    const [wrong = ''] = (error instanceof Error ? error.message : 'usage error').split('\n');
    const more = isCommand(args[0]) ? `; see parlance ${args[0]} --help\n` : `\n\n${USAGE}`;
    process.stderr.write(`parlance: ${wrong}${more}`);
    return 2;
  }
  try {
    const given = command.name === 'serve' ? { ...environment, ...command.settings } : environment;
    const config = readConfig(given);
    // Each command loads only what it needs: the compiler alone is half of all modules, and `serve` runs it in threads.
    switch (command.name) {
      case 'serve':
        return await (await import('./cli/serve.js')).serve(config);
      case 'release':
        return await (await import('./cli/release.js')).release(config, command.options);
      case 'mcp':
        return await (await import('./cli/mcp.js')).mcp(config);
      case 'ingest':
        return await (await import('./cli/ingest.js')).ingest(config);
      case 'check':
        return await (await import('./cli/check.js')).check(config, command.options);
      case 'fix':
        return await (await import('./cli/fix.js')).fix(config, command.options);
      case 'terms':
        return (await import('./cli/terms.js')).terms(config, command.options);
      case 'report':
        return await (await import('./cli/report.js')).report(config, command.options);
      case 'reports':
        return await (await import('./cli/reports.js')).reports(config, command.call);
      case 'key':
        return await (await import('./cli/key.js')).key(config, command.call);
      case 'webhook':
        return await (await import('./cli/webhook.js')).webhook(config, command.call);
      case 'backup':
        return (await import('./cli/backup.js')).backup(config, command.target);
      case 'help':
        process.stdout.write(command.usage);
        return 0;
      case 'version':
        process.stdout.write(`${readVersion()}\n`);
        return 0;
    }
  } catch (error) {
    process.stderr.write(explain(error));
    return 2;
  }
}

type Command =
  | { readonly name: 'mcp' | 'ingest' }
  | { readonly name: 'serve'; readonly settings: Readonly<Record<string, string>> }
  | { readonly name: 'release'; readonly options: ReleaseOptions }
  | { readonly name: 'help'; readonly usage: string }
  | { readonly name: 'version' }
  | { readonly name: 'check'; readonly options: CheckOptions }
  | { readonly name: 'fix'; readonly options: FixOptions }
  | { readonly name: 'terms'; readonly options: TermsOptions }
  | { readonly name: 'report'; readonly options: ReportOptions }
  | { readonly name: 'reports'; readonly call: ReportsCall }
  | { readonly name: 'key'; readonly call: KeyCall }
  | { readonly name: 'webhook'; readonly call: WebhookCall }
  | { readonly name: 'backup'; readonly target: string };

function readCommand(args: readonly string[]): Command {
  const [name = 'help', ...rest] = args;
  if (args.some((arg) => arg === '--help' || arg === '-h') || name === 'help') {
    const about = name === 'help' ? rest[0] : name;
    return { name: 'help', usage: isCommand(about) ? USAGES[about] : USAGE };
  }
  if (name === '--version' || name === '-v') return { name: 'version' };
  if (name === 'serve') return { name, settings: readServeOptions(rest) };
  if (name === 'release') return { name, options: readReleaseOptions(rest) };
  if (name === 'check') return { name, options: readCheckOptions(rest) };
  if (name === 'fix') return { name, options: readFixOptions(rest) };
  if (name === 'terms') return { name, options: readTermsOptions(rest) };
  if (name === 'report') return { name, options: readReportOptions(rest) };
  if (name === 'reports') return { name, call: readReportsCall(rest) };
  if (name === 'key') return { name, call: readKeyCall(rest) };
  if (name === 'webhook') return { name, call: readWebhookCall(rest) };
  if (name === 'backup') {
    const [target] = rest;
    if (target === undefined || rest.length > 1) throw new Error('backup takes the file to write');
    return { name, target };
  }
  if (name !== 'mcp' && name !== 'ingest') {
    const commands = Object.keys(USAGES).map((text) => ({ text, index: 0 }));
    const near = nearestWord(name, commands);
    throw new Error(`there is no command "${name}"${near ? `; did you mean "${near.text}"?` : ''}`);
  }
  if (rest.length > 0) throw new Error(`"${rest.join(' ')}" is too much for ${name}`);
  return { name };
}

function isCommand(name: string | undefined): name is keyof typeof USAGES {
  return name !== undefined && Object.hasOwn(USAGES, name);
}

/** The package's own version. */
function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** One line a fault; what nobody expected keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.faults.map((fault) => `parlance: ${fault}\n`).join('');
  if (error instanceof Problem && error.code === 'ledger-unavailable')
    return 'parlance: DATABASE_URL or DATA_DIR: the ledger cannot be opened there now\n';
  if (!(error instanceof Error)) return 'parlance: unknown fault\n';
  const code = 'code' in error ? error.code : undefined;
  const call = 'syscall' in error ? error.syscall : undefined;
  if (code === 'EADDRINUSE') return 'parlance: PORT: something else listens there already; choose another\n';
  if (call === 'listen' || call === 'getaddrinfo')
    return `parlance: HOST or PORT: cannot listen there (${error.message})\n`;
  return `parlance: ${error.stack ?? error.message}\n`;
}
