import type { Rule } from '../rule.js';
import { SPACED_LANGUAGES } from '../spaced-languages.js';

const CLOSING = /^<\/(?:b|strong|i|em|u)>$/i;

/** A word right behind the end of a bold one. */
export const tagGlued: Rule = {
  id: 'tag-glued',
  severity: 'warning',
  summary: 'A closing tag sticks to the next word.',
  looksAt: 'pair',
  *check({ translation, pairing }) {
    if (!SPACED_LANGUAGES.has(translation.language)) return;
    for (const passage of translation.passages) {
      const glued = gluedIn(passage.slice.text, passage.pieces);
      const original = pairing.original(passage);
      if (
        glued.length === 0 ||
        (original && gluedIn(original.slice.text, original.pieces).length >= glued.length)
      )
        continue;
      for (const { start, end, word } of glued) {
        yield {
          message: `the closing tag sticks to "${word}"`,
          at: { start: passage.slice.offset(start), end: passage.slice.offset(end) },
          ...(original && { source: { offset: original.slice.offset(0) } }),
        };
      }
    }
  },
};

function gluedIn(
  text: string,
  pieces: readonly {
    readonly kind: string;
    readonly text: string;
    readonly start: number;
    readonly end: number;
  }[],
): readonly { readonly start: number; readonly end: number; readonly word: string }[] {
  return pieces.flatMap((piece) => {
    if (piece.kind !== 'tag' || !CLOSING.test(piece.text)) return [];
    const word = /^\p{L}+/u.exec(text.slice(piece.end, piece.end + 40))?.[0] ?? '';
    const isWordBefore = /[\p{L}\p{N}.,:;!?)"'\]]/u.test(text.charAt(piece.start - 1));
    return word.length < 3 || !isWordBefore
      ? []
      : [{ start: piece.start, end: piece.end + word.length, word }];
  });
}
