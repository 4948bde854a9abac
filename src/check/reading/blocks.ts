import { Slice, type Line } from './slice.js';

/** Where in a list a block stands. */
interface ListPlace {
  /** Counts the lists of a file, from 0. */
  readonly list: number;
  readonly isOrdered: boolean;
  /** As written; undefined for bullets. */
  readonly number: number | undefined;
  /** How many lists it is inside of, itself counted. */
  readonly depth: number;
  /** Whether the block is the item's first. */
  readonly isFirst: boolean;
}

/** A block that holds text. */
export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'code' | 'cell';
  /** A heading's level. */
  readonly level: number;
  readonly slice: Slice;
  readonly place: ListPlace | undefined;
  /** A fence's language, a cell's row and column. */
  readonly info: string;
  readonly isQuoted: boolean;
}

interface Item {
  readonly list: number;
  readonly isOrdered: boolean;
  readonly number: number | undefined;
  /** Columns the marker and the content start at. */
  readonly marker: number;
  readonly content: number;
  hasBlock: boolean;
}

const MARKER = /^(?:[-*+]|(\d{1,9})[.)])(?:[ \t]+|$)/;
const HEADING = /^(#{1,6})(?:[ \t]+|$)/;
const FENCE = /^(`{3,}|~{3,})([^`]*)$/;
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
/** Characters of a row of a table that is still split into cells. */
const LONGEST_ROW = 100_000;
const DELIMITER = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;

/**
 * Find the blocks of a Markdown text: headings, paragraphs, list items' paragraphs, code, table cells.
 *
 * @param lines - The text's lines, each with its place.
 */
export function readBlocks(lines: readonly Line[]): readonly Block[] {
  return new BlockReader(lines).read();
}

class BlockReader {
  private readonly blocks: Block[] = [];
  private readonly items: Item[] = [];
  private paragraph: Line[] = [];
  private indented: Line[] = [];
  private isQuoted = false;
  private lists = 0;
  private at = 0;

  constructor(private readonly lines: readonly Line[]) {}

  read(): readonly Block[] {
    while (this.at < this.lines.length) {
      const line = this.lines[this.at];
      this.at += 1;
      if (line !== undefined) this.take(this.unquote(line));
    }
    this.flush();
    return this.blocks;
  }

  private unquote(line: Line): Line {
    const quote = /^ {0,3}(?:> ?){1,100}/.exec(line.text)?.[0] ?? '';
    const isQuoted = quote !== '';
    if (isQuoted !== this.isQuoted && (isQuoted || line.text.trim() === '')) {
      this.flush();
      this.items.length = 0;
      this.isQuoted = isQuoted;
    }
    return { text: line.text.slice(quote.length), offset: line.offset + quote.length };
  }

  private take(line: Line): void {
    const text = line.text.trim();
    if (text === '') {
      this.flush();
      return;
    }
    const indent = line.text.length - line.text.trimStart().length;
    const content: Line = { text: line.text.slice(indent).trimEnd(), offset: line.offset + indent };
    this.start(content, indent);
  }

  private start(content: Line, indent: number): void {
    const heading = HEADING.exec(content.text);
    const fence = FENCE.exec(content.text);
    const isLazy = this.paragraph.length > 0;
    if (heading !== null && !this.isIndentedCode(indent)) this.heading(content, heading, indent);
    else if (fence !== null && !this.isIndentedCode(indent)) this.fence(fence, indent);
    else if (RULE.test(content.text) && !this.isIndentedCode(indent)) {
      this.flush();
      this.leave(indent);
    } else if (!this.isIndentedCode(indent) && this.item(content, indent)) return;
    else if (isLazy) this.paragraph.push(content);
    else this.text(content, indent);
  }

  private text(content: Line, indent: number): void {
    this.leave(indent);
    if (this.isIndentedCode(indent)) {
      this.indented.push(content);
      return;
    }
    if (content.text.includes('|') && this.table(content)) return;
    this.paragraph.push(content);
  }

  private heading(content: Line, [marker, hashes = '']: RegExpExecArray, indent: number): void {
    this.flush();
    this.leave(indent);
    this.push(
      'heading',
      [{ text: content.text.slice(marker.length), offset: content.offset + marker.length }],
      '',
      hashes.length,
    );
  }

