import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import { INLINE_TAGS } from './html-tags.js';

/** A part of a plain line; offsets count from the line's start. */
export interface LinePart {
  readonly kind: 'text' | 'html' | 'inlineCode' | 'emphasis' | 'strong' | 'link';
  /** Text as read; of a tag the tag. */
  readonly value: string;
  readonly from: number;
  readonly to: number;
  /** Only of a link. */
  readonly url?: string;
}

/** The content of a plain line, without what stands before and behind it. */
export interface PlainLine {
  readonly from: number;
  readonly to: number;
  readonly parts: readonly LinePart[];
}

/** Spaces, markers of list items, the marks of a heading: all of it is left to the parser. */
const PREFIX = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:#{1,6}[ \t]+)?/;
/** What may be the beginning of a block, or the underline of one. */
const BLOCK_START = /^(?:[-+*=_#>~|:\\\s]|<(?!\/?[a-z]+ ?\/?>)|\d{1,9}[.)](?:\s|$)|$)/i;
/** Addresses in plain text are found by their middle. */
const ADDRESS = /:\/\/|www\./i;

const PLAIN = String.raw`[^\\${'`'}*_[\]<>&!~|@]`;
const LETTER = String.raw`[\p{L}\p{N}]`;
const TEXT = String.raw`(?:${PLAIN}|(?<=${LETTER})_+(?=${LETTER})|!(?!\[)|&(?![#\p{L}\p{N}])|>|\[!?${PLAIN}*\](?![(\[:]))+`;
const WORDS = String.raw`${LETTER}(?:${PLAIN}*${LETTER})?`;
const PART = new RegExp(
  [
    `(${TEXT})`,
    '&([a-zA-Z][a-zA-Z0-9]{0,30});',
    '(</?([a-zA-Z]+) ?/?>)',
    '`([^`]+)`(?!`)',
    String.raw`\*(${WORDS})\*(?!\*)`,
    String.raw`\*\*(${WORDS})\*\*(?!\*)`,
    String.raw`\[(${WORDS})\]\(([^\s()<>\\&"'*]+)\)`,
  ].join('|'),
  'uy',
);

/**
 * Read a line that holds nothing but words, whole code spans, bare inline tags, named characters, short emphasis and plain links.
 *
 * @param line - Without its line end.
 * @returns Undefined for every other line: that is for the parser to read.
 */
export function readPlainLine(line: string): PlainLine | undefined {
  const from = PREFIX.exec(line)?.[0].length ?? 0;
  const to = line.trimEnd().length;
  const content = line.slice(from, to);
  if (BLOCK_START.test(content) || content.endsWith('#')) return undefined;
  const parts: LinePart[] = [];
  for (let at = from; at < to; at = PART.lastIndex) {
    PART.lastIndex = at;
    const match = PART.exec(line);
    const part = match === null ? undefined : readPart(match, at, Math.min(PART.lastIndex, to));
    if (part === undefined) return undefined;
    const last = parts.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      parts[parts.length - 1] = { ...last, value: last.value + part.value, to: part.to };
    else parts.push(part);
  }
  return { from, to, parts };
}

function readPart(match: RegExpExecArray, from: number, to: number): LinePart | undefined {
  const [, text, reference, tag, name, code, emphasis, strong, label, url] = match;
  const place = { from, to };
  if (text !== undefined) {
    return ADDRESS.test(text) ? undefined : { kind: 'text', value: text.slice(0, to - from), ...place };
  }
  if (reference !== undefined) {
    const value = decodeNamedCharacterReference(reference);
    return value === false ? undefined : { kind: 'text', value, ...place };
  }
  if (tag !== undefined)
    return INLINE_TAGS.has((name ?? '').toLowerCase()) ? { kind: 'html', value: tag, ...place } : undefined;
  if (code !== undefined) return { kind: 'inlineCode', value: withoutPadding(code), ...place };
  const words = emphasis ?? strong ?? label;
  if (words === undefined || ADDRESS.test(words)) return undefined;
  if (label !== undefined) return { kind: 'link', value: label, ...place, ...(url !== undefined && { url }) };
  return { kind: emphasis === undefined ? 'strong' : 'emphasis', value: words, ...place };
}

/** One space on both sides only keeps backticks apart. */
function withoutPadding(code: string): string {
  return /^ .*\S.* $/.test(code) ? code.slice(1, -1) : code;
}
