import { parseArgs } from 'node:util';
import { canonicalTag } from '../locale/tag.js';

/** What `parlance check --help` says. */
export const CHECK_USAGE = `usage: parlance check [paths…] [options]

  paths                  files or folders in CONTENT_DIR; everything when none is given
  --format <name>        people (default), json, sarif (2.1.0) or markdown (for a pull request); --json for short
  --output, -o <file>    write there instead of to standard output
  --rule <id>            only this rule; repeat it, or put commas between (docs/rules lists them)
  --locale <tag>         only this locale, as its folder is named; as above
  --max-warnings <n>     fail when there are more warnings; errors always fail
  --write-baseline <file>
                         write down what there is now
  --baseline <file>      report only what is not in there

Settings: CONTENT_DIR, SOURCE_LOCALE (what translations are compared with), INTERNAL_HOSTS.
Exit codes: 0 fine, 1 errors or too many warnings, 2 a wrong call or a file that cannot be read or written.
`;

/** How findings are written. */
const FORMATS = ['people', 'json', 'sarif', 'markdown'] as const;
/** How findings are written. */
export type Format = (typeof FORMATS)[number];

/** What `parlance check` was asked for. */
export interface CheckOptions {
  /** Files and folders, as given; empty: everything. */
  readonly paths: readonly string[];
  readonly format: Format;
  /** Ids; empty: all. */
  readonly rules: readonly string[];
  /** Canonical tags; empty: all. */
  readonly locales: readonly string[];
  /** More warnings than these fail; undefined: any number is fine. */
  readonly maxWarnings: number | undefined;
  readonly baseline: string | undefined;
  readonly writeBaseline: string | undefined;
  readonly output: string | undefined;
}

/**
 * Read the arguments behind `check`.
 *
 * @throws Error with one line that says what is wrong.
 */
export function readCheckOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      json: { type: 'boolean', default: false },
      rule: { type: 'string', multiple: true, default: [] },
      locale: { type: 'string', multiple: true, default: [] },
      'max-warnings': { type: 'string' },
      baseline: { type: 'string' },
      'write-baseline': { type: 'string' },
      output: { type: 'string', short: 'o' },
    },
  });
  return {
    paths: positionals,
    format: readFormat(values.format ?? (values.json ? 'json' : 'people')),
    rules: list(values.rule),
    locales: list(values.locale).map(readLocale),
    maxWarnings: readCount(values['max-warnings']),
    baseline: values.baseline,
    writeBaseline: values['write-baseline'],
    output: values.output,
  };
}

function list(given: readonly string[]): readonly string[] {
  return given
    .flatMap((item) => item.split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function readFormat(given: string): Format {
  const format = FORMATS.find((known) => known === given);
  if (format === undefined) throw new Error(`--format takes ${FORMATS.join(', ')}; "${given}" is none`);
  return format;
}

function readLocale(given: string): string {
  const tag = canonicalTag(given);
  if (tag === undefined) throw new Error(`--locale takes tags such as de or pt-BR; "${given}" is none`);
  return tag;
}

function readCount(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d{1,9}$/.test(given)) throw new Error(`--max-warnings takes a number; "${given}" is none`);
  return Number(given);
}
