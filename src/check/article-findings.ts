import type { LocaleTag } from '../article/article.js';
import type { ArticleNumber } from '../article/article-number.js';
import { readArticleFile } from '../content/read-article-file.js';
import { decodeReferences } from '../article/html.js';
import { stripUiControls } from '../content/markdown/ui-control.js';
import type { CheckSettings } from './check-settings.js';
import { checkDocument } from './check-translation.js';
import type { Finding } from './finding.js';
import { readDocument } from './reading/document.js';

/** A finding, and the words of the file it is about. */
export interface QuotedFinding extends Finding {
  /** As a reader sees them, about; empty in the front matter, whose values are not all meant for readers. */
  readonly quote: string;
}

/** Checks one article in one locale, now; gives undefined where it cannot be checked, or not in time. */
export type FindingReader = (
  number: ArticleNumber,
  locale: LocaleTag,
) => Promise<readonly QuotedFinding[] | undefined>;

/** One article in one locale, to be checked while somebody waits; plain data, since it crosses a thread. */
export interface ArticleCheck {
  /** Path of the file that is served, relative to the content folder, with `/`. */
  readonly path: string;
  readonly locale: LocaleTag;
  /** The same article in the locale others are compared with; undefined where there is none, or where it is this file. */
  readonly source: { readonly path: string; readonly locale: LocaleTag } | undefined;
  /** What stands on pages in the place of an internal address. */
  readonly internalWord: string;
}

/** Characters of a file; a check of so many takes some tens of milliseconds. */
const LONGEST_TEXT = 1_000_000;
const LONGEST_QUOTE = 2_000;

/**
 * Check one article as its files are now, each finding with the words it is about.
 *
 * @param root - The content folder's real path.
 * @param onRule - Called before each rule with its place in `RULES`.
 * @returns Undefined where the file is gone or too large to be checked while somebody waits.
 * @see docs/decisions/0075-provenance.md
 */
export function checkArticle(
  { path, locale, source: sourceFile, internalWord }: ArticleCheck,
  root: string,
  settings: CheckSettings,
  onRule?: (index: number) => void,
): readonly QuotedFinding[] | undefined {
  const text = readText(root, path);
  if (text === undefined) return undefined;
  const sourceText = sourceFile && readText(root, sourceFile.path);
  const source =
    sourceFile && sourceText !== undefined ? readDocument({ ...sourceFile, text: sourceText }) : undefined;
  const lines = text.split(/\r\n?|\n/);
  const bodyStart = lines.indexOf('---', 1) + 2;
  const mask = (said: string): string => said.replace(settings.privateAddress, internalWord);
  return checkDocument(readDocument({ path, locale, text }), source, settings, { onRule }).map((finding) => ({
    ...finding,
    // What must not be published must not be told of either.
    message: mask(finding.message),
    quote: finding.line < bodyStart ? '' : mask(quoteOf(finding, lines)),
  }));
}

function readText(root: string, path: string): string | undefined {
  const file = readArticleFile(root, path);
  return 'code' in file || file.text.length > LONGEST_TEXT ? undefined : file.text;
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

/** Markdown without its marks. A guess is enough: what cannot be found in the text is listed beside it. */
function visible(markdown: string): string {
  const text = stripUiControls(markdown)
    .replace(/^[ \t]*(?:#{1,6}|[-+]|\d{1,9}[.)]|>)[ \t]+/gm, '')
    .replace(/\{#[\w-]{1,80}\}/g, '')
    .replace(/!?\[([^\][]{0,500})\]\([^()\s]{0,1000}(?: "[^"]{0,200}")?\)/g, '$1')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, '')
    .replace(/` ?([<>[\]]) ?`/g, '$1');
  return decodeReferences(text).replace(/\s+/g, ' ').trim();
}
