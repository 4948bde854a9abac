import { beyondCounts, countKeys } from '../../../group-by.js';
import type { Passage, Piece } from '../../reading/passage.js';
import type { ComparisonInput, Hit } from '../../rule.js';

/** A piece, the passage of the source it is in, and where it is missing. */
interface LostPiece extends Required<Pick<Hit, 'at' | 'source'>> {
  readonly name: string;
  readonly passage: Passage;
}

/** Pieces of the source that the translation lacks, by kind and name, and where they are missing. */
export function lostPieces(
  { source, translation, pairing }: ComparisonInput,
  kinds: readonly Piece['kind'][],
  nameOf: (text: string) => string,
): readonly LostPiece[] {
  if (translation.passages.some(({ isUnread }) => isUnread)) return [];
  const keyOf = ({ kind, text }: Piece): string => `${kind} ${nameOf(text)}`;
  const here = countKeys(piecesOf(translation.passages, kinds).map(({ piece }) => keyOf(piece)));
  return beyondCounts(piecesOf(source.passages, kinds), here, ({ piece }) => keyOf(piece)).map(
    ({ piece, passage }) => ({
      name: nameOf(piece.text),
      passage,
      at: pairing.counterpart(passage) ?? translation.passages.at(-1) ?? { line: 1 },
      source: piece,
    }),
  );
}

export function piecesOf(
  passages: readonly Passage[],
  kinds: readonly Piece['kind'][],
): readonly { readonly piece: Piece; readonly passage: Passage }[] {
  return passages.flatMap((passage) =>
    passage.pieces.filter(({ kind }) => kinds.includes(kind)).map((piece) => ({ piece, passage })),
  );
}
