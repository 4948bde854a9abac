import { parseArgs } from 'node:util';
import { refuseUnknownOptions } from './check-options.js';

/** What `parlance fix --help` says. */
export const FIX_USAGE = `usage: parlance fix [paths…] [options]

Writes the corrections that are certain as a patch, one file after the other; nothing outside a finding changes.
Apply it with git apply.

  paths                  files or folders in CONTENT_DIR; everything when none is given
  --rule <id>            only this rule; repeat it, or separate with commas
  --against <ref>        put back the sentences of a git commit, branch or tag, or a folder, where a translation got
                         worse since: those check --against lists, where they are one line each
  --output, -o <file>    write there instead of to standard output

Settings: CONTENT_DIR, SOURCE_LOCALE, INTERNAL_HOSTS.
Exit codes: 0 fine, 2 usage error, or a file that cannot be read or written.
`;

/** What `parlance fix` was asked for. */
export interface FixOptions {
  readonly paths: readonly string[];
  /** Ids; empty: all. */
  readonly rules: readonly string[];
  /** A folder or a git revision to take sentences back from. */
  readonly against: string | undefined;
  readonly output: string | undefined;
}

/** Read the arguments behind `fix`. @throws Error with one line that says what is wrong. */
export function readFixOptions(args: readonly string[]): FixOptions {
  refuseUnknownOptions(args, ['rule', 'against', 'output']);
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rule: { type: 'string', multiple: true, default: [] },
      against: { type: 'string' },
      output: { type: 'string', short: 'o' },
    },
  });
  const rules = values.rule.flatMap((given) => given.split(',')).filter((rule) => rule !== '');
  return { paths: positionals, rules, against: values.against, output: values.output };
}
