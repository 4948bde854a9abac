import { decodeReferences } from '../../content/markdown/html-tokens.js';
import { CodeSpans } from './code-spans.js';

/**
 * What a stretch of a block is: text as read, a code span, a raw tag, a comment, a bare address, one that is
 * a link's text, the opening bracket of a link,
 * the closing one with its address, an image's closing one, emphasis marks.
 */
type PieceKind =
  'text' | 'code' | 'tag' | 'comment' | 'address' | 'shown' | 'open' | 'link' | 'image' | 'marks';

/** A stretch of a block's text. */
export interface Piece {
  readonly kind: PieceKind;
  /** What a reader sees of it: references decoded, escapes resolved; the address of a link or image. */
  readonly text: string;
  /** Indexes in the block's text. */
  readonly start: number;
  readonly end: number;
}

const SPECIAL = /[`<&\\*_![\]]|https?:\/\/|www\./gi;
const TAG = /<\/?[a-z][a-z0-9-]{0,20}(?:\s[^<>]{0,400})?\/?>/iy;
const POINTED = /<((?:https?|mailto|ftp):[^\s<>]{0,2000})>/iy;
const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z0-9]{1,30});/iy;
const BARE = /(?:https?:\/\/|www\.)[\p{L}\p{N}](?:[^\s<`\]]|\](?![([]))*/iuy;
const TARGET =
  /\]\(\s{0,9}(<[^<>\n]{0,2000}>|[^\s()]{0,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,2000}){0,9})(?:\s{1,9}(?:"[^"]{0,400}"|'[^']{0,400}'))?\s{0,9}\)/y;
const MARKS = /\*+|_+/y;
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/;
/** The export writes a lone bracket as a code span; so do translations that merged two of them. */
const ESCAPED_BRACKET = /^\\?[<>[\]](?:`+\\?[<>[\]])*$/;
const LONGEST_REFERENCE = 10;
const ADDRESS_TRAIL = '?!.,:*_~\'"`';

/**
 * Take a block's text apart.
 *
 * A smaller grammar than Markdown's, at a tenth of the parser's time, with the place of every character kept: enough to compare
 * two texts. It never goes back further than the bounds in its patterns.
 *
 * @see docs/decisions/0070-checker-reads-by-itself.md
 */
export function readInline(text: string): readonly Piece[] {
  return new InlineReader(text).read();
}

class InlineReader {
  private readonly pieces: Piece[] = [];
  private readonly spans: CodeSpans;
  /** Where the opening brackets stand among the pieces. */
  private readonly brackets: number[] = [];
  private at = 0;
  private plain = 0;
  private hasComments: boolean;

  constructor(private readonly text: string) {
    this.spans = new CodeSpans(text);
    this.hasComments = text.includes('-->');
  }

  read(): readonly Piece[] {
    for (;;) {
      SPECIAL.lastIndex = this.at;
      const special = SPECIAL.exec(this.text);
      if (special === null) break;
      this.at = special.index;
      this.take(this.text.charAt(this.at));
    }
    this.at = this.text.length;
    this.flush();
    for (const opening of this.brackets) this.unopen(opening);
    return this.pieces;
  }

  private take(character: string): void {
    if (character === '`') this.code();
    else if (character === '\\') this.escape();
    else if (character === '&') this.reference();
    else if (character === '<') this.angle();
    else if (character === '*' || character === '_') this.marks(character);
    else if (character === '[') this.open('[');
    else if (character === ']') this.close();
    else if (character !== '!') this.address();
    else if (this.text.charAt(this.at + 1) === '[') this.open('![');
    else this.at += 1;
  }

  /** Underscores within a word are the word's. */
  private marks(character: string): void {
    const marks = this.match(MARKS)?.[0] ?? character;
    const [before, behind] = [this.text.charAt(this.at - 1), this.text.charAt(this.at + marks.length)];
    const isInside = character === '_' && /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(behind);
    if (isInside) this.at += marks.length;
    else this.put('marks', marks, marks.length);
  }

  private code(): void {
    const { content, end } = this.spans.spanAt(this.at);
    if (content === undefined) this.at = end;
    else if (ESCAPED_BRACKET.test(content.trim()))
      this.put('text', content.replace(/[\\`\s]/g, ''), end - this.at);
    else this.put('code', content, end - this.at);
  }

  private escape(): void {
    const next = this.text.charAt(this.at + 1);
    if (ASCII_PUNCTUATION.test(next)) this.put('text', next, 2);
    else this.at += 1;
  }

  private reference(): void {
    const reference = this.match(REFERENCE)?.[0];
    if (reference === undefined) this.at += 1;
    else this.put('text', decodeReferences(reference), reference.length);
  }

  private angle(): void {
    const pointed = this.match(POINTED);
    if (pointed !== null) {
      this.put('address', pointed[1] ?? '', pointed[0].length);
      return;
    }
    if (this.hasComments && this.text.startsWith('<!--', this.at)) {
      const end = this.text.indexOf('-->', this.at);
      this.hasComments = end !== -1;
      if (end !== -1) {
        this.put('comment', this.text.slice(this.at, end + 3), end + 3 - this.at);
        return;
      }
    }
    const tag = this.match(TAG)?.[0];
    if (tag === undefined) this.at += 1;
    else this.put('tag', tag, tag.length);
  }

  private open(bracket: '[' | '!['): void {
    this.flush();
    this.brackets.push(this.pieces.length);
    this.put('open', bracket, bracket.length);
  }

  private close(): void {
    const opening = this.brackets.pop();
    const target = opening === undefined ? null : this.match(TARGET);
    if (opening === undefined || target === null) {
      if (opening !== undefined) this.unopen(opening);
      this.at += 1;
      return;
    }
    this.flush();
    const isImage = this.pieces[opening]?.text === '![';
    if (!isImage) this.closeLink(opening);
    this.put(isImage ? 'image' : 'link', (target[1] ?? '').replace(/^<|>$/g, ''), target[0].length);
  }

  /** A link holds no other: brackets before it open none any more, and addresses in it are its text. */
  private closeLink(opening: number): void {
    for (const other of this.brackets.splice(0)) this.unopen(other);
    for (let at = opening; at < this.pieces.length; at++) {
      const piece = this.pieces[at];
      if (piece?.kind === 'address') this.pieces[at] = { ...piece, kind: 'shown' };
    }
  }

  private address(): void {
    const address = /[a-z0-9]/i.test(this.text.charAt(this.at - 1)) ? undefined : this.match(BARE)?.[0];
    if (address === undefined) {
      this.at += 1;
      return;
    }
    const kept = trimAddress(address);
    this.put('address', kept, kept.length);
  }

  /** A bracket that opens no link is text. */
  private unopen(opening: number): void {
    const piece = this.pieces[opening];
    if (piece !== undefined) this.pieces[opening] = { ...piece, kind: 'text' };
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  private flush(): void {
    const { text, plain: start, at: end } = this;
    if (end > start) this.pieces.push({ kind: 'text', text: text.slice(start, end), start, end });
    this.plain = end;
  }

  private put(kind: PieceKind, value: string, length: number): void {
    this.flush();
    this.pieces.push({ kind, text: value, start: this.at, end: this.at + length });
    this.at += length;
    this.plain = this.at;
  }
}

/** What GFM leaves out at the end of a bare address. Each turn shortens what is left. */
function trimAddress(address: string): string {
  let left = address;
  for (let kept = withoutTrail(left); kept.length < left.length; kept = withoutTrail(left)) left = kept;
  return left.endsWith(')') && left.split(')').length > left.split('(').length ? left.slice(0, -1) : left;
}

function withoutTrail(address: string): string {
  const reference = address.endsWith(';') ? address.lastIndexOf('&') : -1;
  if (reference !== -1 && reference > address.length - LONGEST_REFERENCE) return address.slice(0, reference);
  return ADDRESS_TRAIL.includes(address.slice(-1)) ? address.slice(0, -1) : address;
}
