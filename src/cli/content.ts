import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { UnknownStateError, withEarlierContent, worseFindings } from '../check/against.js';
import { collectFindings, type FolderCheck } from '../check/check-folder.js';
import type { Finding } from '../check/finding.js';
import { patchFile } from '../check/patch.js';
import { compareWithEarlier } from '../check/ratchet.js';
import { RULE_FACTS } from '../check/rule-table.js';
import { SiteListError } from '../check/site-list.js';
import { ConfigError, type Config } from '../config.js';
import { isDiagnosticCode, type Diagnostic } from '../content/diagnostic.js';
import { localeOfFolder, scanFolder } from '../content/scan-folder.js';
import { readOwnWords, readSiteTerms } from '../ingest/sync-own-words.js';
import { inspectWalks } from '../ingest/sync-walks.js';
import { requireFolders } from '../server/compiler.js';
import { ProgressLine } from '../server/sync-report.js';
import { nearest } from './command.js';

/** What of the content a command is about; empty lists: everything. */
export interface Choice {
  /** Files and folders, as given. */
  readonly paths?: readonly string[];
  /** Canonical tags. */
  readonly locales?: readonly string[];
  /** Ids. */
  readonly rules?: readonly string[];
}

/**
 * Select the content to check.
 *
 * @throws ConfigError for an unreadable content folder, an unknown rule, a path outside the folder, or a locale without one.
 */
export function chooseContent(config: Config, { paths = [], locales = [], rules = [] }: Choice): FolderCheck {
  requireFolders(config, ['CONTENT_DIR']);
  refuseUnknownRules(rules);
  const { contentDir, sourceLocale, internalHosts } = config;
  const isChosen = chooseFiles(contentDir, paths, locales);
  return { contentDir, sourceLocale, internalHosts, isChosen, ...(rules.length > 0 && { rules }) };
}

function refuseUnknownRules(rules: readonly string[]): void {
  const known = RULE_FACTS.map(({ id }) => id);
  const unknown = rules.filter((rule) => !known.some((id) => id === rule));
  const [first] = unknown;
  if (first === undefined) return;
  const near = unknown.length === 1 ? nearest(first, known) : undefined;
  const hint = near === undefined ? 'see docs/rules' : `did you mean "${near}"?`;
  throw new ConfigError([`--rule: unknown rule "${unknown.join('", "')}"; ${hint}`]);
}

/** @returns Whether a file is chosen, by its path in the content folder. */
function chooseFiles(
  contentDir: string,
  paths: readonly string[],
  locales: readonly string[],
): (file: string) => boolean {
  if (paths.length === 0 && locales.length === 0) return () => true;
  const known = new Set(scanFolder(contentDir).files.map(({ locale }) => locale));
  const unknown = locales.filter((locale) => !known.has(locale));
  if (unknown.length > 0)
    throw new ConfigError([
      `--locale: unknown locale "${unknown.join('", "')}"; known: ${[...known].sort().join(', ')}`,
    ]);
  const prefixes = paths.map((given) => locate(contentDir, given));
  const isBelow = (file: string, prefix: string): boolean =>
    prefix === '' || file === prefix || file.startsWith(`${prefix}/`);
  return (file) =>
    (prefixes.length === 0 || prefixes.some((prefix) => isBelow(file, prefix))) &&
    (locales.length === 0 || locales.includes(localeOfFolder(file.split('/')[0] ?? '') ?? ''));
}

/** A path relative to the working directory or the content folder, resolved within the content folder. */
function locate(contentDir: string, given: string): string {
  const root = realpathSync(contentDir);
  for (const candidate of [path.resolve(given), path.resolve(root, given)]) {
    if (!existsSync(candidate)) continue;
    const inside = pathBelow(root, realpathSync(candidate));
    if (inside !== undefined) return inside;
  }
  throw new ConfigError([`"${given}" is not a file or folder in the content folder`]);
}

/** A path relative to a folder, with slashes; undefined if outside. */
function pathBelow(folder: string, file: string): string | undefined {
  const relative = path.relative(folder, file);
  return relative.startsWith('..') || path.isAbsolute(relative)
    ? undefined
    : relative.split(path.sep).join('/');
}

/** The content folder relative to its repository root, else to the working directory. */
export function folderInRepository(contentDir: string): string {
  const folder = realpathSync(contentDir);
  let root = folder;
  while (!existsSync(path.join(root, '.git')) && root !== path.dirname(root)) root = path.dirname(root);
  return pathBelow(root === path.dirname(root) ? process.cwd() : root, folder) ?? '';
}

/** A patch for `git apply`. @param fixes - By file, as seen from the content folder. */
export function writePatch(
  contentDir: string,
  fixes: ReadonlyMap<string, Parameters<typeof patchFile>[2]>,
): string {
  const folder = folderInRepository(contentDir);
  const patches = [...fixes].map(([file, found]) => {
    const text = readFileSync(path.join(contentDir, file), 'utf8');
    return patchFile(folder === '' ? file : `${folder}/${file}`, text, found) ?? '';
  });
  return patches.join('');
}

/** Have a check find diagnostics too, unless only rules are wanted. */
export function withDiagnostics({ videoHosts }: Config, check: FolderCheck): FolderCheck {
  if (check.rules?.some(isDiagnosticCode) === false) return check;
  const root = realpathSync(check.contentDir);
  const { walks, diagnostics } = inspectWalks(root);
  const { diagnostics: ofWords } = readOwnWords(root, readSiteTerms(root));
  return {
    ...check,
    inspection: { videoHosts, walks, diagnostics: (steps) => [...diagnostics(steps), ...ofWords] },
  };
}

/** Check content and show how far it is. @throws ConfigError when a list of the site cannot be read. */
export async function findAll(
  check: FolderCheck,
  diagnostics?: readonly Diagnostic[],
): Promise<readonly Finding[]> {
  return await withProgress(check, (shown) => collectFindings(shown, diagnostics));
}

/**
 * What translations have more of than in an earlier state of the content, and what they lost since; diagnostics are not compared.
 *
 * @param state - A folder or a git revision.
 * @throws ConfigError when it is neither, or a list of the site cannot be read.
 */
export async function findWorse(check: FolderCheck, state: string): Promise<readonly Finding[]> {
  try {
    return await withProgress(check, (shown) =>
      withEarlierContent(check.contentDir, state, async (folder) => {
        const before = await collectFindings({ ...shown, contentDir: folder });
        const worse = worseFindings(await collectFindings(shown), before);
        return compareWithEarlier(shown, folder, worse);
      }),
    );
  } catch (error) {
    throw error instanceof UnknownStateError ? new ConfigError([`--against: ${error.message}`]) : error;
  }
}

async function withProgress<Result>(
  check: FolderCheck,
  find: (check: FolderCheck) => Promise<Result>,
): Promise<Result> {
  const line = new ProgressLine(process.stderr, 'checking');
  try {
    return await readingSiteLists(() => find({ ...check, onProgress: (progress) => line.update(progress) }));
  } finally {
    line.stop();
  }
}

/** Do what reads the lists of the site. @throws ConfigError when one cannot be read. */
export async function readingSiteLists<Result>(use: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await use();
  } catch (error) {
    throw error instanceof SiteListError ? new ConfigError([error.message]) : error;
  }
}
