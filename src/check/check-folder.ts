import { realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArticleNumber } from '../article/article-number.js';
import { combineReports, type ContentReport, type FileReport } from '../content/compare-files.js';
import type { Diagnostic } from '../content/diagnostic.js';
import { filesByNumber, scanFolder } from '../content/scan-folder.js';
import { matchSiteLocale } from '../locale/tag.js';
import { inBatches } from '../thread-pool.js';
import { filesOf, type ArticleFiles } from './check-batch.js';
import type { CheckOptions } from './check-settings.js';
import { CheckThreads, type UnjudgedFile } from './check-threads.js';
import { diagnosticFindings, unjudgedFinding } from './diagnostic-finding.js';
import type { Finding } from './finding.js';
import { RULE_FACTS, RULES } from './rule-table.js';
import { readSuppressionList, withoutListed } from './suppression-list.js';
import { readTermLists } from './terms.js';

/** Files per batch, which takes a fraction of a second. */
const BATCH_SIZE = 200;
const RULE_IDS: ReadonlySet<string> = new Set(RULE_FACTS.map(({ id }) => id));

/** How to find the diagnostics of a content folder while checking it. */
export interface Inspection extends NonNullable<CheckOptions['inspection']> {
  /** Diagnostics of all that is no article, such as walks. */
  readonly diagnostics: (steps: ContentReport['steps']) => readonly Diagnostic[];
}

/** What to check in a content folder, and how. */
export interface FolderCheck {
  readonly contentDir: string;
  /** As configured: `en` also matches the folder `en-US`. */
  readonly sourceLocale: string;
  readonly internalHosts: readonly string[];
  /** Ids of the rules to run and diagnostics to list; default: all. */
  readonly rules?: readonly string[];
  /** Whether to check a file, by its path in the content folder; other files are still compared with. Default: all. */
  readonly isChosen?: (file: string) => boolean;
  /** Undefined if diagnostics are known or not wanted. */
  readonly inspection?: Inspection;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Called for each file that could not be checked, besides the finding about it. */
  readonly onUnjudged?: (file: UnjudgedFile) => void;
  /** Threads; default: one per processor. */
  readonly workers?: number;
}

/**
 * Collect all findings in the content except suppressed ones.
 *
 * @param known - Diagnostics, if they are known.
 * @returns Ordered by path and line.
 * @throws SiteListError when a list of the site cannot be read.
 */
export async function collectFindings(
  check: FolderCheck,
  known: readonly Diagnostic[] = [],
): Promise<readonly Finding[]> {
  const { rules = [...RULE_IDS], isChosen = () => true, inspection } = check;
  const list = readSuppressionList(check.contentDir, RULE_IDS);
  readTermLists(check.contentDir);
  const plan = planCheck(check);
  const { findings, reports } = await runCheck(plan);
  const combined = combineReports(reports, plan.check.sourceLocale);
  const diagnostics = inspection
    ? [...plan.diagnostics, ...combined.diagnostics, ...inspection.diagnostics(combined.steps)]
    : known;
  const others = [
    ...list.findings,
    ...diagnosticFindings(diagnostics, (file) => plan.compared.has(file)),
  ].filter(({ rule, file }) => rules.includes(rule) && isChosen(file));
  return [...withoutListed([...others, ...findings], list.entries)].sort(byPlace);
}

interface CheckPlan {
  readonly check: FolderCheck;
  readonly articles: readonly ArticleFiles[];
  /** Numbers of all articles. */
  readonly numbers: readonly string[];
  /** Paths of files that are compared with a source. */
  readonly compared: ReadonlySet<string>;
  /** Of listing the files. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Group the files of a content folder by article. */
export function planCheck(asked: FolderCheck): CheckPlan {
  const contentDir = realpathSync(asked.contentDir);
  const { files, diagnostics } = scanFolder(contentDir);
  // As in the library, `en` may be the folder `en-US`.
  const locales = [...new Set(files.map((file) => file.locale))];
  const sourceLocale = matchSiteLocale(asked.sourceLocale, locales) ?? asked.sourceLocale;
  const { isChosen = () => true, inspection } = asked;
  const groups = filesByNumber(files);
  const numbers = [...groups.keys()];
  // The number of a file that is not named for it is unknown, so that it may concern any other.
  const isWhole = inspection && numbers.some((number) => parseArticleNumber(number) === undefined);
  const articles = [...groups.values()]
    .filter((group) => isWhole === true || group.some((file) => isChosen(file.path)))
    .map((group): ArticleFiles => {
      const source = group.find(({ locale }) => locale === sourceLocale);
      const translations = group.filter((file) => file.locale !== sourceLocale && isChosen(file.path));
      const others = group.filter((file) => file !== source && !translations.includes(file));
      const checksSource = source !== undefined && isChosen(source.path);
      return { source, translations, checksSource, others: inspection ? others : [] };
    });
  const compared = articles.flatMap(({ source, translations }) =>
    source === undefined ? [] : translations.map((file) => file.path),
  );
  const check = { ...asked, contentDir, sourceLocale };
  return { check, articles, numbers, compared: new Set(compared), diagnostics };
}

async function runCheck({
  check,
  articles,
  numbers,
}: CheckPlan): Promise<{ readonly findings: Finding[]; readonly reports: readonly FileReport[] }> {
  const total = filesOf(articles).length;
  const findings: Finding[] = [];
  const reports: FileReport[] = [];
  if (total === 0) return { findings, reports };
  const width = Math.min(check.workers ?? availableParallelism(), Math.ceil(total / BATCH_SIZE));
  const threads = new CheckThreads({
    root: check.contentDir,
    sourceLocale: check.sourceLocale,
    internalHosts: check.internalHosts,
    knownArticles: numbers,
    rules: RULES.map(({ id }) => id).filter((id) => check.rules?.includes(id) ?? true),
    inspection: check.inspection && {
      videoHosts: check.inspection.videoHosts,
      walks: check.inspection.walks,
    },
    threads: width,
  });
  let done = 0;
  try {
    const sizeOf = (article: ArticleFiles): number => filesOf([article]).length;
    await inBatches(articles, { size: BATCH_SIZE, sizeOf, width }, async (batch) => {
      const result = await threads.batch(batch);
      findings.push(...result.findings, ...result.unjudged.map(unjudgedFinding));
      reports.push(...result.reports);
      for (const file of result.unjudged) check.onUnjudged?.(file);
      done += filesOf(batch).length;
      check.onProgress?.({ done, total });
    });
  } finally {
    await threads.close();
  }
  return { findings, reports };
}

function byPlace(a: Finding, b: Finding): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;
}
