import type { LocaleTag } from '../article/article.js';
import type { ArticleNumber } from '../article/article-number.js';
import { readArticleFile } from '../content/read-article-file.js';
import { decodeReferences } from '../article/html.js';
import { unescapeText } from '../content/markdown/export-code.js';
import { stripUiControls } from '../content/markdown/ui-control.js';
import type { CheckSettings } from './check-settings.js';
import { checkDocument } from './check-translation.js';
import type { Finding } from './finding.js';
import { readDocument, type ArticleDocument } from './reading/document.js';

/** A finding with the words it is about. */
export interface QuotedFinding extends Finding {
  /** Approximately as displayed; empty in the front matter, whose values are not all public. */
  readonly quote: string;
}

/** Checks one article in one locale; undefined if impossible or too slow. */
export type FindingReader = (
  number: ArticleNumber,
  locale: LocaleTag,
) => Promise<readonly QuotedFinding[] | undefined>;

/** A check request for one article and locale; plain data, since it crosses a thread. */
export interface ArticleCheck {
  /** Path of the file that is served, relative to the content folder, with `/`. */
  readonly path: string;
  readonly locale: LocaleTag;
  /** The source file; undefined without a source, or if this is the source. */
  readonly source: { readonly path: string; readonly locale: LocaleTag } | undefined;
  /** Replacement for internal URLs. */
  readonly internalWord: string;
}

/** Largest file checked interactively, in characters. */
const LONGEST_TEXT = 1_000_000;
const LONGEST_QUOTE = 2_000;

/**
 * Check the current files of an article.
 *
 * @param root - The content folder's real path.
 * @param onRule - Called before each rule with its index in `RULES`.
 * @returns Undefined when the file is missing or too large.
 * @see docs/decisions/0075-provenance.md
 */
export function checkArticle(
  { path, locale, source: sourceFile, internalWord }: ArticleCheck,
  root: string,
  settings: CheckSettings,
  onRule?: (index: number) => void,
): readonly QuotedFinding[] | undefined {
  const document = readShort(root, { path, locale });
  if (document === undefined) return undefined;
  const source = sourceFile && readShort(root, sourceFile);
  const bodyStart = document.lines.indexOf('---', 1) + 2;
  const mask = (said: string): string => said.replace(settings.privateAddress, internalWord);
  return checkDocument(document, source, settings, undefined, onRule).map((finding) => ({
    ...finding,
    // Findings must not reveal private text.
    message: mask(finding.message),
    quote: finding.line < bodyStart ? '' : mask(quoteOf(finding, document.lines)),
  }));
}

function readShort(
  root: string,
  { path, locale }: Pick<ArticleCheck, 'path' | 'locale'>,
): ArticleDocument | undefined {
  const file = readArticleFile(root, path);
  return 'code' in file || file.text.length > LONGEST_TEXT
    ? undefined
    : readDocument({ path, locale, text: file.text });
}

function quoteOf({ line, column, endLine, endColumn }: Finding, lines: readonly string[]): string {
  const raw = lines
    .slice(line - 1, endLine)
    .map((text, i, all) =>
      text.slice(i === 0 ? column - 1 : 0, i === all.length - 1 ? endColumn - 1 : undefined),
    )
    .join('\n');
  return raw.length > LONGEST_QUOTE ? '' : visible(raw);
}

/** Approximate plain text of Markdown; findings that cannot be located are listed separately. */
function visible(markdown: string): string {
  const text = stripUiControls(markdown)
    .replace(/^[ \t]*(?:#{1,6}|[-+]|\d{1,9}[.)]|>)[ \t]+/gm, '')
    .replace(/\{#[\w-]{1,80}\}/g, '')
    .replace(/!?\[([^\][]{0,500})\]\([^()\s]{0,1000}(?: "[^"]{0,200}")?\)/g, '$1')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, '');
  return decodeReferences(unescapeText(text)).replace(/\s+/g, ' ').trim();
}
