import type { FileReport } from '../content/compare-files.js';
import type { SourceContext } from '../content/compile-translation.js';
import { readArticleFile } from '../content/read-article-file.js';
import type { ScannedFile } from '../content/scan-folder.js';
import { beyondCounts, countKeys } from '../group-by.js';
import { checkDocument } from './check-translation.js';
import type { CheckSettings } from './check-settings.js';
import type { Finding } from './finding.js';
import type { Inspect } from './inspect-file.js';
import { readDocument, type ArticleDocument } from './reading/document.js';
import type { Rule } from './rule.js';

/** The files of one article number. */
export interface ArticleFiles {
  readonly source: ScannedFile | undefined;
  readonly translations: readonly ScannedFile[];
  /** Whether to check the source too, not only compare with it. */
  readonly checksSource: boolean;
  /** Files that are only inspected, since diagnostics of the others depend on them. */
  readonly others: readonly ScannedFile[];
}

/** How to check a batch. */
export interface BatchCheck {
  /** The content folder's real path. */
  readonly root: string;
  readonly settings: CheckSettings;
  readonly rules: readonly Rule[];
  /** Reads a file; an inspector if diagnostics are wanted. */
  readonly inspect: Inspect;
  /** Called before each file. @param index - Index in `filesOf` the batch. */
  readonly onFile: (index: number) => void;
  /** Called before each rule. @param index - Index among the rules that run. */
  readonly onRule: (index: number) => void;
}

/** Result of a batch. */
export interface BatchResult {
  readonly findings: readonly Finding[];
  /** Of every file, if they are inspected. */
  readonly reports: readonly FileReport[];
}

/** All files of a batch in the order they are read. */
export function filesOf(articles: readonly ArticleFiles[]): readonly ScannedFile[] {
  return articles.flatMap(({ source, translations, others }) => [
    ...(source === undefined ? [] : [source]),
    ...translations,
    ...others,
  ]);
}

/** Check the files of some articles, reading each once. Unreadable files have only diagnostics. */
export function checkBatch(
  articles: readonly ArticleFiles[],
  { root, settings, rules, inspect, onFile, onRule }: BatchCheck,
): BatchResult {
  const findings: Finding[] = [];
  const reports: FileReport[] = [];
  let index = 0;
  const read = ({ path, locale }: ScannedFile, source?: SourceContext) => {
    onFile(index++);
    const file = readArticleFile(root, path);
    if ('code' in file) {
      reports.push({ path, locale, diagnostics: [file] });
      return undefined;
    }
    const inspected = inspect({ path, locale, text: file.text }, source);
    if (inspected.report !== undefined) reports.push(inspected.report);
    return inspected;
  };
  for (const { source: sourceFile, translations, checksSource, others } of articles) {
    const source = sourceFile && read(sourceFile);
    const check = (document: ArticleDocument, original: ArticleDocument | undefined) =>
      checkDocument(document, original, settings, rules, onRule);
    const ofSource = source && checksSource ? check(source.document, undefined) : [];
    // What the source has as often has to be fixed there.
    const shared = countKeys(ofSource.map(keyOf));
    const locales = new Map([...shared.keys()].map((key) => [key, new Set<string>()]));
    for (const file of translations) {
      const translation = read(file, source?.context);
      if (translation === undefined) continue;
      const found = check(translation.document, source?.document);
      findings.push(...beyondCounts(found, shared, keyOf));
      for (const finding of found) locales.get(keyOf(finding))?.add(finding.locale);
    }
    for (const finding of ofSource) {
      const alsoIn = [...(locales.get(keyOf(finding)) ?? [])];
      findings.push(alsoIn.length === 0 ? finding : { ...finding, alsoIn });
    }
    for (const file of others) read(file, source?.context);
  }
  return { findings, reports };
}

function keyOf({ rule, message }: Finding): string {
  return `${rule} ${message}`;
}

/** Read a file of the content folder for the rules. @returns Undefined if it cannot be read. */
export function readScanned(
  root: string,
  { path, locale }: Pick<ScannedFile, 'path' | 'locale'>,
): ArticleDocument | undefined {
  const file = readArticleFile(root, path);
  return 'code' in file ? undefined : readDocument({ path, locale, text: file.text });
}
