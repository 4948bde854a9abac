import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { newFindings, parseBaseline, writeBaseline } from '../check/baseline.js';
import type { Finding } from '../check/finding.js';
import { reportAsJunit, reportForGitlab } from '../check/formats/code-review.js';
import { reportAsMarkdown } from '../check/formats/markdown.js';
import { reportForPeople } from '../check/formats/people.js';
import { reportAsSarif, type SarifContext } from '../check/formats/sarif.js';
import { RULE_FACTS } from '../check/rule-table.js';
import { ConfigError, DEFAULT_SOURCE_LOCALE, type Config } from '../config.js';
import { scanFolder } from '../content/scan-folder.js';
import { matchSiteLocale } from '../locale/tag.js';
import { readArguments, readChoice, readList, readLocales, writeOutput, type Command } from './command.js';
import { chooseContent, findAll, findWorse, folderInRepository, withDiagnostics } from './content.js';

const USAGE = `usage: parlance check [paths…] [options]

Lists problems in the content and its translations: counts by rule and locale, then the worst files.

  paths                  files or folders in CONTENT_DIR; default: everything
  --all                  list every file and every note
  --summary              list only counts
  --format <name>        people (default), json, sarif (2.1.0), markdown (for a pull request), junit or
                         gitlab (code quality); --json for short
  --output, -o <file>    write to a file instead of standard output
  --rule <id>            only this rule; repeatable, or separated by commas (see docs/rules)
  --locale <tag>         only this locale (folder name); repeatable, or separated by commas
  --max-warnings <n>     fail if there are more warnings; errors always fail
  --write-baseline <file>
                         record the current findings
  --baseline <file>      report only findings that are not in the baseline
  --against <ref>        report only what got worse since a git commit, branch or tag, or a folder: of each rule
                         in each file, what there is more of (diagnostics of loading are not compared); labels in the
                         source's language again; sentences whose numbers, names or negation moved

Settings: CONTENT_DIR, SOURCE_LOCALE (the locale translations are compared with), INTERNAL_HOSTS.
Exit codes: 0 success, 1 errors or too many warnings, 2 usage error or unreadable or unwritable file.
`;

const FORMATS = ['people', 'json', 'sarif', 'markdown', 'junit', 'gitlab'] as const;

type Options = ReturnType<typeof readOptions>;

/** `parlance check`: list every diagnostic of the content and everything wrong with its translations. */
export const command: Command = {
  usage: USAGE,
  prepare: (args) => {
    const options = readOptions(args);
    return { run: (config) => check(config, options) };
  },
};

function readOptions(args: readonly string[]) {
  const { values, positionals } = readArguments(args, {
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
  });
  const { 'max-warnings': maxWarnings, 'write-baseline': newBaseline, baseline, against, output } = values;
  if (maxWarnings !== undefined && !/^\d{1,9}$/.test(maxWarnings))
    throw new Error(`--max-warnings takes a number; not "${maxWarnings}"`);
  return {
    choice: { paths: positionals, rules: readList(values.rule), locales: readLocales(values.locale) },
    format: readChoice('--format', values.format ?? (values.json ? 'json' : 'people'), FORMATS),
    detail: { isAll: values.all, isSummary: values.summary },
    mostWarnings: maxWarnings === undefined ? Infinity : Number(maxWarnings),
    ...{ baseline, against, newBaseline, output },
  };
}

async function check(config: Config, options: Options): Promise<number> {
  const { baseline, newBaseline, against, output } = options;
  const chosen = chooseContent(config, options.choice);
  refuseMissingSource(config);
  const known = baseline === undefined ? undefined : readBaseline(baseline);
  const all =
    against === undefined ? await findAll(withDiagnostics(config, chosen)) : await findWorse(chosen, against);
  if (newBaseline !== undefined) writeOutput(writeBaseline(all), newBaseline, '--write-baseline');
  const findings = known === undefined ? all : newFindings(all, known);
  writeOutput(writeReport(findings, options, config.contentDir), output);
  if (newBaseline !== undefined) return 0;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return findings.some(({ severity }) => severity === 'error') || warnings > options.mostWarnings ? 1 : 0;
}

function writeReport(findings: readonly Finding[], { format, detail }: Options, contentDir: string): string {
  switch (format) {
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
      return reportForPeople(findings, detail);
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

/** A requested source locale must exist; without the default one, each article reports that nothing was compared. */
function refuseMissingSource({ contentDir, sourceLocale }: Config): void {
  if (sourceLocale === DEFAULT_SOURCE_LOCALE) return;
  const known = [...new Set(scanFolder(contentDir).files.map(({ locale }) => locale))].sort();
  if (matchSiteLocale(sourceLocale, known) !== undefined) return;
  throw new ConfigError([`SOURCE_LOCALE: unknown locale "${sourceLocale}"; known: ${known.join(', ')}`]);
}

function readBaseline(file: string): ReadonlyMap<string, number> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError([`--baseline: "${file}" cannot be read; create one with --write-baseline`]);
  }
  const baseline = parseBaseline(text);
  if (baseline === undefined)
    throw new ConfigError([`--baseline: "${file}" is not a baseline; create one with --write-baseline`]);
  return baseline;
}
