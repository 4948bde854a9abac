import type { Passage } from '../../reading/passage.js';
import type { ComparisonInput, Hit, Rule, RuleFacts } from '../../rule.js';

/** Structures that each file must have as often as its source. */
const COUNTED: readonly (RuleFacts & {
  /** Plural, for the message. */
  readonly what: string;
  readonly isCounted: (passage: Passage) => boolean;
})[] = [
  {
    id: 'fence-lost',
    severity: 'error',
    summary: 'The number of code blocks differs from the source.',
    what: 'code blocks',
    isCounted: ({ isFenced }) => isFenced,
  },
  {
    id: 'steps-differ',
    severity: 'error',
    summary: 'The number of numbered steps differs from the source.',
    what: 'numbered steps',
    isCounted: ({ place }) => place?.isOrdered === true && place.isFirst,
  },
  {
    id: 'list-differs',
    severity: 'warning',
    summary: 'The number of list items differs from the source.',
    what: 'list items',
    isCounted: ({ place }) => place?.isOrdered === false && place.isFirst,
  },
  {
    id: 'headings-differ',
    severity: 'warning',
    summary: 'The number of headings differs from the source.',
    what: 'headings',
    isCounted: ({ kind }) => kind === 'heading',
  },
  {
    id: 'table-differs',
    severity: 'warning',
    summary: 'The number of table cells differs from the source.',
    what: 'table cells',
    isCounted: ({ kind }) => kind === 'cell',
  },
];

/** Passages lost, joined, split or converted. */
export const countsDiffer: readonly Rule[] = COUNTED.map(({ what, isCounted, ...facts }) => ({
  ...facts,
  looksAt: 'same-version',
  check: (input) => compareCounts(input, what, isCounted),
}));

function* compareCounts(
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
    at: place ?? { line: 1 },
    source: original,
  };
}

/** The first one of the translation whose section or shape differs from the source's. */
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
