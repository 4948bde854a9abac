import { readPlainLine, type PlainLine } from './plain-line.js';

/** A plain line that was taken out of a source. */
export interface CutLine extends PlainLine {
  /** The content as it was written. */
  readonly text: string;
  /** Offset of the line's start in the whole source, and its number, counted from 1. */
  readonly start: number;
  readonly line: number;
  /** Characters of the whole line. */
  readonly length: number;
}

/** A source with one private-use character in the place of each plain line's content. */
export interface CondensedSource {
  readonly source: string;
  /** In order. */
  readonly cuts: readonly CutLine[];
  /** For each line of the source: the characters saved before it, and what was cut from it. */
  readonly lines: readonly { readonly saved: number; readonly cut: CutLine | undefined }[];
}

const FIRST = 0xe001;
const MOST = 0xf8ff - FIRST;
const STAND_IN = /[\uE001-\uF8FF]/;
/** With a definition somewhere, a pair of brackets may be a link. */
const DEFINITION = ']:';
/** The line below a heading, or below the first row of a table. */
const UNDERLINE = /^[\s>]*[|:=-][\s|:=-]*$/;
/** A line that begins an item wherever it stands, and so ends a paragraph. */
const ITEM = /^ {0,3}[-*+] +\S/;

/**
 * Put a stand-in for the content of each plain line that nothing before it can reach into.
 *
 * Markdown has nothing to read in a stand-in but a letter, so blocks are found as they would be. The parser, which looks at every
 * character several times, sees less than half of the text.
 *
 * @returns Undefined for a source that must be parsed as it is.
 * @see docs/decisions/0064-condensed-parsing.md
 */
export function condense(source: string): CondensedSource | undefined {
  if (STAND_IN.test(source) || source.includes(DEFINITION)) return undefined;
  const lines = source.split('\n');
  const condensed: string[] = [];
  const cuts: CutLine[] = [];
  const read: CondensedSource['lines'][number][] = [];
  let [start, saved] = [0, 0];
  for (let from = 0; from < lines.length;) {
    const block = blockAt(lines, from);
    const plain = cuts.length + block.length > MOST ? undefined : readBlock(block);
    block.forEach((line, index) => {
      const found = plain?.[index];
      if (found === undefined) {
        condensed.push(line);
        read.push({ saved, cut: undefined });
      } else {
        const text = line.slice(found.from, found.to);
        const cut = { ...found, text, start, line: from + index + 1, length: line.length };
        condensed.push(line.slice(0, found.from) + standIn(cuts.length) + line.slice(found.to));
        cuts.push(cut);
        read.push({ saved, cut });
        saved += text.length - 1;
      }
      start += line.length + 1;
    });
    from += block.length;
  }
  return { source: condensed.join('\n'), cuts, lines: read };
}

/** Lines up to the next empty one, or that one. */
function blockAt(lines: readonly string[], from: number): readonly string[] {
  let to = from;
  while (to < lines.length && lines[to]?.trim() !== '') to += 1;
  return lines.slice(from, Math.max(to, from + 1));
}

/** What a line that is not plain opens may only be closed in a later one; an item's bullet ends all of it. */
function readBlock(lines: readonly string[]): readonly (PlainLine | undefined)[] {
  if (lines.some((line) => UNDERLINE.test(line))) return lines.map(() => undefined);
  let isOpen = false;
  return lines.map((line) => {
    if (isOpen && !ITEM.test(line)) return undefined;
    const plain = readPlainLine(line);
    isOpen = plain === undefined;
    return plain;
  });
}

function standIn(index: number): string {
  return String.fromCharCode(FIRST + index);
}

/** Which cut a character stands for; undefined for any other character. */
export function cutOf(character: string, cuts: readonly CutLine[]): CutLine | undefined {
  return STAND_IN.test(character) ? cuts[character.charCodeAt(0) - FIRST] : undefined;
}

/** Whether a stand-in is in a text. */
export function hasStandIn(text: string): boolean {
  return STAND_IN.test(text);
}

/** Split at stand-ins, each a piece of its own. */
export function splitStandIns(text: string): readonly string[] {
  return hasStandIn(text) ? text.split(/([\uE001-\uF8FF])/).filter((piece) => piece !== '') : [text];
}
