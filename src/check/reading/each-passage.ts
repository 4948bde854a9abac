import type { PassagePair } from './pairing.js';
import type { Passage, Piece } from './passage.js';
import type { ComparisonInput, Hit, RuleInput } from '../rule.js';

/** A hit in a passage: about the whole of it, and its counterpart, unless it says otherwise. */
type PassageHit = Omit<Hit, 'at'> & Partial<Pick<Hit, 'at'>>;
type Found = PassageHit | Iterable<PassageHit> | undefined;

/** Judge each pair of passages; those too long to analyze are skipped. */
export function eachPair(
  judge: (pair: PassagePair, input: ComparisonInput) => Found,
): (input: ComparisonInput) => Generator<Hit> {
  return function* (input: ComparisonInput): Generator<Hit> {
    for (const pair of input.pairing.pairs) {
      const { source, translation } = pair;
      if (!source.isUnread && !translation.isUnread) yield* locate(judge(pair, input), translation, source);
    }
  };
}

/** Judge each passage of a file, with its counterpart in the source where it has one. */
export function eachPassage(
  judge: (passage: Passage, original: Passage | undefined, input: RuleInput) => Found,
): (input: RuleInput) => Generator<Hit> {
  return function* (input: RuleInput): Generator<Hit> {
    for (const passage of input.translation.passages) {
      const original = input.pairing?.original(passage);
      yield* locate(judge(passage, original, input), passage, original);
    }
  };
}

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

function locate(found: Found, at: Passage, source: Passage | undefined): Hit[] {
  if (found === undefined) return [];
  const hits = 'message' in found ? [found] : [...found];
  return hits.map((hit) => ({ at, source, ...hit }));
}
