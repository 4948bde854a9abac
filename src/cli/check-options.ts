import { parseArgs } from 'node:util';
import { canonicalTag } from '../locale/tag.js';

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
