import { existsSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { UnknownStateError, withEarlierContent, worseFindings } from '../check/against.js';
import { newFindings, parseBaseline, writeBaseline } from '../check/baseline.js';
import { collectFindings } from '../check/check-folder.js';
import type { Finding } from '../check/finding.js';
import { nearestWord } from '../check/nearest-word.js';
import { compareWithEarlier } from '../check/ratchet.js';
import { reportAsJunit, reportForGitlab } from '../check/formats/code-review.js';
import { reportAsMarkdown } from '../check/formats/markdown.js';
import { reportForPeople } from '../check/formats/people.js';
import { reportAsSarif, type SarifContext } from '../check/formats/sarif.js';
import { RULE_FACTS } from '../check/rule-table.js';
import { SiteListError } from '../check/suppression.js';
import { ConfigError, DEFAULT_SOURCE_LOCALE, type Config } from '../config.js';
import { scanFolder } from '../content/scan-folder.js';
import { matchSiteLocale } from '../locale/tag.js';
import type { CheckOptions } from './check-options.js';
import { chooseFiles, type FileChoice } from './choose-files.js';
import { withCompiledContent } from './compiled-content.js';
import { ProgressLine } from '../server/sync-report.js';

/**
 * `parlance check`: list every diagnostic of the content and everything wrong with its translations.
 *
 * @returns The exit code: 1 when there are errors, or more warnings than allowed.
 * @throws ConfigError for a rule, locale or path there is not, and for files that cannot be read or written.
 */
export async function check(config: Config, options: CheckOptions): Promise<number> {
  refuseUnknownRules(options.rules);
  refuseMissingSource(config);
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline);
  const choice = chooseFiles(config.contentDir, options);
  const kept = await (options.against === undefined
    ? findAll(config, options, choice)
    : findWorse(config, options.rules, choice, options.against));
  if (options.writeBaseline !== undefined)
    write('--write-baseline', options.writeBaseline, writeBaseline(kept));
  const findings = baseline === undefined ? kept : newFindings(kept, baseline);
  const report = writeReport(findings, options, config.contentDir);
  if (options.output === undefined) process.stdout.write(report);
  else write('--output', options.output, report);
  return options.writeBaseline === undefined ? exitCode(findings, options.maxWarnings) : 0;
}

async function findAll(
  config: Config,
  { rules }: CheckOptions,
  choice: FileChoice,
): Promise<readonly Finding[]> {
  const diagnostics = await withCompiledContent(config, (library) => library.diagnostics());
  const line = new ProgressLine(process.stderr, 'checking');
  try {
    const { contentDir, sourceLocale, internalHosts } = config;
    const onProgress = (progress: { done: number; total: number }): void => line.update(progress);
    return await collectFindings(
      {
        contentDir,
        sourceLocale,
        internalHosts,
        isChosen: choice.has,
        onProgress,
        ...(rules.length > 0 && { rules }),
      },
      diagnostics,
    );
  } catch (error) {
    throw error instanceof SiteListError ? new ConfigError([error.message]) : error;
  } finally {
    line.stop();
  }
}

/**
 * What translations have more of than in an earlier state of the content, and what they lost since; diagnostics are not compared.
 *
 * @param state - A folder or a git revision.
 */
export async function findWorse(
  { contentDir, sourceLocale, internalHosts }: Config,
  rules: readonly string[],
  { has: isChosen }: FileChoice,
  state: string,
): Promise<readonly Finding[]> {
  const line = new ProgressLine(process.stderr, 'checking');
  const onProgress = (progress: { done: number; total: number }): void => line.update(progress);
  const check = {
    contentDir,
    sourceLocale,
    internalHosts,
    isChosen,
    onProgress,
    ...(rules.length > 0 && { rules }),
  };
  try {
    return await withEarlierContent(contentDir, state, async (folder) => {
      const before = await collectFindings({ ...check, contentDir: folder }, []);
      const worse = worseFindings(await collectFindings(check, []), before);
      return compareWithEarlier(check, folder, worse);
    });
  } catch (error) {
    if (error instanceof UnknownStateError) throw new ConfigError([`--against: ${error.message}`]);
    throw error instanceof SiteListError ? new ConfigError([error.message]) : error;
  } finally {
    line.stop();
  }
}

