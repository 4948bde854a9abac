import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, type Config } from '../config.js';
import { formatFor } from '../locale/format.js';
import { createStrings } from '../locale/strings.js';
import { canonicalTag, matchSiteLocale } from '../locale/tag.js';
import { Library } from '../library/library.js';
import { renderReportPage } from '../report/page/report-page.js';
import { buildReport, type ReportInput } from '../report/report.js';
import { withLedger } from '../server/open-ledger.js';
import { readArguments, refuseMore, type Command } from './command.js';
import { chooseContent, findAll } from './content.js';
import { compileContent } from './ingest.js';

const USAGE = `usage: parlance report --out <file> [options]

Writes a page for knowledge managers: coverage, trust, findings, usage. Changes in CONTENT_DIR are compiled into
DATA_DIR first.

  --out, -o <file>       the page to write
  --locale <tag>         language of the page; default: DEFAULT_LOCALE, or English

Settings: CONTENT_DIR, DATA_DIR, DATABASE_URL, DEFAULT_LOCALE, SOURCE_LOCALE, INTERNAL_HOSTS, SITE_NAME,
SITE_URL (base of the page's links; default: PORT on this machine).
Exit codes: 0 success, 2 usage error or unwritable file.
`;

/** `parlance report`: write one page with what a knowledge manager needs to know. */
export const command: Command = {
  usage: USAGE,
  prepare: (args) => {
    const { values, positionals } = readArguments(args, {
      out: { type: 'string', short: 'o', default: '' },
      locale: { type: 'string' },
    });
    refuseMore(positionals, 'report');
    if (values.out === '') throw new Error('report takes --out <file>');
    const locale = values.locale === undefined ? undefined : canonicalTag(values.locale);
    if (values.locale !== undefined && locale === undefined)
      throw new Error(`--locale takes tags such as de or pt-BR; "${values.locale}" is not one`);
    return { run: (config) => report(config, values.out, locale) };
  },
};

/** @throws ConfigError when the file cannot be written; found out before anything is counted. */
async function report(config: Config, out: string, asked: string | undefined): Promise<number> {
  const strings = createStrings(config.defaultLocale);
  const locale = readLanguage(asked ?? config.defaultLocale ?? 'en', strings.locales);
  checkWritable(out);
  const input = await collectInput(config);
  const page = renderReportPage(buildReport(input), {
    locale,
    t: strings.for(locale),
    format: formatFor(locale),
    madeAt: new Date().toISOString(),
    siteName: config.siteName,
    siteUrl: config.siteUrl ?? `http://localhost:${config.port}`,
  });
  try {
    writeFileSync(out, page);
  } catch (error) {
    throw unwritable(out, error);
  }
  process.stdout.write(`${out}: ${input.articles.length} articles, ${input.locales.length} locales\n`);
  return 0;
}

function readLanguage(asked: string, known: readonly string[]): string {
  const locale = matchSiteLocale(asked, known);
  if (locale !== undefined) return locale;
  throw new ConfigError([`--locale: the report is available in ${known.join(', ')}; not "${asked}"`]);
}

/** The library is brought up to date first, as `parlance ingest` does. */
async function collectInput(config: Config): Promise<ReportInput> {
  const { libraryFile } = await compileContent(config);
  const library = new Library(libraryFile, { fallbackLocales: [] });
  try {
    const { locales, sourceLocale } = library;
    const articles = library.everyArticle();
    const findings = await findAll(chooseContent(config, {}), library.diagnostics());
    const usage = await withLedger(config, (ledger) => ledger.usageOverview());
    return { locales, sourceLocale, articles, findings, usage };
  } finally {
    library.close();
  }
}

/** Minutes of counting are not spent on a file that cannot be written. */
function checkWritable(out: string): void {
  try {
    const there = statSync(out, { throwIfNoEntry: false });
    if (there?.isDirectory() === true) throw unwritable(out, { code: 'EISDIR' });
    accessSync(there === undefined ? path.dirname(path.resolve(out)) : out, constants.W_OK);
  } catch (error) {
    throw error instanceof ConfigError ? error : unwritable(out, error);
  }
}

function unwritable(out: string, error: unknown): ConfigError {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unusable';
  return new ConfigError([`--out: "${out}" is not writable (${code})`]);
}
