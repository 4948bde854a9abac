import type { List, Nodes, PhrasingContent, Root } from 'mdast';
import { decodeReferences } from '../../article/html.js';

/** Placeholder in prose for a code span, URL or image. */
export const STAND_IN = '\uFFFC';

/** Placeholder in prose for emphasis marks and raw tags, so that words stay separated. */
const SEAM = '\uFFF9';

/** Longest passage analyzed, in characters; real ones have a few thousand. */
const LONGEST_PASSAGE = 30_000;

/** A piece of a passage. */
interface Piece {
  /**
   * Text, code span, raw tag, comment, bare URL, bare URL as a link's text, link (after its text), image, edge of emphasis, or line
   * break.
   */
  readonly kind:
    'text' | 'code' | 'tag' | 'comment' | 'address' | 'shown' | 'link' | 'image' | 'seam' | 'break';
  /** Its visible text; the URL of a link or image. */
  readonly text: string;
  /** Offsets in the parsed text. */
  readonly start: number;
  readonly end: number;
}

/** Position of a passage in a list. */
interface ListPlace {
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

/** A block with text: heading, paragraph, code block or table cell. */
export interface Passage {
  readonly kind: 'heading' | 'paragraph' | 'code' | 'cell';
  /** Heading level, else 0. */
  readonly level: number;
  readonly place: ListPlace | undefined;
  /** Whether a code block is fenced; indented text is often accidental. */
  readonly isFenced: boolean;
  readonly isQuoted: boolean;
  /** Index of the passage in the file, from 0. */
  readonly index: number;
  /** Section index: number of second-level headings before it. */
  readonly section: number;
  /** Offsets in the parsed text. */
  readonly start: number;
  readonly end: number;
  /** Raw Markdown. */
  readonly raw: string;
  /** Code content; empty for other kinds. */
  readonly code: string;
  readonly pieces: readonly Piece[];
  /** Prose with placeholders for code, URLs, images, tags and emphasis marks. */
  readonly prose: string;
  /** The prose as displayed: without placeholders, spaces collapsed. */
  readonly plain: () => string;
  /** Offsets in the parsed text of the prose characters. */
  readonly offset: (index: number) => number;
  /** Whether it is too long to analyze; it then has no pieces and no prose. */
  readonly isUnread: boolean;
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

  const put = (kind: Passage['kind'], node: Nodes, children: readonly PhrasingContent[], around: Around) => {
    const [start, end] = [startOf(node), endOf(node)];
    const raw = text.slice(start, end);
    const isUnread = kind !== 'code' && raw.length > LONGEST_PASSAGE;
    const pieces = isUnread ? [] : readPieces(children, text, addresses);
    passages.push({
      ...around,
      kind,
      level: node.type === 'heading' ? node.depth : 0,
      isFenced: node.type === 'code' && /^[`~]/.test(raw),
      index: passages.length,
      section,
      start,
      end,
      raw,
      code: node.type === 'code' ? node.value : '',
      isUnread,
      ...readProse(pieces, start, text),
    });
  };
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
    switch (node.type) {
      case 'heading':
        if (node.depth === 2) section += 1;
        put('heading', node, node.children, around);
        break;
      case 'paragraph':
        put('paragraph', node, node.children, around);
        break;
      case 'html':
        put('paragraph', node, [node], around);
        break;
      case 'tableCell':
        if (node.children.length > 0) put('cell', node, node.children, around);
        break;
      case 'code':
        put('code', node, [], around);
        break;
      case 'list':
        visitList(node, around);
        break;
      default:
        if (!('children' in node)) return;
        for (const child of node.children)
          visit(child, node.type === 'blockquote' ? { place: undefined, isQuoted: true } : around);
    }
  };
  visit(root, { place: undefined, isQuoted: false });
  return passages;
}

/** What a passage is in. */
type Around = Pick<Passage, 'place' | 'isQuoted'>;

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
  const put = (kind: Piece['kind'], value: string, start: number, end: number): void => {
    pieces.push({ kind, text: value, start, end });
  };
  const visit = (node: PhrasingContent, isLinked: boolean): void => {
    const [start, end] = [startOf(node), endOf(node)];
    const within = (children: readonly PhrasingContent[], isLink: boolean): void => {
      for (const child of children) visit(child, isLink);
    };
    switch (node.type) {
      case 'text':
        put(isLinked && ADDRESS.test(node.value) ? 'shown' : 'text', node.value, start, end);
        break;
      case 'inlineCode':
        if (ESCAPED_BRACKET.test(node.value)) put('text', node.value.replace(/[\\`\s]/g, ''), start, end);
        else put('code', node.value, start, end);
        break;
      case 'html':
        for (const piece of readMarkup(node.value, start)) pieces.push(piece);
        break;
      case 'break':
        put('break', '\n', start, end);
        break;
      case 'image':
        put('image', node.url, start, end);
        break;
      case 'link': {
        const written = text.slice(start, end);
        if (written.startsWith('[')) {
          within(node.children, true);
          put('link', node.url, start, end);
        } else {
          const shown = written.replace(/^<|>$/g, '');
          put(ADDRESS.test(shown) ? 'address' : 'text', shown, start, end);
        }
        break;
      }
      case 'linkReference':
        within(node.children, true);
        put('link', addresses.get(node.identifier) ?? '', start, end);
        break;
      case 'imageReference':
        put('image', addresses.get(node.identifier) ?? '', start, end);
        break;
      default:
        if (!('children' in node)) return;
        put('seam', '', start, node.children[0] ? startOf(node.children[0]) : end);
        within(node.children, isLinked);
        put('seam', '', pieces.at(-1)?.end ?? start, end);
    }
  };
  for (const node of nodes) visit(node, false);
  return pieces;
}

/** Raw HTML: tags, comments and the text between. */
function readMarkup(html: string, start: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const text = (end: number): void => {
    if (end > from)
      pieces.push({
        kind: 'text',
        text: decodeReferences(html.slice(from, end)),
        start: start + from,
        end: start + end,
      });
  };
  for (const { 0: mark, index } of html.matchAll(MARKUP)) {
    text(index);
    from = index + mark.length;
    const kind = mark.startsWith('<!--') ? 'comment' : /^<\/?br\b/i.test(mark) ? 'break' : 'tag';
    pieces.push({ kind, text: kind === 'break' ? '\n' : mark, start: start + index, end: start + from });
  }
  text(html.length);
  return pieces;
}

function readProse(
  pieces: readonly Piece[],
  start: number,
  text: string,
): Pick<Passage, 'pieces' | 'prose' | 'plain' | 'offset'> {
  const starts: number[] = [];
  const origins: Piece[] = [];
  let prose = '';
  for (const piece of pieces) {
    const shown = proseOf(piece);
    if (shown === '') continue;
    starts.push(prose.length);
    origins.push(piece);
    prose += shown;
  }
  const offset = (index: number): number => {
    const which = lastAtMost(starts, index);
    const piece = origins[which];
    if (piece === undefined) return start;
    const within = index - (starts[which] ?? 0);
    if (piece.kind !== 'text') return within === 0 ? piece.start : piece.end;
    return piece.start + writtenLength(text.slice(piece.start, piece.end), piece.text, within);
  };
  let shown: string | undefined;
  const plain = (): string => (shown ??= prose.replace(/[\uFFFC\uFFF9\u200B\u2060\s]+/g, ' ').trim());
  return { pieces, prose, plain, offset };
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