  private fence([, marks = '', info = '']: RegExpExecArray, indent: number): void {
    this.flush();
    this.leave(indent);
    const inside: Line[] = [];
    const closing = marks.charAt(0);
    for (; this.at < this.lines.length; this.at++) {
      const line = this.lines[this.at];
      if (line === undefined) break;
      const trimmed = line.text.replace(this.isQuoted ? /^[ >]*/ : /^ */, '').trimEnd();
      if (trimmed.length >= marks.length && trimmed === closing.repeat(trimmed.length)) {
        this.at += 1;
        break;
      }
      const lead = Math.min(indent, line.text.length - line.text.trimStart().length);
      inside.push({ text: line.text.slice(lead), offset: line.offset + lead });
    }
    this.push('code', inside, info.trim() === '' ? 'fence' : `fence ${info.trim()}`);
  }

  /** Start a list item, if the line does so. */
  private item(content: Line, indent: number): boolean {
    const marker = MARKER.exec(content.text);
    if (marker === null) return false;
    const isOrdered = marker[1] !== undefined;
    const number = isOrdered ? Number(marker[1]) : undefined;
    const sibling = this.items.find((item) => indent < item.content);
    const continues = sibling?.isOrdered === isOrdered && indent >= sibling.marker - 3;
    const isEmpty = marker[0].length === content.text.length;
    if (this.paragraph.length > 0 && !continues && (isEmpty || (isOrdered && number !== 1))) return false;
    this.flush();
    this.leave(indent);
    const list = continues ? sibling.list : this.lists++;
    const width = /[ \t]{5}$/.test(marker[0]) ? marker[0].trimEnd().length + 1 : marker[0].length;
    this.items.push({
      list,
      isOrdered,
      number,
      marker: indent,
      content: indent + (isEmpty ? marker[0].trimEnd().length + 1 : width),
      hasBlock: false,
    });
    const rest = { text: content.text.slice(width), offset: content.offset + width };
    if (rest.text === '') return true;
    this.start(rest, indent + width);
    return true;
  }

  private table(first: Line): boolean {
    const next = this.lines[this.at];
    if (next === undefined || !next.text.includes('-') || !DELIMITER.test(next.text.trim())) return false;
    this.cells(first, 0);
    this.at += 1;
    for (let row = 1; this.at < this.lines.length; row++, this.at++) {
      const line = this.lines[this.at];
      if (line === undefined || line.text.trim() === '') break;
      this.cells(line, row);
    }
    return true;
  }

  private cells(line: Line, row: number): void {
    let column = 0;
    if (line.text.length > LONGEST_ROW) {
      this.push('cell', [line], `${row}:0`);
      return;
    }
    for (const cell of line.text.matchAll(/(?:\\.|[^|\\])+/g)) {
      if (cell[0].trim() === '') continue;
      this.push('cell', [{ text: cell[0], offset: line.offset + cell.index }], `${row}:${column}`);
      column += 1;
    }
  }

  /** Leave the items whose content starts further right than a line does. */
  private leave(indent: number): void {
    while ((this.items.at(-1)?.content ?? 0) > indent) this.items.pop();
  }

  private isIndentedCode(indent: number): boolean {
    return indent >= (this.items.findLast((item) => item.content <= indent)?.content ?? 0) + 4;
  }

  private flush(): void {
    const { paragraph, indented } = this;
    this.paragraph = [];
    this.indented = [];
    if (paragraph.length > 0) this.push('paragraph', paragraph, '');
    if (indented.length > 0) this.push('code', indented, 'indented');
  }

  private push(kind: Block['kind'], lines: readonly Line[], info: string, level = 0): void {
    const item = this.items.at(-1);
    const place: ListPlace | undefined = item && {
      list: item.list,
      isOrdered: item.isOrdered,
      number: item.number,
      depth: this.items.length,
      isFirst: !item.hasBlock,
    };
    if (item !== undefined) item.hasBlock = true;
    this.blocks.push({ kind, level, slice: new Slice(lines), place, info, isQuoted: this.isQuoted });
  }
}
