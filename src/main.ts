import { CHECK_USAGE, readCheckOptions, type CheckOptions } from './cli/check-options.js';
import { readKeyCall, type KeyCall } from './cli/read-key-call.js';
import { REPORT_USAGE, readReportOptions, type ReportOptions } from './cli/report-options.js';
import { ConfigError, readConfig } from './config.js';
import { Problem } from './problem.js';

const USAGE = `usage: parlance <command>

  serve           answer requests (PORT, HOST); compile what changed behind
  mcp             speak the Model Context Protocol over standard input and output
  ingest          compile what changed in CONTENT_DIR into DATA_DIR, once
  check [paths…]  list what is wrong with the content and its translations; exit code 1 on errors
                  (check --help lists its options)
  report --out <file> [--locale <tag>]
                  write the knowledge manager's page: coverage, trust, findings
  key create --name <who> --scope <scope> [--scope …]
  key list | key revoke <id>
                  keys of systems that write ticket links or read usage
                  (scopes: links:write, links:read, usage:read)
  backup <file>   copy the ledger while it is in use

Settings are environment variables; README.md lists them.
`;

/** Run one command. @returns The exit code; 2 for a wrong call or wrong settings. */
export async function main(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  let command: Command;
  try {
    command = readCommand(args);
  } catch (error) {
    const [wrong = ''] = (error instanceof Error ? error.message : 'wrong call').split('\n');
    const more =
      args[0] === 'check' || args[0] === 'report' ? `; see parlance ${args[0]} --help\n` : `\n\n${USAGE}`;
    process.stderr.write(`parlance: ${wrong}${more}`);
    return 2;
  }
  try {
    const config = readConfig(environment);
    // Each command loads only what it needs: the compiler alone is half of all modules, and `serve` runs it in threads.
    switch (command.name) {
      case 'serve':
        return await (await import('./cli/serve.js')).serve(config);
      case 'mcp':
        return await (await import('./cli/mcp.js')).mcp(config);
      case 'ingest':
        return await (await import('./cli/ingest.js')).ingest(config);
      case 'check':
        return await (await import('./cli/check.js')).check(config, command.options);
      case 'report':
        return await (await import('./cli/report.js')).report(config, command.options);
      case 'key':
        return await (await import('./cli/key.js')).key(config, command.call);
      case 'backup':
        return (await import('./cli/backup.js')).backup(config, command.target);
      case 'help':
        process.stdout.write(command.usage);
        return 0;
    }
  } catch (error) {
    process.stderr.write(explain(error));
    return 2;
  }
}

type Command =
  | { readonly name: 'serve' | 'mcp' | 'ingest' }
  | { readonly name: 'help'; readonly usage: string }
  | { readonly name: 'check'; readonly options: CheckOptions }
  | { readonly name: 'report'; readonly options: ReportOptions }
  | { readonly name: 'key'; readonly call: KeyCall }
  | { readonly name: 'backup'; readonly target: string };

function readCommand(args: readonly string[]): Command {
  const [name = 'help', ...rest] = args;
  if (args.some((arg) => arg === '--help' || arg === '-h') || name === 'help')
    return { name: 'help', usage: name === 'check' ? CHECK_USAGE : name === 'report' ? REPORT_USAGE : USAGE };
  if (name === 'check') return { name, options: readCheckOptions(rest) };
  if (name === 'report') return { name, options: readReportOptions(rest) };
  if (name === 'key') return { name, call: readKeyCall(rest) };
  if (name === 'backup') {
    const [target] = rest;
    if (target === undefined || rest.length > 1) throw new Error('backup takes the file to write');
    return { name, target };
  }
  if (name !== 'serve' && name !== 'mcp' && name !== 'ingest')
    throw new Error(`there is no command "${name}"`);
  if (rest.length > 0) throw new Error(`"${rest.join(' ')}" is too much for ${name}`);
  return { name };
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
