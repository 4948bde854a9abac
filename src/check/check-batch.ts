import { readArticleFile } from '../content/read-article-file.js';
import type { ScannedFile } from '../content/scan-folder.js';
import { checkDocument } from './check-translation.js';
import type { CheckSettings } from './check-settings.js';
import type { Finding } from './finding.js';
import { readDocument, type ArticleDocument } from './reading/document.js';
import type { Rule } from './rule.js';

/** The files of one article number. */
export interface ArticleFiles {
  readonly source: ScannedFile | undefined;
  readonly translations: readonly ScannedFile[];
  /** Whether to check the source too, not only compare with it. */
  readonly checksSource: boolean;
}

/** Called back on the progress of a check. */
export interface CheckWatcher {
  /** @param index - Index in `filesOf` the batch. */
  readonly onFile: (index: number) => void;
  /** @param index - Index among the rules that run. */
  readonly onRule: (index: number) => void;
}

/** All files of a batch in the order they are read. */
export function filesOf(articles: readonly ArticleFiles[]): readonly ScannedFile[] {
  return articles.flatMap(({ source, translations }) =>
    source === undefined ? translations : [source, ...translations],
  );
}

/** Check the files of some articles, reading each source once. Unreadable files are skipped: they have diagnostics. */
export function checkBatch(
  articles: readonly ArticleFiles[],
  root: string,
  settings: CheckSettings,
  rules: readonly Rule[],
  { onFile, onRule }: CheckWatcher,
): readonly Finding[] {
  const findings: Finding[] = [];
  let index = 0;
  const read = (file: ScannedFile): ArticleDocument | undefined => {
    onFile(index++);
    return readScanned(root, file);
  };
  for (const { source: sourceFile, translations, checksSource } of articles) {
    const source = sourceFile && read(sourceFile);
    const isChecked = source !== undefined && checksSource;
    const shared = new SharedFindings(
      isChecked ? checkDocument(source, undefined, settings, { rules, onRule }) : [],
    );
    for (const file of translations) {
      const translation = read(file);
      if (translation === undefined) continue;
      findings.push(...shared.without(checkDocument(translation, source, settings, { rules, onRule })));
    }
    findings.push(...shared.findings());
  }
  return findings;
}

/** Findings of a source, and the translations that share them. */
class SharedFindings {
  private readonly known = new Map<string, { readonly count: number; readonly locales: string[] }>();

  constructor(private readonly ofSource: readonly Finding[]) {
    for (const finding of ofSource) {
      const key = keyOf(finding);
      this.known.set(key, { count: (this.known.get(key)?.count ?? 0) + 1, locales: [] });
    }
  }

  /** Remove the findings that the source has as often. */
  without(findings: readonly Finding[]): readonly Finding[] {
    const seen = new Map<string, number>();
    return findings.filter((finding) => {
      const key = keyOf(finding);
      const shared = this.known.get(key);
      const before = seen.get(key) ?? 0;
      seen.set(key, before + 1);
      if (shared === undefined || before >= shared.count) return true;
      if (before === 0) shared.locales.push(finding.locale);
      return false;
    });
  }

  findings(): readonly Finding[] {
    return this.ofSource.map((finding) => {
      const alsoIn = this.known.get(keyOf(finding))?.locales ?? [];
      return alsoIn.length === 0 ? finding : { ...finding, alsoIn };
    });
  }
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
