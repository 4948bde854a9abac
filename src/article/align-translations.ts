import { findMissingSteps } from './align-steps.js';
import { alignLists } from './compare-words.js';
import type { Section, SectionName, Step, Translation } from './article.js';

/** What stands in one row on one side: a run of text, or a step under the number its list shows. */
export type Piece =
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'step'; readonly step: Step; readonly shown: number };

/** Two sides of one thing; what one of them lacks is undefined there. */
export interface AlignedRow {
  readonly left: Piece | undefined;
  readonly right: Piece | undefined;
}

/** A section of either side, and its text row by row. */
export interface AlignedSection {
  readonly name: SectionName;
  readonly anchor: string;
  /** Undefined where a side lacks it. */
  readonly left: Section | undefined;
  readonly right: Section | undefined;
  readonly rows: readonly AlignedRow[];
}

/**
 * Lay two translations of an article side by side: sections by their anchors, which are equal in every locale, steps by what they
 * share, other text in order between them.
 *
 * @returns The left side's order, what only the right has behind what stands before it there. Nothing is left out.
 */
export function alignTranslations(left: Translation, right: Translation): readonly AlignedSection[] {
  const pairOf = pairSteps(left, right);
  return mergeAnchors(left.sections, right.sections).map((anchor) => {
    const ofLeft = withText(left).find((section) => section.anchor === anchor);
    const ofRight = withText(right).find((section) => section.anchor === anchor);
    return {
      name: ofLeft?.name ?? ofRight?.name ?? 'description',
      anchor,
      left: ofLeft,
      right: ofRight,
      rows: alignLists(piecesOf(ofLeft, left.steps), piecesOf(ofRight, right.steps), (a, b) =>
        a.kind === 'step' && b.kind === 'step'
          ? pairOf.get(a.step.number) === b.step.number
          : a.kind === b.kind,
      ).map(([ofLeft, ofRight]) => ({ left: ofLeft, right: ofRight })),
    };
  });
}

/** Archived stubs have sections that hold nothing. */
function withText({ sections }: Translation): readonly Section[] {
  return sections.filter((section) => section.blocks.length > 0);
}

/** The right side's step for each of the left's, by number. */
function pairSteps(left: Translation, right: Translation): ReadonlyMap<number, number> {
  const isLeftLonger = left.stepCount > right.stepCount;
  const [short, long] = isLeftLonger ? [right, left] : [left, right];
  const marks = (side: Translation) =>
    Array.from({ length: side.stepCount }, (_, i) => side.stepMarks?.[i] ?? []);
  const alone = new Set(
    short.stepCount === long.stepCount ? [] : findMissingSteps(marks(short), marks(long)),
  );
  const paired = long.steps.filter((step) => !alone.has(step.number));
  return new Map(paired.map((step, i) => (isLeftLonger ? [step.number, i + 1] : [i + 1, step.number])));
}

function mergeAnchors(left: readonly Section[], right: readonly Section[]): readonly string[] {
  const anchors = left.filter(({ blocks }) => blocks.length > 0).map(({ anchor }) => anchor);
  let place = 0;
  for (const { anchor, blocks } of right) {
    const known = anchors.indexOf(anchor);
    if (known >= 0) place = known + 1;
    else if (blocks.length > 0) anchors.splice(place++, 0, anchor);
  }
  return anchors;
}

function piecesOf(section: Section | undefined, steps: readonly Step[]): readonly Piece[] {
  return (section?.blocks ?? []).flatMap((block): readonly Piece[] => {
    if (block.kind === 'html') return [block];
    return steps
      .slice(block.first - 1, block.first - 1 + block.count)
      .map((step, i) => ({ kind: 'step', step, shown: block.start + i }));
  });
}
