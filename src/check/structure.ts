import type { ComparisonInput, Hit } from './rule.js';
import { spanOf } from './comparison.js';
import type { Passage } from './reading/passage.js';

/**
 * Compare how often something stands in each section of both files.
 *
 * @param what - For the message, in the plural.
 * @param isCounted - Whether a passage is one.
 */
export function* compareCounts(
  { source, translation }: ComparisonInput,
  what: string,
  isCounted: (passage: Passage) => boolean,
): Generator<Hit> {
  const [there, here] = [source.passages.filter(isCounted), translation.passages.filter(isCounted)];
  if (there.length === here.length) return;
  const place = firstApart(there, here) ?? here.at(-1) ?? translation.passages.at(-1);
  const original = there[Math.min(here.length, there.length - 1)] ?? source.passages[0];
  yield {
    message: `${what}: ${here.length} here, ${there.length} in the source`,
    at: place ? spanOf(place) : { line: 1 },
    ...(original && { source: { offset: original.slice.offset(0) } }),
  };
}

/** The first of the translation's that is in another section or shape than the source's. */
function firstApart(there: readonly Passage[], here: readonly Passage[]): Passage | undefined {
  return here.find((passage, index) => {
    const other = there[index];
    return (
      passage.section !== other?.section ||
      passage.level !== other.level ||
      passage.place?.number !== other.place?.number
    );
  });
}