function exitCode(findings: readonly Finding[], maxWarnings: number | undefined): number {
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  return hasErrors || warnings > (maxWarnings ?? Infinity) ? 1 : 0;
}

function writeReport(findings: readonly Finding[], options: CheckOptions, contentDir: string): string {
  switch (options.format) {
    case 'json':
      return `${JSON.stringify({ findings }, undefined, 2)}\n`;
    case 'sarif':
      return reportAsSarif(findings, { ...describeTool(), folder: folderInRepository(contentDir) });
    case 'markdown':
      return reportAsMarkdown(findings);
    case 'junit':
      return reportAsJunit(findings);
    case 'gitlab':
      return reportForGitlab(findings, folderInRepository(contentDir));
    case 'people':
      return reportForPeople(findings, options);
  }
}

const PACKAGE = z.object({ version: z.string(), homepage: z.string().optional() });

/** The version and the rules with their pages, as the package has them. */
function describeTool(): Omit<SarifContext, 'folder'> {
  const root = new URL('../../', import.meta.url);
  const { version, homepage } = PACKAGE.parse(
    JSON.parse(readFileSync(new URL('package.json', root), 'utf8')),
  );
  const pageOf = (id: string): string | undefined => {
    const page = new URL(`docs/rules/${id}.md`, root);
    return existsSync(page) ? readFileSync(page, 'utf8') : undefined;
  };
  return { version, homepage, rules: RULE_FACTS.map((rule) => ({ ...rule, page: pageOf(rule.id) })) };
}

/** The content folder as seen from the root of its repository; from the working directory where it is in none. */
export function folderInRepository(contentDir: string): string {
  const folder = realpathSync(contentDir);
  let root = folder;
  while (!existsSync(path.join(root, '.git')) && root !== path.dirname(root)) root = path.dirname(root);
  if (root === path.dirname(root)) root = process.cwd();
  const relative = path.relative(root, folder);
  return relative.startsWith('..') || path.isAbsolute(relative) ? '' : relative.split(path.sep).join('/');
}

export function refuseUnknownRules(rules: readonly string[]): void {
  const unknown = rules.filter((rule) => !RULE_FACTS.some(({ id }) => id === rule));
  const [first] = unknown;
  if (first === undefined) return;
  const known = RULE_FACTS.map(({ id }) => ({ text: id, index: 0 }));
  const near = unknown.length === 1 ? nearestWord(first, known)?.text : undefined;
  const hint = near === undefined ? 'docs/rules lists them' : `did you mean "${near}"?`;
  throw new ConfigError([`--rule: there is no rule "${unknown.join('", "')}"; ${hint}`]);
}

/** A source that was asked for must be there; without the default one each article says that nothing was compared. */
function refuseMissingSource({ contentDir, sourceLocale }: Config): void {
  if (sourceLocale === DEFAULT_SOURCE_LOCALE) return;
  const known = [...new Set(scanFolder(contentDir).files.map(({ locale }) => locale))].sort();
  if (matchSiteLocale(sourceLocale, known) !== undefined) return;
  throw new ConfigError([`SOURCE_LOCALE: there is no "${sourceLocale}"; there are ${known.join(', ')}`]);
}

function readBaseline(file: string): ReadonlyMap<string, number> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError([`--baseline: "${file}" cannot be read; make one with --write-baseline`]);
  }
  const baseline = parseBaseline(text);
  if (baseline === undefined)
    throw new ConfigError([`--baseline: "${file}" is no baseline; make one with --write-baseline`]);
  return baseline;
}

function write(option: string, file: string, text: string): void {
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) throw new Error('a folder');
    writeFileSync(file, text);
  } catch {
    throw new ConfigError([`${option}: "${file}" cannot be written`]);
  }
}
