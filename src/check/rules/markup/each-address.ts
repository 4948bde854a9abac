import { eachPassage } from '../../each-passage.js';
import type { Passage, Piece } from '../../reading/passage.js';
import type { Hit, RuleInput } from '../../rule.js';

/** Judge each URL of some kinds. @param judge - Returns the message of a finding. */
export function eachAddress(
  kinds: readonly Piece['kind'][],
  judge: (piece: Piece, input: RuleInput, passage: Passage) => string | undefined,
): (input: RuleInput) => Generator<Hit> {
  return eachPassage(function* (passage, _original, input) {
    for (const piece of passage.pieces) {
      const message = kinds.includes(piece.kind) ? judge(piece, input, passage) : undefined;
      if (message !== undefined) yield { message, at: piece, source: undefined };
    }
  });
}
