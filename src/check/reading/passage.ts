import type { Block } from './blocks.js';
import { readInline, type Piece } from './inline.js';
import { lastAtMost } from './slice.js';

/** Stands in prose for a code span, an address or an image. */
export const STAND_IN = '\uFFFC';

/** Stands in prose for emphasis marks and raw tags, so that nobody reads two words as one. */
const SEAM = '\uFFF9';

/** A block with its text taken apart. */
export interface Passage extends Block {
  /** Counts a file's passages from 0. */
  readonly index: number;
  readonly pieces: readonly Piece[];
  /** What people wrote: code, addresses and images are stand-ins, raw tags and emphasis marks are seams, `<br>` is a line break. */
  readonly prose: string;
  /** Where a character of the prose stands in the prepared file. */
  readonly place: Block['place'];
  readonly offset: (index: number) => number;
  /** Whether it is too long to be taken apart: it has no pieces then, and no prose. */
  readonly isUnread: boolean;
  /** The section it stands in: counts second-level headings. */
  readonly section: number;
}

/** Characters; real ones have some thousands at the most, and each rule's time grows with them. */
const LONGEST_PASSAGE = 30_000;

/** Take a block's text apart. */
export function readPassage(block: Block, index: number, section: number): Passage {
  const isUnread = block.kind !== 'code' && block.slice.text.length > LONGEST_PASSAGE;
  if (isUnread || block.kind === 'code') {
    const offset = (at: number): number => block.slice.offset(at);
    return { ...block, index, section, isUnread, pieces: [], prose: '', offset };
  }
  const pieces = readInline(block.slice.text);
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
  const offset = (at: number): number => {
    const which = lastAtMost(starts, at);
    const piece = origins[which];
    if (piece === undefined) return block.slice.offset(0);
    const within = at - (starts[which] ?? 0);
    const isVerbatim = piece.end - piece.start === piece.text.length;
    return block.slice.offset(isVerbatim ? piece.start + within : within === 0 ? piece.start : piece.end);
  };
  return { ...block, index, section, isUnread, pieces, prose, offset };
}

function proseOf(piece: Piece): string {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
    case 'address':
    case 'shown':
    case 'image':
      return STAND_IN;
    case 'tag':
      return /^<\/?br\b/i.test(piece.text) ? '\n' : SEAM;
    case 'marks':
      return SEAM;
    case 'comment':
    case 'open':
    case 'link':
      return '';
  }
}

/** Prose as a reader sees it, without stand-ins and seams; spaces evened out. */
export function plainProse(passage: Passage): string {
  return passage.prose
    .replace(/[\uFFFC\uFFF9\u200B]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** All of a passage's text: prose, code, addresses. */
export function passageText(passage: Passage): string {
  if (passage.kind === 'code') return passage.slice.text;
  return passage.pieces
    .filter((piece) => !['tag', 'comment', 'open', 'marks'].includes(piece.kind))
    .map((piece) => piece.text)
    .join('');
}
