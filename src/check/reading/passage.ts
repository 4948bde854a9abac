import type { List, Nodes, PhrasingContent, Root } from 'mdast';
import { decodeReferences } from '../../article/html.js';

/** Placeholder in prose for a code span, URL or image. */
export const STAND_IN = '\uFFFC';

/** Placeholder in prose for emphasis marks and raw tags, so that words stay separated. */
const SEAM = '\uFFF9';

/** Longest passage analyzed, in characters; real ones have a few thousand. */
const LONGEST_PASSAGE = 30_000;

/** Offsets in the parsed text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A piece of a passage. */
export interface Piece extends Span {
  /**
   * Text, code span, raw tag, comment, bare URL, bare URL as a link's text, link (after its text), image, edge of emphasis, or line
   * break.
   */
  readonly kind:
    'text' | 'code' | 'tag' | 'comment' | 'address' | 'shown' | 'link' | 'image' | 'seam' | 'break';
  /** Its visible text; the URL of a link or image. */
  readonly text: string;
}

/** Where a passage is. */
interface Around {
  /** Its position in a list. */
  readonly place:
    | {
        /** Index of the list in the file, from 0. */
        readonly list: number;
        readonly isOrdered: boolean;
        /** As written; undefined for bullets. */
        readonly number: number | undefined;
        /** Nesting depth, from 1. */
        readonly depth: number;
        /** Whether it is the first passage of the item. */
        readonly isFirst: boolean;
      }
    | undefined;
  readonly isQuoted: boolean;
}

const KINDS = {
  heading: 'heading',
  paragraph: 'paragraph',
  html: 'paragraph',
  tableCell: 'cell',
  code: 'code',
} as const;

/** A block with text: heading, paragraph, code block or table cell. */
export class Passage implements Span {
  readonly kind: (typeof KINDS)[keyof typeof KINDS];
  /** Heading level, else 0. */
  readonly level: number;
  /** Whether a code block is fenced; indented text is often accidental. */
  readonly isFenced: boolean;
  readonly start: number;
  readonly end: number;
  /** Raw Markdown. */
  readonly raw: string;
  /** Code content; empty for other kinds. */
  readonly code: string;
  /** Whether it is too long to analyze; it then has no pieces and no prose. */
  readonly isUnread: boolean;
  readonly pieces: readonly Piece[];
  /** Prose with placeholders for code, URLs, images, tags and emphasis marks. */
  readonly prose: string;
  /** Where in the prose each of its sources starts. */
  private readonly starts: number[] = [];
  private readonly sources: Piece[] = [];
  private shown: string | undefined;

