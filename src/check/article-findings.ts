import type { LocaleTag } from '../article/article.js';
import type { ArticleNumber } from '../article/article-number.js';
import { readArticleFile } from '../content/read-article-file.js';
import { decodeReferences } from '../content/markdown/html-tokens.js';
import type { CheckSettings } from './check-settings.js';
import { checkTranslation } from './check-translation.js';
import type { Finding } from './finding.js';
import type { ArticleText } from './reading/document.js';

/** A finding, and the words of the file it is about. */
export interface QuotedFinding extends Finding {
  /** As a reader sees them, about; empty in the front matter, whose values are not all meant for readers. */
  readonly quote: string;
}

/** Check one article in one locale, now; undefined where its file is gone or too large to be checked while somebody waits. */
export type FindingReader = (
  number: ArticleNumber,
  locale: LocaleTag,
) => readonly QuotedFinding[] | undefined;

/** Where a reader of findings finds files. */
export interface FindingFiles {
  /** The content folder's real path. */
  readonly root: string;
  /** Path of the file that is served, relative to the content folder. */
  readonly path: (number: ArticleNumber, locale: LocaleTag) => string | undefined;
  /** The locale others are compared with, as its folder is named. */
  readonly sourceLocale: () => LocaleTag | undefined;
  /** What stands on pages in the place of an internal address. */
  readonly internalWord: (locale: LocaleTag) => string;
}

/** Characters of a file; a check of so many takes some tens of milliseconds. */
const LONGEST_TEXT = 1_000_000;
const LONGEST_QUOTE = 2_000;

/** Make a reader of findings; reads files when asked, keeps nothing. @see docs/decisions/0076-beside.md */
export function createFindingReader(
  files: FindingFiles,
  settings: Omit<CheckSettings, 'sourceLocale'>,
): FindingReader {
  const read = (number: ArticleNumber, locale: LocaleTag): ArticleText | undefined => {
    const path = files.path(number, locale);
    const file = path === undefined ? undefined : readArticleFile(files.root, path);
    if (path === undefined || file === undefined || 'code' in file) return undefined;
    return file.text.length > LONGEST_TEXT ? undefined : { path, locale, text: file.text };
  };
  return (number, locale) => {
    const text = read(number, locale);
    if (text === undefined) return undefined;
    const sourceLocale = files.sourceLocale() ?? '';
    const source = sourceLocale === '' || sourceLocale === locale ? undefined : read(number, sourceLocale);
    const lines = text.text.split(/\r\n?|\n/);
    const bodyStart = lines.indexOf('---', 1) + 2;
    const word = files.internalWord(locale);
    const mask = (said: string): string => said.replace(settings.privateAddress, word);
    return checkTranslation(text, source, { ...settings, sourceLocale }).map((finding) => ({
      ...finding,
      // What must not be published must not be told of either.
      message: mask(finding.message),
      quote: finding.line < bodyStart ? '' : mask(quoteOf(finding, lines)),
    }));
  };
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
  const text = markdown
    .replace(/^[ \t]*(?:#{1,6}|[-+]|\d{1,9}[.)]|>)[ \t]+/gm, '')
    .replace(/\{#[\w-]{1,80}\}/g, '')
    .replace(/\[!(?:UICONTROL|DNL) ([^\][]{0,200})\]/g, '$1')
    .replace(/!?\[([^\][]{0,500})\]\([^()\s]{0,1000}(?: "[^"]{0,200}")?\)/g, '$1')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, '')
    .replace(/` ?([<>[\]]) ?`/g, '$1');
  return decodeReferences(text).replace(/\s+/g, ' ').trim();
}
