import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, type Config } from '../config.js';
import { formatFor } from '../locale/format.js';
import { createStrings } from '../locale/strings.js';
import { matchSiteLocale } from '../locale/tag.js';
import { renderReportPage } from '../report/page/report-page.js';
import { buildReport, type ReportInput } from '../report/report.js';
import { withCompiledContent } from './compiled-content.js';
import { collectFindings } from '../check/check-folder.js';
import { SiteListError } from '../check/suppression.js';
import { withLedger } from '../server/open-ledger.js';
import { ProgressLine } from '../server/sync-report.js';
import type { ReportOptions } from './report-options.js';

/**
 * `parlance report`: write one page with what a knowledge manager needs to know.
 *
 * @returns The exit code.
 * @throws ConfigError when the file cannot be written; found out before anything is counted.
 */
export async function report(config: Config, options: ReportOptions): Promise<number> {
  const strings = createStrings(config.defaultLocale);
  const locale = readLanguage(options.locale ?? config.defaultLocale ?? 'en', strings.locales);
  checkWritable(options.out);
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
    writeFileSync(options.out, page);
  } catch (error) {
    throw unwritable(options.out, error);
  }
  process.stdout.write(
    `${options.out}: ${input.articles.length} articles, ${input.locales.length} locales\n`,
  );
  return 0;
}

function readLanguage(asked: string, known: readonly string[]): string {
  const locale = matchSiteLocale(asked, known);
  if (locale !== undefined) return locale;
  throw new ConfigError([`--locale: the report speaks ${known.join(', ')}; not "${asked}"`]);
}

async function collectInput(config: Config): Promise<ReportInput> {
  const { diagnostics, ...content } = await withCompiledContent(config, (library) => ({
    locales: library.locales,
    sourceLocale: library.sourceLocale,
    articles: library.everyArticle(),
    diagnostics: library.diagnostics(),
  }));
  const line = new ProgressLine(process.stderr, 'checking');
  try {
    const onProgress = (progress: { done: number; total: number }): void => line.update(progress);
    const { contentDir, sourceLocale, internalHosts } = config;
    const findings = await collectFindings(
      { contentDir, sourceLocale, internalHosts, onProgress },
      diagnostics,
    );
    const usage = await withLedger(config, (ledger) => ledger.usageOverview());
    return { ...content, findings, usage };
  } catch (error) {
    throw error instanceof SiteListError ? new ConfigError([error.message]) : error;
  } finally {
    line.stop();
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
  return new ConfigError([`--out: takes a file that can be written; "${out}" is none (${code})`]);
}
