import { findMissingSteps, marksOf } from './align-steps.js';
import { alignLists } from './compare-words.js';
import type { Section, SectionName, Step, Translation } from './article.js';

/** One side of a row: a run of text, or a step with the number its list shows. */
export type Piece =
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'step'; readonly step: Step; readonly shown: number };

/** Two aligned sides; undefined where one has no counterpart. */
export interface AlignedRow {
  readonly left: Piece | undefined;
  readonly right: Piece | undefined;
}

/** A section of either side, and its aligned rows. */
export interface AlignedSection {
  readonly name: SectionName;
  readonly anchor: string;
  /** Undefined when a side lacks it. */
  readonly left: Section | undefined;
  readonly right: Section | undefined;
  readonly rows: readonly AlignedRow[];
}

/**
 * Align two translations of an article: sections by anchor, which is the same in every locale, steps by the marks they
 * share, other text in order between them.
 *
 * @returns Rows in the left side's order; right-only parts follow their predecessor. Nothing is omitted.
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

/** Archived stubs have empty sections. */
function withText({ sections }: Translation): readonly Section[] {
  return sections.filter((section) => section.blocks.length > 0);
}

/** The right step for each left step, by number. */
function pairSteps(left: Translation, right: Translation): ReadonlyMap<number, number> {
  const isLeftLonger = left.stepCount > right.stepCount;
  const [short, long] = isLeftLonger ? [right, left] : [left, right];
  const alone = new Set(
    short.stepCount === long.stepCount ? [] : findMissingSteps(marksOf(short), marksOf(long)),
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
