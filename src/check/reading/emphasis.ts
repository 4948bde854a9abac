import type { Piece } from './inline.js';

interface Delimiter {
  readonly start: number;
  left: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

/**
 * Find the asterisks of a block that a reader sees, because they pair with nothing.
 *
 * @returns Where they start in the block's text.
 * @see https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis
 */
export function literalAsterisks(text: string, pieces: readonly Piece[]): readonly number[] {
  const open: Delimiter[] = [];
  const literal: Delimiter[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'marks' || !piece.text.startsWith('*')) continue;
    const delimiter = readDelimiter(text, piece);
    if (delimiter.canClose) {
      for (let opener = open.at(-1); opener !== undefined && delimiter.left > 0; opener = open.at(-1)) {
        const used = Math.min(opener.left, delimiter.left);
        opener.left -= used;
        delimiter.left -= used;
        if (opener.left === 0) open.pop();
      }
    }
    if (delimiter.left === 0) continue;
    if (delimiter.canOpen) open.push(delimiter);
    else literal.push(delimiter);
  }
  return [...literal, ...open].map(({ start }) => start).sort((a, b) => a - b);
}

function readDelimiter(text: string, { start, end }: Piece): Delimiter {
  const before = characterBefore(text, start);
  const behind = String.fromCodePoint(text.codePointAt(end) ?? 32);
  const [spaceBefore, spaceBehind] = [/\s/.test(before), /\s/.test(behind)];
  const [markBefore, markBehind] = [isPunctuation(before), isPunctuation(behind)];
  return {
    start,
    left: end - start,
    canOpen: !spaceBehind && (!markBehind || spaceBefore || markBefore),
    canClose: !spaceBefore && (!markBefore || spaceBehind || markBehind),
  };
}

function characterBefore(text: string, at: number): string {
  if (at === 0) return ' ';
  const isPair = at > 1 && /[\uDC00-\uDFFF]/.test(text.charAt(at - 1));
  return text.slice(isPair ? at - 2 : at - 1, at);
}

function isPunctuation(character: string): boolean {
  return /[\p{P}\p{S}]/u.test(character);
}
