import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearestWord } from '../check/nearest-word.js';
import { canonicalTag } from '../locale/tag.js';

/** What `parlance check --help` says. */
export const CHECK_USAGE = `usage: parlance check [paths…] [options]

Lists what is wrong with the content and its translations: counts by rule and locale, then the worst files.

  paths                  files or folders in CONTENT_DIR; everything when none is given
  --all                  list every file and every note
  --summary              list counts only
  --format <name>        people (default), json, sarif (2.1.0), markdown (for a pull request), junit or
                         gitlab (code quality); --json for short
  --output, -o <file>    write there instead of to standard output
  --rule <id>            only this rule; repeat it, or separate with commas (docs/rules lists them)
  --locale <tag>         only this locale, as its folder is named; as above
  --max-warnings <n>     fail when there are more warnings; errors always fail
  --write-baseline <file>
                         record the findings there are now
  --baseline <file>      report only findings that are not in there
  --against <ref>        report only what got worse since a git commit, branch or tag, or a folder: of each rule
                         in each file, what there is more of (diagnostics of loading are not compared); labels in the
                         source's language again; sentences whose numbers, names or negation moved

Settings: CONTENT_DIR, DATA_DIR, SOURCE_LOCALE (what translations are compared with), INTERNAL_HOSTS.
Exit codes: 0 fine, 1 errors or too many warnings, 2 usage error, or a file that cannot be read or written.
`;

/** How findings are written. */
const FORMATS = ['people', 'json', 'sarif', 'markdown', 'junit', 'gitlab'] as const;
/** How findings are written. */
type Format = (typeof FORMATS)[number];

/** What `parlance check` was asked for. */
export interface CheckOptions {
  /** Files and folders, as given; empty: everything. */
  readonly paths: readonly string[];
  readonly format: Format;
  readonly isAll: boolean;
  readonly isSummary: boolean;
  /** Ids; empty: all. */
  readonly rules: readonly string[];
  /** Canonical tags; empty: all. */
  readonly locales: readonly string[];
  /** More warnings than these fail; undefined: any number is fine. */
  readonly maxWarnings: number | undefined;
  readonly baseline: string | undefined;
  /** A folder or a git revision to compare with. */
  readonly against: string | undefined;
  readonly writeBaseline: string | undefined;
  readonly output: string | undefined;
}

const OPTIONS = {
  all: { type: 'boolean', default: false },
  summary: { type: 'boolean', default: false },
  format: { type: 'string' },
  json: { type: 'boolean', default: false },
  rule: { type: 'string', multiple: true, default: [] },
  locale: { type: 'string', multiple: true, default: [] },
  'max-warnings': { type: 'string' },
  baseline: { type: 'string' },
  against: { type: 'string' },
  'write-baseline': { type: 'string' },
  output: { type: 'string', short: 'o' },
} satisfies ParseArgsConfig['options'];

/**
 * Read the arguments behind `check`.
 *
 * @throws Error with one line that says what is wrong.
 */
export function readCheckOptions(args: readonly string[]): CheckOptions {
  refuseUnknownOptions(args, Object.keys(OPTIONS));
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  return {
    paths: positionals,
    format: readFormat(values.format ?? (values.json ? 'json' : 'people')),
    isAll: values.all,
    isSummary: values.summary,
    rules: list(values.rule),
    locales: readLocales(values.locale),
    maxWarnings: readCount(values['max-warnings']),
    baseline: values.baseline,
    against: values.against,
    writeBaseline: values['write-baseline'],
    output: values.output,
  };
}

/**
 * Refuse options there are not, naming the nearest one there is.
 *
 * @throws Error with one line.
 */
export function refuseUnknownOptions(args: readonly string[], known: readonly string[]): void {
  for (const arg of args) {
    if (arg === '--') return;
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name === undefined || known.includes(name)) continue;
    const near = nearestWord(
      name,
      known.map((text) => ({ text, index: 0 })),
    );
    throw new Error(`there is no option --${name}${near ? `; did you mean --${near.text}?` : ''}`);
  }
}

function list(given: readonly string[]): readonly string[] {
  return given
    .flatMap((item) => item.split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function readFormat(given: string): Format {
  const format = FORMATS.find((known) => known === given);
  if (format === undefined) throw new Error(`--format takes ${FORMATS.join(', ')}; not "${given}"`);
  return format;
}

/** Locales as their folders are named. @throws Error with one line for what is no language tag. */
export function readLocales(given: readonly string[]): readonly string[] {
  return list(given).map((name) => {
    const tag = canonicalTag(name);
    if (tag === undefined) throw new Error(`--locale takes tags such as de or pt-BR; not "${name}"`);
    return tag;
  });
}

function readCount(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d{1,9}$/.test(given)) throw new Error(`--max-warnings takes a number; not "${given}"`);
  return Number(given);
}
