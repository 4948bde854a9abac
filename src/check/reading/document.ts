import { parseArticleNumber } from '../../article/article-number.js';
import type { Diagnostic } from '../../content/diagnostic.js';
import { splitFrontMatter } from '../../content/split-front-matter.js';
import { prepareSource } from '../../content/markdown/prepare-source.js';
import { readBlocks } from './blocks.js';
import { readPassage, type Passage } from './passage.js';
import { lastAtMost, type Line } from './slice.js';

/** An article file as it lies in the content folder. */
export interface ArticleText {
  /** Relative to the content folder, with `/`. */
  readonly path: string;
  readonly locale: string;
  readonly text: string;
}

/** A place in a file; lines and columns count from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** An article file read for the rules. */
export interface ArticleDocument {
  readonly path: string;
  readonly locale: string;
  /** The language of the locale: `de` of `de-AT`. */
  readonly language: string;
  /** Empty where the file has none. */
  readonly number: string;
  /** What keeps the front matter from being read; there are no values then, and no passages. */
  readonly diagnostic: Diagnostic | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  /** Lines of the front matter's keys. */
  readonly keyLines: ReadonlyMap<string, number>;
  readonly version: number | undefined;
  readonly passages: readonly Passage[];
  /** The file's lines, as written. */
  readonly lines: readonly string[];
  /** Where a character of the prepared file stands in the file as written. */
  readonly position: (offset: number) => Position;
}

/** Read a file for the rules. */
export function readDocument({ path, locale, text }: ArticleText): ArticleDocument {
  const lines = text.split(/\r\n?|\n/);
  const prepared = prepareSource(text).source;
  const starts = lineStarts(prepared);
  const front = splitFrontMatter(path, prepared);
  const base = {
    path,
    locale,
    language: new Intl.Locale(locale).language,
    lines,
    position: (offset: number) => positionIn(prepared, starts, lines, offset),
  };
  const name = /([^/]*?)(?:\.md)?$/i.exec(path)?.[1] ?? '';
  if ('code' in front) {
    const number = parseArticleNumber(name) ?? '';
    return {
      ...base,
      number,
      diagnostic: front,
      data: {},
      keyLines: new Map(),
      version: undefined,
      passages: [],
    };
  }
  const declared = front.data['article-number'];
  const number =
    (typeof declared === 'string' ? parseArticleNumber(declared) : undefined) ??
    parseArticleNumber(name) ??
    '';
  const version = Number(front.data['version-number'] ?? Number.NaN);
  return {
    ...base,
    number,
    diagnostic: undefined,
    data: front.data,
    keyLines: front.lines,
    version: Number.isInteger(version) ? version : undefined,
    passages: readPassages(front.body, prepared.length - front.body.length),
  };
}

function readPassages(body: string, bodyStart: number): readonly Passage[] {
  const lines: Line[] = [];
  let offset = bodyStart;
  for (const text of body.split('\n')) {
    lines.push({ text, offset });
    offset += text.length + 1;
  }
  let section = 0;
  return readBlocks(lines).map((block, index) => {
    if (block.kind === 'heading' && block.level === 2) section += 1;
    return readPassage(block, index, section);
  });
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Preparing keeps lines, but may indent one, drop characters of it or put a stand-in for an inline image. */
function positionIn(
  prepared: string,
  starts: readonly number[],
  lines: readonly string[],
  offset: number,
): Position {
  const index = lastAtMost(starts, offset);
  const start = starts[index] ?? 0;
  const column = offset - start;
  const written = lines[index] ?? '';
  const end = prepared.indexOf('\n', start);
  const shown = prepared.slice(start, end === -1 ? undefined : end);
  if (shown === written) return { line: index + 1, column: column + 1 };
  const fromEnd = shown.length - column;
  const tail = shown.slice(column, column + 20);
  const at = written.endsWith(shown.slice(column)) ? written.length - fromEnd : written.indexOf(tail);
  return { line: index + 1, column: 1 + (at >= 0 ? at : Math.min(column, written.length)) };
}
