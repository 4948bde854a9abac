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
  /** Whether the source is checked too, not only compared with. */
  readonly checksSource: boolean;
}

/** What came of a batch. */
export interface BatchFindings {
  readonly files: number;
  readonly findings: readonly Finding[];
}

/** Check some articles' files, each source read once. Files that cannot be read are faults of loading and passed over. */
export function checkBatch(
  articles: readonly ArticleFiles[],
  root: string,
  settings: CheckSettings,
  rules: readonly Rule[],
): BatchFindings {
  const findings: Finding[] = [];
  let files = 0;
  for (const { source: sourceFile, translations, checksSource } of articles) {
    const source = sourceFile && readScanned(root, sourceFile);
    if (source !== undefined && checksSource) {
      files += 1;
      findings.push(...checkDocument(source, undefined, settings, rules));
    }
    for (const file of translations) {
      files += 1;
      const translation = readScanned(root, file);
      if (translation !== undefined) findings.push(...checkDocument(translation, source, settings, rules));
    }
  }
  return { files, findings };
}

function readScanned(root: string, { path, locale }: ScannedFile): ArticleDocument | undefined {
  const file = readArticleFile(root, path);
  return 'code' in file ? undefined : readDocument({ path, locale, text: file.text });
}