  /**
   * @param node - Read at once, since the dialect changes it.
   * @param index - Index of the passage in the file, from 0.
   * @param section - Number of second-level headings before it.
   */
  constructor(
    node: Extract<Nodes, { type: keyof typeof KINDS }>,
    private readonly text: string,
    addresses: ReadonlyMap<string, string>,
    readonly place: Around['place'],
    readonly isQuoted: boolean,
    readonly index: number,
    readonly section: number,
  ) {
    this.kind = KINDS[node.type];
    [this.start, this.end] = [startOf(node), endOf(node)];
    this.raw = text.slice(this.start, this.end);
    this.level = node.type === 'heading' ? node.depth : 0;
    this.isFenced = node.type === 'code' && /^[`~]/.test(this.raw);
    this.code = node.type === 'code' ? node.value : '';
    this.isUnread = node.type !== 'code' && this.raw.length > LONGEST_PASSAGE;
    const nodes = 'children' in node ? node.children : node.type === 'html' ? [node] : [];
    this.pieces = this.isUnread ? [] : readPieces(nodes, text, addresses);
    let prose = '';
    for (const piece of this.pieces) {
      const shown = proseOf(piece);
      if (shown === '') continue;
      this.starts.push(prose.length);
      this.sources.push(piece);
      prose += shown;
    }
    this.prose = prose;
  }

  /** The prose as displayed: without placeholders, spaces collapsed. */
  get plain(): string {
    return (this.shown ??= this.prose.replace(/[\uFFFC\uFFF9\u200B\u2060\s]+/g, ' ').trim());
  }

  /** Where a part of the prose is written. */
  span(index: number, length: number): Span {
    return { start: this.offset(index), end: this.offset(index + length) };
  }

  private offset(index: number): number {
    const which = lastAtMost(this.starts, index);
    const piece = this.sources[which];
    if (piece === undefined) return this.start;
    const within = index - (this.starts[which] ?? 0);
    if (piece.kind !== 'text') return within === 0 ? piece.start : piece.end;
    return piece.start + writtenLength(this.text.slice(piece.start, piece.end), piece.text, within);
  }
}

/**
 * Extract the passages of a tree, in document order.
 *
 * @param text - The text that positions refer to.
 */
export function readPassages(root: Root, text: string): readonly Passage[] {
  const passages: Passage[] = [];
  const addresses = new Map<string, string>();
  let [section, lists] = [0, 0];
  for (const node of root.children)
    if (node.type === 'definition' && !addresses.has(node.identifier))
      addresses.set(node.identifier, node.url);

  const visitList = (node: List, around: Around): void => {
    const list = lists++;
    const [isOrdered, depth] = [node.ordered === true, (around.place?.depth ?? 0) + 1];
    for (const item of node.children) {
      const written = isOrdered ? /^\d{1,9}/.exec(text.slice(startOf(item)))?.[0] : undefined;
      const number = written === undefined ? undefined : Number(written);
      const before = passages.length;
      for (const child of item.children) {
        const isFirst = passages.length === before;
        visit(child, { ...around, place: { list, isOrdered, number, depth, isFirst } });
      }
    }
  };
  const visit = (node: Nodes, around: Around): void => {
    const { place, isQuoted } = around;
    if (node.type === 'heading' && node.depth === 2) section += 1;
    if (node.type === 'list') visitList(node, around);
    else if (isPassage(node)) {
      if (node.type !== 'tableCell' || node.children.length > 0)
        passages.push(new Passage(node, text, addresses, place, isQuoted, passages.length, section));
    } else if ('children' in node) {
      const inner = node.type === 'blockquote' ? { place: undefined, isQuoted: true } : around;
      for (const child of node.children) visit(child, inner);
    }
  };
  visit(root, { place: undefined, isQuoted: false });
  return passages;
}

function isPassage(node: Nodes): node is Extract<Nodes, { type: keyof typeof KINDS }> {
  return node.type in KINDS;
}

/** The export writes a single bracket as a code span, and translations may merge two of them. */
const ESCAPED_BRACKET = /^\s*\\?[<>[\]](?:`+\\?[<>[\]])*\s*$/;
const ADDRESS = /^(?:https?:\/\/|www\.|mailto:|ftp:)/i;
const MARKUP = /<!--[^]*?(?:-->|$)|<\/?[a-z][^<>]{0,2000}>/gi;

function readPieces(
  nodes: readonly PhrasingContent[],
  text: string,
  addresses: ReadonlyMap<string, string>,
): readonly Piece[] {
  const pieces: Piece[] = [];
  const visit = (node: PhrasingContent, isLinked: boolean): void => {
    const [start, end] = [startOf(node), endOf(node)];
    const put = (kind: Piece['kind'], value: string): void =>
      void pieces.push({ kind, text: value, start, end });
    const seam = (from: number, to: number): void =>
      void pieces.push({ kind: 'seam', text: '', start: from, end: to });
    const address =
      'url' in node ? node.url : 'identifier' in node ? (addresses.get(node.identifier) ?? '') : '';
    switch (node.type) {
      case 'text':
        put(isLinked && ADDRESS.test(node.value) ? 'shown' : 'text', node.value);
        break;
      case 'inlineCode':
        if (ESCAPED_BRACKET.test(node.value)) put('text', node.value.replace(/[\\`\s]/g, ''));
        else put('code', node.value);
        break;
      case 'html':
        pieces.push(...readMarkup(node.value, start));
        break;
      case 'break':
        put('break', '\n');
        break;
      case 'image':
      case 'imageReference':
        put('image', address);
        break;
      case 'link':
      case 'linkReference':
        if (text.startsWith('[', start)) {
          for (const child of node.children) visit(child, true);
          put('link', address);
        } else {
          const shown = text.slice(start, end).replace(/^<|>$/g, '');
          put(ADDRESS.test(shown) ? 'address' : 'text', shown);
        }
        break;
      default:
        if (!('children' in node)) return;
        seam(start, node.children[0] ? startOf(node.children[0]) : end);
        for (const child of node.children) visit(child, isLinked);
        seam(pieces.at(-1)?.end ?? start, end);
    }
  };
  for (const node of nodes) visit(node, false);
  return pieces;
}

/** Raw HTML: tags, comments and the text between. */
function readMarkup(html: string, start: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const put = (kind: Piece['kind'], text: string, end: number): void => {
    if (end > from) pieces.push({ kind, text, start: start + from, end: start + end });
    from = end;
  };
  for (const { 0: mark, index } of html.matchAll(MARKUP)) {
    put('text', decodeReferences(html.slice(from, index)), index);
    const kind = mark.startsWith('<!--') ? 'comment' : /^<\/?br\b/i.test(mark) ? 'break' : 'tag';
    put(kind, kind === 'break' ? '\n' : mark, index + mark.length);
  }
  put('text', decodeReferences(html.slice(from)), html.length);
  return pieces;
}

function proseOf({ kind, text }: Piece): string {
  switch (kind) {
    case 'text':
    case 'break':
      return text;
    case 'code':
    case 'address':
    case 'shown':
    case 'image':
      return STAND_IN;
    case 'tag':
    case 'seam':
      return SEAM;
    case 'comment':
    case 'link':
      return '';
  }
}

const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z0-9]{1,31});/iy;

/**
 * Source length of a prefix of the text, since escapes and character references are longer than their
 * characters, and lines in lists and quotes have markers.
 */
function writtenLength(written: string, shown: string, length: number): number {
  if (written.length === shown.length) return length;
  let [at, seen] = [0, 0];
  while (seen < length && at < written.length) {
    const [character, wanted] = [written.charAt(at), shown.charAt(seen)];
    REFERENCE.lastIndex = at;
    const reference = character === '&' ? REFERENCE.exec(written)?.[0] : undefined;
    const decoded = reference === undefined ? '' : decodeReferences(reference);
    if (reference !== undefined && decoded !== reference && shown.startsWith(decoded, seen)) {
      at += reference.length;
      seen += decoded.length;
    } else if (character === '\\' && wanted !== '\\') at += 1;
    else if (character === '\\' && written.charAt(at + 1) === '\\') {
      at += 2;
      seen += 1;
    } else {
      if (character === wanted) seen += 1;
      at += 1;
    }
  }
  return at;
}

/** Index of the last number not greater than `value` in a sorted list; else 0. */
export function lastAtMost(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** All text of a passage: prose, code and URLs. */
export function passageText({ kind, code, pieces }: Passage): string {
  if (kind === 'code') return code;
  return pieces
    .filter((piece) => piece.kind !== 'tag' && piece.kind !== 'comment')
    .map(({ text }) => text)
    .join('');
}

function startOf({ position }: Nodes): number {
  return position?.start.offset ?? 0;
}

function endOf({ position }: Nodes): number {
  return position?.end.offset ?? 0;
}
