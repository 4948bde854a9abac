import path from 'node:path';
import { parseArticleNumber } from '../article/article-number.js';
import type { FileReport } from '../content/compare-files.js';
import { inspectTranslation, type SourceContext } from '../content/compile-translation.js';
import { createImageFolder } from '../content/image-folder.js';
import { createDialectWords } from '../content/markdown/dialect.js';
import { createAddressMask } from '../content/private-address.js';
import { createStrings } from '../locale/strings.js';
import { documentOf, type ArticleDocument, type ArticleText } from './reading/document.js';

/** Finds the diagnostics of a file, as compiling does, without rendering it. */
export type Inspect = (
  file: ArticleText,
  source: SourceContext | undefined,
) => {
  readonly report: FileReport;
  /** Undefined if the text was not parsed. */
  readonly document: ArticleDocument | undefined;
  /** For the article's translations. */
  readonly context: SourceContext | undefined;
};

/**
 * Create the inspector of a content folder; it writes nothing.
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
        onParsed: (front, parsed) => (document = documentOf(file, front, parsed)),
      },
      settings,
    );
    const report = { path: name, locale, diagnostics };
    if (article === undefined) return { report, document, context: undefined };
    const { number, facts, context } = article;
    const steps = withWalk.has(number) ? article.render().translation.stepCount : undefined;
    return {
      report: { ...report, article: { number, facts, steps } },
      document,
      context: { ...context, names: [] },
    };
  };
}
