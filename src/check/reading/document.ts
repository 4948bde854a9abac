import { parseArticleNumber } from '../../article/article-number.js';
import type { Diagnostic } from '../../content/diagnostic.js';
import { prepareSource, splitFrontMatter, type SplitFile } from '../../content/split-front-matter.js';
import { parseArticle, type ParsedArticle } from '../../content/markdown/parse-article.js';
import { lastAtMost, readPassages, type Passage } from './passage.js';

/** An article file on disk. */
export interface ArticleText {
  /** Relative to the content folder, with `/`. */
  readonly path: string;
  readonly locale: string;
  readonly text: string;
}

/** A position in a file; lines and columns from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** An article file parsed for the rules. */
export interface ArticleDocument {
  readonly path: string;
  readonly locale: string;
  /** The language of the locale: `de` of `de-AT`. */
  readonly language: string;
  /** Empty if the file has none. */
  readonly number: string;
  /** Front matter error; there are then no values or passages. */
  readonly diagnostic: Diagnostic | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  /** Lines of the front matter's keys. */
  readonly keyLines: ReadonlyMap<string, number>;
  readonly version: number | undefined;
  readonly passages: readonly Passage[];
  /** The file's lines, as written. */
  readonly lines: () => readonly string[];
  /** Position in the original file of an offset in the prepared one. */
  readonly position: (offset: number) => Position;
}

/** Parse a file for the rules. */
export function readDocument(file: ArticleText): ArticleDocument {
  const front = splitFrontMatter(file.path, prepareSource(file.text));
  if (!('code' in front)) return documentOf(file, front, parseArticle(front.body));
  const nothing = { data: {}, keyLines: new Map(), version: undefined, passages: [] };
  const position = (): Position => ({ line: 1, column: 1 });
  return { ...factsOf(file), ...nothing, diagnostic: front, position };
}

function factsOf({ path, locale, text }: ArticleText) {
  const number = parseArticleNumber(/([^/]*?)(?:\.md)?$/i.exec(path)?.[1] ?? '') ?? '';
  let lines: readonly string[] | undefined;
  return {
    path,
    locale,
    language: locale.split('-', 1)[0] ?? '',
    number,
    lines: () => (lines ??= text.split(/\r\n?|\n/)),
  };
}

/** The same for a file that is parsed already. @param article - As it was parsed, before the dialect changes it. */
export function documentOf(
  file: ArticleText,
  front: SplitFile,
  { root, text: body }: ParsedArticle,
): ArticleDocument {
  const facts = factsOf(file);
  const declared = front.data['article-number'];
  const version = Number(front.data['version-number'] ?? Number.NaN);
  return {
    ...facts,
    number: (typeof declared === 'string' ? parseArticleNumber(declared) : undefined) ?? facts.number,
    diagnostic: undefined,
    data: front.data,
    keyLines: front.lines,
    version: Number.isInteger(version) ? version : undefined,
    passages: readPassages(root, body),
    position: positionReader(body, facts.lines),
  };
}

/** Maps offsets to lines and columns; the body's lines are the last lines of the file, though their text may differ slightly. */
function positionReader(body: string, readLines: ArticleDocument['lines']): ArticleDocument['position'] {
  let starts: readonly number[] | undefined;
  return (offset) => {
    const lines = readLines();
    starts ??= [0, ...Array.from(body.matchAll(/\n/g), ({ index }) => index + 1)];
    const at = lastAtMost(starts, offset);
    const start = starts[at] ?? 0;
    const line = lines.length - starts.length + at;
    const end = body.indexOf('\n', start);
    const shown = body.slice(start, end === -1 ? undefined : end);
    return { line: line + 1, column: 1 + columnIn(lines[line] ?? '', shown, offset - start) };
  };
}

/** Preparation may indent a line, drop characters or replace an inline image. */
function columnIn(written: string, shown: string, column: number): number {
  if (shown === written) return column;
  if (written.endsWith(shown.slice(column))) return written.length - shown.length + column;
  const found = written.indexOf(shown.slice(column, column + 20));
  return found >= 0 ? found : Math.min(column, written.length);
}
