import { parseArgs } from 'node:util';
import { readLocales, refuseUnknownOptions } from './check-options.js';

/** What `parlance terms --help` says. */
export const TERMS_USAGE = `usage: parlance terms [options]

Lists what labels, product names and words in bold of the source are called in each language, how often, and which
translation is preferred: the one of terms/<locale>.yaml in CONTENT_DIR, or one that most translations use.

  --format <name>        csv (default), tbx (TBX-Basic) or yaml (preferred terms, as terms/<locale>.yaml takes
                         them; needs one --locale)
  --locale <tag>         only this locale, as its folder is named; repeat it, or separate with commas
  --output, -o <file>    write there instead of to standard output

Settings: CONTENT_DIR, SOURCE_LOCALE.
Exit codes: 0 fine, 2 usage error, or a file that cannot be read or written.
`;

const FORMATS = ['csv', 'tbx', 'yaml'] as const;

/** What `parlance terms` was asked for. */
export interface TermsOptions {
  readonly format: (typeof FORMATS)[number];
  /** Canonical tags; empty: all. */
  readonly locales: readonly string[];
  readonly output: string | undefined;
}

/** Read the arguments behind `terms`. @throws Error with one line that says what is wrong. */
export function readTermsOptions(args: readonly string[]): TermsOptions {
  refuseUnknownOptions(args, ['format', 'locale', 'output']);
  const { values } = parseArgs({
    args: [...args],
    options: {
      format: { type: 'string', default: 'csv' },
      locale: { type: 'string', multiple: true, default: [] },
      output: { type: 'string', short: 'o' },
    },
  });
  const format = FORMATS.find((known) => known === values.format);
  if (format === undefined)
    throw new Error(`--format takes ${FORMATS.join(', ')}; there is no "${values.format}"`);
  const locales = readLocales(values.locale);
  if (format === 'yaml' && locales.length !== 1) throw new Error('--format yaml takes one --locale');
  return { format, locales, output: values.output };
}
