import path from 'node:path';
import { parseArticleNumber } from '../article/article-number.js';
import type { FileReport } from '../content/compare-files.js';
import { inspectTranslation, type SourceContext } from '../content/compile-translation.js';
import { createImageFolder } from '../content/image-folder.js';
import { createDialectWords } from '../content/markdown/dialect.js';
import { createAddressMask } from '../content/private-address.js';
import { createStrings } from '../locale/strings.js';
import { ArticleDocument, readDocument, type ArticleText } from './reading/document.js';

/** Reads a file for the rules, and may find its diagnostics. */
export type Inspect = (
  file: ArticleText,
  source: SourceContext | undefined,
) => {
  readonly document: ArticleDocument;
  readonly report?: FileReport;
  /** For the article's translations. */
  readonly context?: SourceContext;
};

/**
 * Create what finds diagnostics as compiling does; it renders and writes nothing.
 *
 * @param root - The content folder's real path.
 * @param walks - Articles whose steps are counted.
 */
export function createInspector(
  root: string,
  {
    internalHosts,
    videoHosts,
    walks,
  }: Readonly<Record<'internalHosts' | 'videoHosts' | 'walks', readonly string[]>>,
): Inspect {
  const settings = {
    words: createDialectWords(createStrings()),
    maskAddresses: createAddressMask(internalHosts),
    videoHosts,
    images: createImageFolder(root),
  };
  const withWalk = new Set(walks);
  return (file, source) => {
    const { path: name, locale } = file;
    let document: ArticleDocument | undefined;
    const fileNumber = parseArticleNumber(path.posix.parse(name).name);
    const { diagnostics, article } = inspectTranslation(
      {
        ...file,
        fileNumber,
        source,
        onParsed: (front, parsed) => (document = new ArticleDocument(file, front, parsed)),
      },
      settings,
    );
    // What an error excludes before it is parsed is checked all the same.
    document ??= readDocument(file);
    const report = { path: name, locale, diagnostics };
    if (article === undefined) return { document, report };
    const { number, facts, context } = article;
    const steps = withWalk.has(number) ? article.render().translation.stepCount : undefined;
    return {
      document,
      report: { ...report, article: { number, facts, steps } },
      context: { ...context, names: [] },
    };
  };
}
