import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Tinypool } from 'tinypool';
import { z } from 'zod';
import { parseArticleNumber } from '../article/article-number.js';
import { scanFolder, type ScannedFile } from '../content/scan-folder.js';
import { matchSiteLocale } from '../locale/tag.js';
import type { ArticleFiles, BatchFindings } from './check-batch.js';
import type { Finding } from './finding.js';

/** Files to a batch; one batch is a fraction of a second. */
const BATCH_SIZE = 200;

/** Trusted but for being there: our own worker made it. */
const FINDINGS = z.custom<BatchFindings>((value) => typeof value === 'object' && value !== null);

/** What of a content folder is checked, and how. */
export interface FolderCheck {
  readonly contentDir: string;
  /** As set: another tag of the same language finds its folder. */
  readonly sourceLocale: string;
  readonly internalHosts: readonly string[];
  /** Ids of the rules to run. */
  readonly rules: readonly string[];
  /** Whether a file is to be checked; the others are still compared with. */
  readonly isChosen: (file: ScannedFile) => boolean;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Threads; default: one for each processor. */
  readonly workers?: number;
}

/**
 * Check the files of a content folder in worker threads.
 *
 * @returns The findings in the order of paths and lines, whatever the number of threads.
 */
export async function checkFolder(asked: FolderCheck): Promise<readonly Finding[]> {
  const { files } = scanFolder(asked.contentDir);
  const check = { ...asked, sourceLocale: sourceFolder(asked.sourceLocale, files) };
  const { articles, numbers } = groupByNumber(files, check);
  const batches = toBatches(articles);
  const total = articles.reduce((sum, article) => sum + countChosen(article), 0);
  if (total === 0) return [];
  const width = Math.min(check.workers ?? availableParallelism(), batches.length);
  const pool = createPool(check, numbers, width);
  const findings: Finding[] = [];
  let done = 0;
  const next = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const result = FINDINGS.parse(await pool.run(batch, { name: 'check' }));
      findings.push(...result.findings);
      done += result.files;
      check.onProgress?.({ done, total });
    }
  };
  try {
    await Promise.all(Array.from({ length: width + 1 }, next));
  } finally {
    await pool.destroy();
  }
  return findings.sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
}

/** The folder that a source locale means, as the library finds it: `en` may be `en-US`. */
function sourceFolder(locale: string, files: readonly ScannedFile[]): string {
  return matchSiteLocale(locale, [...new Set(files.map((file) => file.locale))]) ?? locale;
}

function createPool(check: FolderCheck, numbers: readonly string[], width: number): Tinypool {
  return new Tinypool({
    filename: new URL('./check-worker.js', import.meta.url).href,
    workerData: {
      root: check.contentDir,
      sourceLocale: check.sourceLocale,
      internalHosts: [...check.internalHosts],
      knownArticles: numbers,
      rules: [...check.rules],
    },
    minThreads: 0,
    maxThreads: width,
    resourceLimits: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 32 },
  });
}

function groupByNumber(
  files: readonly ScannedFile[],
  check: FolderCheck,
): { readonly articles: readonly ArticleFiles[]; readonly numbers: readonly string[] } {
  const groups = new Map<string, ScannedFile[]>();
  for (const file of files) {
    const number = parseArticleNumber(path.basename(file.path, path.extname(file.path))) ?? file.path;
    const group = groups.get(number);
    if (group === undefined) groups.set(number, [file]);
    else group.push(file);
  }
  const articles = [...groups.values()].map((group): ArticleFiles => {
    const source = group.find(({ locale }) => locale === check.sourceLocale);
    return {
      source,
      translations: group.filter((file) => file.locale !== check.sourceLocale && check.isChosen(file)),
      checksSource: source !== undefined && check.isChosen(source),
    };
  });
  return { articles: articles.filter((article) => countChosen(article) > 0), numbers: [...groups.keys()] };
}

function countChosen({ translations, checksSource }: ArticleFiles): number {
  return translations.length + (checksSource ? 1 : 0);
}

function toBatches(articles: readonly ArticleFiles[]): ArticleFiles[][] {
  const batches: ArticleFiles[][] = [];
  let size = BATCH_SIZE;
  for (const article of articles) {
    if (size >= BATCH_SIZE) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(article);
    size += countChosen(article);
  }
  return batches;
}
