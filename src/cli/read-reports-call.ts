import { parseArgs } from 'node:util';
import { REPORT_STATES, type ReportState } from '../ledger/tables.js';
import { refuseUnknownOptions } from './check-options.js';

/** What `parlance reports --help` says. */
export const REPORTS_USAGE = `usage: parlance reports [--format <name>] [--state <state>] [-o <file>]
       parlance reports accept <id> [--reason <text>]
       parlance reports decline <id> --reason <text>

What readers say is wrong, equal faults of all files and locales together.

  --format <name>        markdown (default), json, or patch: the proposed wordings as a patch for git apply
  --state <state>        ${REPORT_STATES.join(', ')}; default: open
  --output, -o <file>    write there instead of to standard output
  --reason <text>        shown to readers with the state

A wording is in the patch where the quoted words stand once in the file. Read it before you apply it.

Settings: CONTENT_DIR, DATA_DIR, DATABASE_URL.
Exit codes: 0 written, 1 there is no such report, 2 usage error, or a file that cannot be written.
`;

const FORMATS = ['markdown', 'json', 'patch'] as const;

/** What `parlance reports` is asked to do. */
export type ReportsCall =
  | {
      readonly action: 'list';
      readonly format: (typeof FORMATS)[number];
      readonly state: ReportState;
      readonly output: string | undefined;
    }
  | {
      readonly action: 'decide';
      readonly id: number;
      readonly state: ReportState;
      readonly reason: string | undefined;
    };

/**
 * Read the words behind `parlance reports`.
 *
 * @throws Error that says in one line what is wrong with them.
 */
export function readReportsCall(args: readonly string[]): ReportsCall {
  refuseUnknownOptions(args, ['format', 'state', 'output', 'reason']);
  const text = { type: 'string' } as const;
  const options = { format: text, state: text, output: { ...text, short: 'o' }, reason: text };
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [action, id, ...rest] = positionals;
  if (rest.length > 0) throw new Error(`"${rest.join(' ')}" is too much for reports`);
  if (action !== undefined) {
    if (action !== 'accept' && action !== 'decline')
      throw new Error('reports takes accept or decline, or nothing');
    if (id === undefined || !/^\d{1,15}$/.test(id)) throw new Error(`reports ${action} takes a report's id`);
    if (action === 'decline' && values.reason === undefined)
      throw new Error('reports decline takes --reason <text>, which readers see');
    const state = action === 'accept' ? 'accepted' : 'declined';
    return { action: 'decide', id: Number(id), state, reason: values.reason };
  }
  const format = FORMATS.find((one) => one === (values.format ?? 'markdown'));
  if (format === undefined) throw new Error(`--format takes ${FORMATS.join(', ')}`);
  const state = REPORT_STATES.find((one) => one === (values.state ?? 'open'));
  if (state === undefined) throw new Error(`--state takes ${REPORT_STATES.join(', ')}`);
  return { action: 'list', format, state, output: values.output };
}
