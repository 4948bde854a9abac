import { parseArgs } from 'node:util';
import { canonicalTag } from '../locale/tag.js';
import { refuseUnknownOptions } from './check-options.js';

/** What `parlance report --help` says. */
export const REPORT_USAGE = `usage: parlance report --out <file> [options]

Writes one page for a knowledge manager: coverage, trust, findings, use.

  --out, -o <file>       the page to write
  --locale <tag>         the language it is in; default: DEFAULT_LOCALE, or English

Settings: CONTENT_DIR, DATA_DIR, DATABASE_URL, DEFAULT_LOCALE, SOURCE_LOCALE, INTERNAL_HOSTS, SITE_NAME,
SITE_URL (where the page's links lead; default: PORT on this machine).
Exit codes: 0 written, 2 usage error, or a file that cannot be written.
`;

/** What `parlance report` was asked for. */
export interface ReportOptions {
  readonly out: string;
  /** The language it speaks; canonical tag. */
  readonly locale: string | undefined;
}

/**
 * Read the arguments behind `report`.
 *
 * @throws Error with one line that says what is wrong.
 */
export function readReportOptions(args: readonly string[]): ReportOptions {
  refuseUnknownOptions(args, ['out', 'locale']);
  const { values } = parseArgs({
    args: [...args],
    options: { out: { type: 'string', short: 'o' }, locale: { type: 'string' } },
  });
  if (values.out === undefined || values.out === '')
    throw new Error('report takes --out <file>, the page to write');
  const locale = values.locale === undefined ? undefined : canonicalTag(values.locale);
  if (values.locale !== undefined && locale === undefined)
    throw new Error(`--locale takes tags such as de or pt-BR; "${values.locale}" is not one`);
  return { out: values.out, locale };
}
