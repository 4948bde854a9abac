import { parseArgs } from 'node:util';
import { canonicalTag } from '../locale/tag.js';

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
  const { values } = parseArgs({
    args: [...args],
    options: { out: { type: 'string', short: 'o' }, locale: { type: 'string' } },
  });
  if (values.out === undefined || values.out === '')
    throw new Error('report takes --out <file>, the page to write');
  const locale = values.locale === undefined ? undefined : canonicalTag(values.locale);
  if (values.locale !== undefined && locale === undefined)
    throw new Error(`--locale takes tags such as de or pt-BR; "${values.locale}" is none`);
  return { out: values.out, locale };
}
