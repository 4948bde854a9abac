import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import { INLINE_TAGS } from './html-tags.js';

/** A part of a plain line; offsets count from the line's start. */
export interface LinePart {
  readonly kind: 'text' | 'html' | 'inlineCode' | 'emphasis' | 'strong' | 'link' | 'image';
  /** Text as read; of a tag the tag, of an image what stands for it. */
  readonly value: string;
  readonly from: number;
  readonly to: number;
  /** Only of a link and an image. */
  readonly url?: string;
  readonly title?: string | undefined;
}

/** Addresses in plain text are found by their middle. */
const ADDRESS = /:\/\/|www\./i;

const PLAIN = String.raw`[^\\${'`'}*_[\]<>&!~@]`;
const LETTER = String.raw`[\p{L}\p{N}]`;
const TEXT = [
  PLAIN,
  String.raw`(?<=${LETTER})_+(?=${LETTER})`,
  String.raw`!(?!\[)`,
  String.raw`&(?![#\p{L}\p{N}])`,
  '>',
  '(?<!~)~(?!~)',
  // Without a name before it, `@` begins no mail address.
  String.raw`(?<![\p{L}\p{N}_.+-])@`,
  String.raw`\[!?${PLAIN}*\](?![(\[:])`,
].join('|');
const WORDS = String.raw`${LETTER}(?:${PLAIN}*${LETTER})?`;
/** What may stand between the brackets of a link, and in its title. */
const LABEL = String.raw`[^\\${'`'}*_[\]<>&!~@]+`;
const DESTINATION = String.raw`\(([^\s()<>\\&"'*]+)(?: "([^"\\&\n]*)")?\)`;
const PART = new RegExp(
  [
    `((?:${TEXT})+)`,
    '&([a-zA-Z][a-zA-Z0-9]{0,30}|#[0-9]{2,7});',
    String.raw`\\([!-/:-@[-${'`'}{-~])`,
    '(</?([a-zA-Z]+) ?/?>)',
    '`([^`]+)`(?!`)',
    String.raw`\*(${WORDS})\*(?!\*)`,
    String.raw`\*\*(${WORDS})\*\*(?!\*)`,
    String.raw`(!?)\[((?:${LABEL})?)\]${DESTINATION}`,
  ].join('|'),
  'uy',
);

/**
 * Read a line that holds nothing but words, whole code spans, bare inline tags, named and escaped characters, short emphasis, and
 * plain links and images.
 *
 * @param from - Where the line's content begins: behind spaces, markers of items, marks of a heading.
 * @param to - Where it ends: before spaces and the backslash of a hard break.
 * @returns Undefined for every other line: that is for the parser to read.
 */
export function readPlainLine(line: string, from: number, to: number): readonly LinePart[] | undefined {
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
  return parts;
}

function readPart(match: RegExpExecArray, from: number, to: number): LinePart | undefined {
  const [, text, reference, escaped, tag, name, code, emphasis, strong, bang, label, url, title] = match;
  const place = { from, to };
  if (text !== undefined) {
    return ADDRESS.test(text) ? undefined : { kind: 'text', value: text.slice(0, to - from), ...place };
  }
  if (reference !== undefined) {
    const value = readReference(reference);
    return value === undefined ? undefined : { kind: 'text', value, ...place };
  }
  if (escaped !== undefined) return { kind: 'text', value: escaped, ...place };
  if (tag !== undefined)
    return INLINE_TAGS.has((name ?? '').toLowerCase()) ? { kind: 'html', value: tag, ...place } : undefined;
  if (code !== undefined) return { kind: 'inlineCode', value: withoutPadding(code), ...place };
  if (label !== undefined) {
    if (bang === '' && label.trim() === '') return undefined;
    return { kind: bang === '' ? 'link' : 'image', value: label, ...place, url: url ?? '', title };
  }
  const words = emphasis ?? strong;
  if (words === undefined || ADDRESS.test(words)) return undefined;
  return { kind: emphasis === undefined ? 'strong' : 'emphasis', value: words, ...place };
}

/** @returns Undefined for what is no character; by number, only those that every reader takes for the same. */
function readReference(reference: string): string | undefined {
  if (!reference.startsWith('#')) return decodeNamedCharacterReference(reference) || undefined;
  const code = Number(reference.slice(1));
  return code >= 0x20 && code < 0x7f ? String.fromCodePoint(code) : undefined;
}

/** One space on both sides only keeps backticks apart. */
function withoutPadding(code: string): string {
  return /^ .*\S.* $/.test(code) ? code.slice(1, -1) : code;
}
