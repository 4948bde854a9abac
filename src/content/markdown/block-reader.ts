import type { BlockContent, Code, Heading, List, ListItem, Paragraph, RootContent } from 'mdast';
import { HEADING, INDENT_OR_ITEM, isTextStart, ITEM, ITEM_LIKE, UNDERLINE } from './block-start.js';
import { FENCE, readFencedCode } from './fenced-code.js';
import { readPlainPhrasing, type ContentLine } from './plain-phrasing.js';
import { SourceLines } from './source-lines.js';

/** The column up to which a paragraph's item may be indented for the paragraph to be left over without its list. */
const WIDEST_ITEM = 11;

/** A part of a text that is left to the parser. */
export interface Leftover {
  readonly lines: ContentLine[];
  /** The column at which the content of the item around it begins; 0 outside of lists and for whole blocks. */
  readonly base: number;
  /** What the lines must turn out to be, whose children are still missing; undefined for whole blocks. */
  readonly node: Paragraph | Heading | undefined;
  /** For whole blocks: before which of the root's children they belong. */
  readonly before: number;
}

/**
 * Finds the blocks of a text: headings, paragraphs, fenced code, lists of these.
 *
 * It reads what articles are mostly made of exactly as CommonMark does. Everything else it leaves over: the text of a paragraph that
 * is not plain, and, as whole blocks, the lines up to where it can be sure again.
 *
 * @see docs/decisions/0090-own-block-reader.md
 */
export class BlockReader {
  readonly source: SourceLines;
  readonly children: RootContent[] = [];
  readonly leftovers: Leftover[] = [];
  /** The line to be read next, and how much of it was read as markers of items. */
  private at = 0;
  private taken = 0;
  /** Code that nothing closes goes on to the end. */
  private isCodeOpen = false;

  constructor(source: string) {
    this.source = new SourceLines(source);
    this.skipBlank();
    let safe = { at: this.at, children: 0, leftovers: 0 };
    while (this.at < this.source.count) {
      const { at } = this;
      if (at === 0 || this.source.isBlank(at - 1))
        safe = { at, children: this.children.length, leftovers: this.leftovers.length };
      const block = /^[ \t]/.test(this.source.text(at)) ? undefined : this.readBlock(0);
      if (block === undefined) {
        this.children.length = safe.children;
        this.leftovers.length = safe.leftovers;
        this.leaveBlocks(safe.at);
      } else {
        this.children.push(block);
      }
      this.skipBlank();
    }
  }

  private skipBlank(): void {
    while (this.at < this.source.count && this.source.isBlank(this.at)) this.at += 1;
  }

  private column(): number {
    return this.taken > 0 ? this.taken : this.source.indent(this.at);
  }

  private nextLine(): void {
    this.at += 1;
    this.taken = 0;
  }

  /** Leave lines over up to one that no list or other open block can reach. */
  private leaveBlocks(start: number): void {
    const end = this.isCodeOpen ? this.source.count : this.reachOf(start);
    const last = this.leftovers.at(-1);
    const isAdjacent = last?.node === undefined && last?.lines.at(-1)?.index === start - 1;
    const lines = isAdjacent ? last.lines : [];
    for (let index = start; index < end; index += 1) lines.push({ index, from: 0 });
    if (!isAdjacent) this.leftovers.push({ lines, node: undefined, base: 0, before: this.children.length });
    this.at = end;
    this.taken = 0;
  }

  /** The first line behind an empty one that what begins at `start` can't reach. */
  private reachOf(start: number): number {
    let mayHold = false;
    let end = start;
    const isReached = (line: string): boolean => /^[ \t]/.test(line) || (mayHold && ITEM_LIKE.test(line));
    do {
      for (; end < this.source.count && !this.source.isBlank(end); end += 1)
        mayHold ||= INDENT_OR_ITEM.test(this.source.text(end));
      while (end < this.source.count && this.source.isBlank(end)) end += 1;
    } while (end < this.source.count && isReached(this.source.text(end)));
    return end;
  }

  /**
   * Read the block at this line.
   *
   * @param base - The column at which the content of the item around it begins; 0 outside of lists.
   * @returns Undefined when it, or what is in it, is for the parser to find.
   */
  private readBlock(base: number): BlockContent | undefined {
    const column = this.column();
    const line = this.source.text(this.at);
    const content = line.slice(column);
    if (column - base > 3 || UNDERLINE.test(content)) return undefined;
    if (FENCE.test(content)) return this.readCode(base, column);
    if (line.includes('\t')) return undefined;
    if (HEADING.test(content)) return this.readHeading(column);
    if (ITEM.test(content)) return this.readList(base);
    return isTextStart(content) ? this.readParagraph(base) : undefined;
  }

