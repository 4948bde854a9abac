import { parseArticleNumber } from '../../article/article-number.js';
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

/** Parse a file for the rules. */
export function readDocument(file: ArticleText): ArticleDocument {
  const front = splitFrontMatter(file.path, prepareSource(file.text));
  return 'code' in front
    ? new ArticleDocument(file, undefined, { root: { type: 'root', children: [] }, text: '' })
    : new ArticleDocument(file, front, parseArticle(front.body));
}

/** An article file parsed for the rules. */
export class ArticleDocument {
  readonly path: string;
  readonly locale: string;
  /** The language of the locale: `de` of `de-AT`. */
  readonly language: string;
  /** Empty if the file has none. */
  readonly number: string;
  /** Whether the front matter is valid; if not, there are no values or passages. */
  readonly isReadable: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  /** Lines of the front matter's keys. */
  readonly keyLines: ReadonlyMap<string, number>;
  readonly version: number | undefined;
  readonly passages: readonly Passage[];
  private readonly body: string;
  private written: readonly string[] | undefined;
  private starts: readonly number[] | undefined;

  /**
   * @param front - Undefined if it is invalid.
   * @param article - As it was parsed, before the dialect changes it.
   */
  constructor(
    private readonly file: ArticleText,
    front: SplitFile | undefined,
    article: ParsedArticle,
  ) {
    [this.path, this.locale] = [file.path, file.locale];
    this.language = file.locale.split('-', 1)[0] ?? '';
    this.isReadable = front !== undefined;
    this.data = front?.data ?? {};
    this.keyLines = front?.lines ?? new Map<string, number>();
    const declared = this.data['article-number'];
    const named = /([^/]*?)(?:\.md)?$/i.exec(file.path)?.[1] ?? '';
    this.number =
      (typeof declared === 'string' ? parseArticleNumber(declared) : undefined) ??
      parseArticleNumber(named) ??
      '';
    const version = Number(this.data['version-number'] ?? Number.NaN);
    this.version = Number.isInteger(version) ? version : undefined;
    this.passages = readPassages(article.root, article.text);
    this.body = article.text;
  }

  /** The file's lines, as written. */
  get lines(): readonly string[] {
    return (this.written ??= this.file.text.split(/\r\n?|\n/));
  }

  /** Position in the original file of an offset in the prepared one, whose body has the file's last lines, though slightly changed. */
  position(offset: number): Position {
    const { lines, body } = this;
    this.starts ??= [0, ...Array.from(body.matchAll(/\n/g), ({ index }) => index + 1)];
    const at = lastAtMost(this.starts, offset);
    const start = this.starts[at] ?? 0;
    const line = lines.length - this.starts.length + at;
    const end = body.indexOf('\n', start);
    const shown = body.slice(start, end === -1 ? undefined : end);
    return { line: line + 1, column: 1 + columnIn(lines[line] ?? '', shown, offset - start) };
  }
}

/** Preparation may indent a line, drop characters or replace an inline image. */
function columnIn(written: string, shown: string, column: number): number {
  if (shown === written) return column;
  if (written.endsWith(shown.slice(column))) return written.length - shown.length + column;
  const found = written.indexOf(shown.slice(column, column + 20));
  return found >= 0 ? found : Math.min(column, written.length);
}
