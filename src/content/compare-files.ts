import path from 'node:path';
import type { ArticleFacts, LocaleTag } from '../article/article.js';
import { parseArticleNumber, type ArticleNumber } from '../article/article-number.js';
import { groupBy } from '../group-by.js';
import { diagnostic, type Diagnostic, type DiagnosticCode } from './diagnostic.js';

/** Diagnostics of a file, and what those of others depend on. */
export interface FileReport {
  readonly path: string;
  readonly locale: LocaleTag;
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when an error excludes the file. */
  readonly article?: {
    readonly number: ArticleNumber;
    readonly facts: ArticleFacts;
    /** Undefined for articles without a walk. */
    readonly steps: number | undefined;
  };
}

/** Diagnostics that depend on the article's other files. */
export const COMPARED: readonly DiagnosticCode[] = ['duplicate-article', 'metadata-differs'];

/**
 * Compare the files of one article: two with the same locale, and facts that must be the same in every locale.
 *
 * @param facts - Of the served files by locale, the one that decides first.
 */
export function compareFiles(
  files: readonly { readonly path: string; readonly locale: LocaleTag; readonly isServed: boolean }[],
  facts: ReadonlyMap<LocaleTag, ArticleFacts>,
): readonly Diagnostic[] {
  const [model] = facts.values();
  return files.flatMap(({ path: file, locale, isServed }) => {
    if (!isServed) {
      const rival = files.find((other) => other.isServed && other.locale === locale);
      const message = `${rival?.path ?? 'another file'} has the same number and locale and is served instead`;
      return [diagnostic(file, 'duplicate-article', message)];
    }
    const own = facts.get(locale);
    const keys = own && model ? differingKeys(own, model) : [];
    if (keys.length === 0) return [];
    const message = `${keys.join(', ')} must not differ between locales; the article's first locale is used`;
    return [diagnostic(file, 'metadata-differs', message)];
  });
}

/** What all files of a content folder say together. */
export interface ContentReport {
  readonly diagnostics: readonly Diagnostic[];
  /** Of articles with a walk. */
  readonly steps: ReadonlyMap<ArticleNumber, number>;
}

/** Add the diagnostics that only a comparison of an article's files shows. */
export function combineReports(reports: readonly FileReport[], sourceLocale: LocaleTag): ContentReport {
  const ofArticles = reports.flatMap(({ article, ...report }) => (article ? [{ ...report, article }] : []));
  const steps = new Map<ArticleNumber, number>();
  const compared = [...groupBy(ofArticles, ({ article }) => article.number)].flatMap(([number, group]) => {
    const files = [...group].sort((a, b) => (comesBefore(a.path, b.path) ? -1 : 1));
    const served = files.filter((file, at) => files.findIndex(({ locale }) => locale === file.locale) === at);
    const rank = ({ locale }: FileReport): string => (locale === sourceLocale ? '' : locale);
    served.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
    if (served[0]?.article.steps !== undefined)
      steps.set(number, Math.max(...served.map(({ article }) => article.steps ?? 0)));
    return compareFiles(
      files.map((file) => ({ ...file, isServed: served.includes(file) })),
      new Map(served.map(({ locale, article }) => [locale, article.facts])),
    );
  });
  return { diagnostics: [...reports.flatMap(({ diagnostics }) => diagnostics), ...compared], steps };
}

/** Whether the first of two files with the same number and locale is served: copies are named `KA-05406 (1).md`. */
export function comesBefore(one: string, other: string): boolean {
  const isExact = (file: string): boolean => parseArticleNumber(path.posix.parse(file).name) !== undefined;
  return isExact(one) === isExact(other) ? one < other : isExact(one);
}

function differingKeys(own: ArticleFacts, model: ArticleFacts): string[] {
  const names = { products: 'product', appliesTo: 'applies-to', isBug: 'bug', isHidden: 'hide' } as const;
  const keys: readonly (keyof typeof names)[] = ['products', 'appliesTo', 'isBug', 'isHidden'];
  return keys
    .filter((key) => JSON.stringify(own[key]) !== JSON.stringify(model[key]))
    .map((key) => names[key]);
}