  private readHeading(column: number): Heading | undefined {
    const line = this.source.text(this.at);
    const marks = HEADING.exec(line.slice(column));
    if (marks === null || /# *$/.test(line)) return undefined;
    const depth = HEADING_DEPTHS[marks[1]?.length ?? 1] ?? 1;
    const position = { start: this.source.point(this.at, column), end: this.source.end(this.at) };
    const heading: Heading = { type: 'heading', depth, children: [], position };
    const plain = readPlainPhrasing(this.source, [{ index: this.at, from: column + marks[0].length }]);
    if (plain === undefined) this.leave(heading, [{ index: this.at, from: column }], 0);
    else heading.children = plain;
    this.nextLine();
    return heading;
  }

  private readParagraph(base: number): Paragraph | undefined {
    const lines = [{ index: this.at, from: this.column() }];
    this.nextLine();
    for (; this.at < this.source.count && !this.source.isBlank(this.at); this.at += 1) {
      const line = this.source.text(this.at);
      const indent = this.source.indent(this.at);
      const content = line.slice(indent);
      if (line.includes('\t') || UNDERLINE.test(content)) return undefined;
      if (indent - base < 4 && !isTextStart(content)) {
        const item = ITEM.exec(content);
        // Only a list from 1 ends a paragraph of its own; any number may be the next item around it.
        const isItem = item !== null && (indent < base || item[2] === undefined || item[2] === '1');
        if (isItem || HEADING.test(content) || FENCE.test(content)) break;
        if (item === null || base > 0) return undefined;
      }
      lines.push({ index: this.at, from: indent });
    }
    const [first] = lines;
    if (first === undefined) return undefined;
    const position = {
      start: this.source.point(first.index, first.from),
      end: this.source.end(this.at - 1),
    };
    const paragraph: Paragraph = { type: 'paragraph', children: [], position };
    const plain = readPlainPhrasing(this.source, lines);
    if (plain !== undefined) paragraph.children = plain;
    else if (base > WIDEST_ITEM || lines.some(({ from }, at) => at > 0 && from > 0 && from < base))
      return undefined;
    else this.leave(paragraph, lines, base);
    return paragraph;
  }

  private leave(node: Paragraph | Heading, lines: ContentLine[], base: number): void {
    this.leftovers.push({ lines, node, base, before: 0 });
  }

  private readCode(base: number, column: number): Code | undefined {
    const read = readFencedCode(this.source, this.at, column, base);
    this.isCodeOpen = read === 'open';
    if (read === undefined || read === 'open') return undefined;
    this.at = read.next;
    this.taken = 0;
    return read.code;
  }

  private readList(base: number): List | undefined {
    const first = this.readMarker();
    // In the middle of a text, only a list from 1 is a list.
    const isCut = this.at > 0 && !this.source.isBlank(this.at - 1);
    if (first === undefined || (isCut && first.start !== null && first.start !== 1)) return undefined;
    const start = this.source.point(this.at, this.column());
    const items: ListItem[] = [];
    let spread = false;
    for (let marker: Marker | undefined = first; marker?.kind === first.kind; marker = this.readMarker()) {
      if (items.length > 0 && this.source.isBlank(this.at - 1)) spread = true;
      const item = this.readItem(marker);
      if (item === undefined) return undefined;
      items.push(item);
      if (this.at >= this.source.count || this.column() < base) break;
      if (this.column() - base > 3) return undefined;
      const next = this.source.text(this.at);
      const isEmptyItem = ITEM_LIKE.test(next) && this.readMarker() === undefined;
      if (isEmptyItem || UNDERLINE.test(next) || next.includes('\t')) return undefined;
    }
    const end = items.at(-1)?.position?.end ?? start;
    return {
      type: 'list',
      ordered: first.start !== null,
      start: first.start,
      spread,
      children: items,
      position: { start, end },
    };
  }

  private readMarker(): Marker | undefined {
    const match = ITEM.exec(this.source.text(this.at).slice(this.column()));
    if (match === null) return undefined;
    const [whole, bullet, digits, delimiter] = match;
    return {
      kind: bullet ?? delimiter ?? '',
      start: digits === undefined ? null : Number(digits),
      width: whole.length,
    };
  }

  private readItem(marker: Marker): ListItem | undefined {
    const start = this.source.point(this.at, this.column());
    const base = this.column() + marker.width;
    this.taken = base;
    const children: BlockContent[] = [];
    let spread = false;
    while (this.at < this.source.count && this.column() >= base) {
      if (children.length > 0 && this.source.isBlank(this.at - 1)) spread = true;
      const block = this.readBlock(base);
      if (block === undefined) return undefined;
      children.push(block);
      this.skipBlank();
    }
    const end = children.at(-1)?.position?.end ?? start;
    return { type: 'listItem', spread, checked: null, children, position: { start, end } };
  }
}

/** The mark of a list's item. */
interface Marker {
  /** The bullet, or what stands behind the number; items of one list share it. */
  readonly kind: string;
  /** Null for a bullet. */
  readonly start: number | null;
  /** Characters, spaces behind it included. */
  readonly width: number;
}

const HEADING_DEPTHS: readonly (Heading['depth'] | undefined)[] = [undefined, 1, 2, 3, 4, 5, 6];
