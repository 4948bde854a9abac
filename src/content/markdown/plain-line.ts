import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import { INLINE_TAGS } from './html-tags.js';

/** A part of a plain line; offsets count from the line's start. */
export type LinePart = Place &
  (
    | { readonly kind: 'text' | 'html' | 'inlineCode'; readonly value: string }
    | { readonly kind: 'emphasis' | 'strong'; readonly parts: readonly LinePart[] }
    | {
        readonly kind: 'link';
        readonly url: string;
        readonly title: string | undefined;
        readonly parts: readonly LinePart[];
      }
    | {
        readonly kind: 'image';
        readonly url: string;
        readonly title: string | undefined;
        readonly value: string;
      }
  );

interface Place {
  readonly from: number;
  readonly to: number;
}

/** Characters; every part may look at the whole rest of the line. */
const LONGEST_LINE = 6_000;
/** Addresses in plain text are found by their middle. */
const ADDRESS = /https?:\/\/|:\/\/|www\./i;
/** An address that is a link by itself, where nothing behind it can be meant to belong to it. */
const BARE_ADDRESS =
  /(?:https?:\/\/|(?<=^|\s)www\.[a-z0-9-]+\.)[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:\/|[:/?#][\w/.%?=+#:@-]*[a-z0-9/])?(?=[\s<]|$)/iy;

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
const PART = new RegExp(
  [
    `((?:${TEXT})+)`,
    '&([a-zA-Z][a-zA-Z0-9]{0,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});',
    String.raw`\\([!-/:-@[-${'`'}{-~])`,
    '(</?([a-zA-Z]+) ?/?>)',
    '`([^`]+)`(?!`)',
  ].join('|'),
  'uy',
);
const RUN = /\*+/y;
/** Behind a label; brackets may stand in an address in pairs. */
const DESTINATION = /\]\(((?:[^\s()<>\\]|\([^\s()<>\\]*\))+)(?: "([^"\\&\n]*)")?\)/y;
/** The description of an image. */
const DESCRIPTION = /!\[([^\\`*_[\]<>&!~@]*)(?=\])/y;
const SPACE = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
/** Characters that may be written by number: no controls, no halves of others, no places that never hold one. */
const CHARACTER_RANGES: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x7e],
  [0xa0, 0xd7ff],
  [0xe000, 0xfdcf],
  [0xfdf0, 0xfffd],
];
const REFERENCE = /&([a-z][a-z0-9]{0,30}|#[0-9]{1,7}|#x[0-9a-f]{1,6});/gi;

/**
 * Read a line that holds nothing but words, whole code spans, bare inline tags, named and escaped characters, emphasis, links and
 * images, all of them closed.
 *
 * @param from - Where the line's content begins: behind spaces, markers of items, marks of a heading.
 * @param to - Where it ends: before spaces and the backslash of a hard break.
 * @returns Undefined for every other line: that is for the parser to read.
 */
export function readPlainLine(line: string, from: number, to: number): readonly LinePart[] | undefined {
  if (to - from > LONGEST_LINE) return undefined;
  const read = readParts(line, from, to, { run: 0, isLabel: false });
  return read?.at === to ? read.parts : undefined;
}

/** What is open around a part of a line. */
interface Around {
  /** Asterisks of the emphasis; 0 outside of one. */
  readonly run: number;
  /** Whether it stands between the brackets of a link. */
  readonly isLabel: boolean;
}

/** Read up to the end, or to what closes what is open. */
function readParts(
  line: string,
  from: number,
  to: number,
  around: Around,
): { readonly parts: readonly LinePart[]; readonly at: number } | undefined {
  const parts: LinePart[] = [];
  for (let at = from; at < to;) {
    const character = line[at];
    if (character === ']' && around.isLabel && around.run === 0) return { parts, at };
    if (character === '*' && around.run > 0) {
      const length = runLength(line, at);
      return length === around.run && canClose(line, at, length) ? { parts, at } : undefined;
    }
    const part =
      character === '*'
        ? readEmphasis(line, at, to, around)
        : (readReference(line, at, to, around) ?? readSimple(line, at, to, around));
    if (part === undefined) return undefined;
    const last = parts.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      parts[parts.length - 1] = { ...last, value: last.value + part.value, to: part.to };
    else parts.push(part);
    at = part.to;
  }
  return around.run > 0 || around.isLabel ? undefined : { parts, at: to };
}

function runLength(line: string, at: number): number {
  RUN.lastIndex = at;
  return RUN.exec(line)?.[0].length ?? 0;
}

/** @see https://spec.commonmark.org/0.31.2/#delimiter-run */
function canOpen(line: string, at: number, length: number): boolean {
  const [before, after] = [line[at - 1] ?? ' ', line[at + length] ?? ' '];
  return !SPACE.test(after) && (!PUNCTUATION.test(after) || SPACE.test(before) || PUNCTUATION.test(before));
}

function canClose(line: string, at: number, length: number): boolean {
  const [before, after] = [line[at - 1] ?? ' ', line[at + length] ?? ' '];
  return !SPACE.test(before) && (!PUNCTUATION.test(before) || SPACE.test(after) || PUNCTUATION.test(after));
}

function readEmphasis(line: string, at: number, to: number, around: Around): LinePart | undefined {
  const run = runLength(line, at);
  if (run > 2 || !canOpen(line, at, run)) return undefined;
  const read = readParts(line, at + run, to, { ...around, run });
  if (read === undefined || read.at === at + run) return undefined;
  return { kind: run === 1 ? 'emphasis' : 'strong', parts: read.parts, from: at, to: read.at + run };
}

/** Read a link or an image; brackets that are neither are text. */
function readReference(line: string, at: number, to: number, around: Around): LinePart | undefined {
  if (around.isLabel) return undefined;
  if (line[at] === '!') {
    DESCRIPTION.lastIndex = at;
    const description = DESCRIPTION.exec(line);
    if (description === null) return undefined;
    const target = readTarget(line, DESCRIPTION.lastIndex);
    return target && { kind: 'image', value: description[1] ?? '', from: at, ...target };
  }
  if (line[at] !== '[') return undefined;
  const label = readParts(line, at + 1, to, { run: 0, isLabel: true });
  if (label === undefined || label.parts.length === 0) return undefined;
  const target = readTarget(line, label.at);
  return target && { kind: 'link', parts: label.parts, from: at, ...target };
}

/** What stands in the round brackets behind a label that ends here. */
function readTarget(
  line: string,
  at: number,
): { readonly url: string; readonly title: string | undefined; readonly to: number } | undefined {
  DESTINATION.lastIndex = at;
  const [, destination, title] = DESTINATION.exec(line) ?? [];
  const { lastIndex } = DESTINATION;
  if (destination === undefined) return undefined;
  const isUncertain = [...destination.matchAll(REFERENCE)].some(
    ([, name = '']) => decode(name) === undefined,
  );
  if (isUncertain) return undefined;
  const url = destination.replace(REFERENCE, (whole, name: string) => decode(name) ?? whole);
  return { url, title, to: lastIndex };
}

function readSimple(line: string, from: number, end: number, around: Around): LinePart | undefined {
  PART.lastIndex = from;
  const match = PART.exec(line);
  if (match === null) return undefined;
  const to = Math.min(PART.lastIndex, end);
  const [, text, reference, escaped, tag, name, code] = match;
  if (text !== undefined) return readText(line, from, to, around);
  if (escaped !== undefined) return { kind: 'text', value: escaped, from, to };
  if (code !== undefined) return { kind: 'inlineCode', value: withoutPadding(code), from, to };
  if (tag !== undefined)
    return INLINE_TAGS.has((name ?? '').toLowerCase()) ? { kind: 'html', value: tag, from, to } : undefined;
  const value = decode(reference ?? '');
  return value === undefined ? undefined : { kind: 'text', value, from, to };
}

/** Text up to an address in it, or that address; in a link's label an address is text. */
function readText(line: string, from: number, to: number, around: Around): LinePart | undefined {
  const text = line.slice(from, to);
  const address = ADDRESS.exec(text);
  if (address === null) return { kind: 'text', value: text, from, to };
  if (around.isLabel || address.index > 0) {
    const until = address.index > 0 ? from + address.index : to;
    return { kind: 'text', value: line.slice(from, until), from, to: until };
  }
  BARE_ADDRESS.lastIndex = from;
  const value = /[a-z]/i.test(line[from - 1] ?? '') ? undefined : BARE_ADDRESS.exec(line)?.[0];
  if (value === undefined) return undefined;
  const place = { from, to: from + value.length };
  const url = /^www/i.test(value) ? `http://${value}` : value;
  return { kind: 'link', url, title: undefined, parts: [{ kind: 'text', value, ...place }], ...place };
}

/** @returns Undefined for what is no character, or one that every reader shows as another. */
function decode(reference: string): string | undefined {
  if (!reference.startsWith('#')) return decodeNamedCharacterReference(reference) || undefined;
  const code = Number(reference.slice(1).replace(/^x/i, '0x'));
  const isText = CHARACTER_RANGES.some(([first, last]) => code >= first && code <= last);
  return isText ? String.fromCharCode(code) : undefined;
}

/** One space on both sides only keeps backticks apart. */
function withoutPadding(code: string): string {
  return /^ .*\S.* $/.test(code) ? code.slice(1, -1) : code;
}
