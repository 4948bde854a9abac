import type { PassagePair } from './pairing.js';
import type { Passage } from './reading/passage.js';
import type { ComparisonInput, Hit, RuleInput } from './rule.js';

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

function locate(found: Found, at: Passage, source: Passage | undefined): Hit[] {
  if (found === undefined) return [];
  const hits = 'message' in found ? [found] : [...found];
  return hits.map((hit) => ({ at, source, ...hit }));
}
