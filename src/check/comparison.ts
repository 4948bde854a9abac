import type { ComparisonInput } from './rule.js';
import { passageText, type Passage } from './reading/passage.js';

/** A passage of the source and what stands for it. */
export interface Compared {
  readonly source: Passage;
  /** The passage that stands for it; undefined where the files differ in structure. */
  readonly translation: Passage | undefined;
  /** The text it is to be looked for in: that passage's, or that of all passages without a counterpart. */
  readonly text: string;
  /** Where to point at. */
  readonly at: { readonly start: number; readonly end: number };
}

/** Go through the source's passages, each with the text that stands for it. */
export function* comparePassages({ source, translation, pairing }: ComparisonInput): Generator<Compared> {
  const strays = translation.passages.filter((passage) => pairing.original(passage) === undefined);
  const strayText = strays.map(passageText).join('\n');
  for (const passage of source.passages) {
    const counterpart = pairing.counterpart(passage);
    const place = counterpart ?? nearestStray(strays, passage) ?? strays[0] ?? translation.passages.at(-1);
    if (place === undefined) continue;
    yield {
      source: passage,
      translation: counterpart,
      text: counterpart ? passageText(counterpart) : strayText,
      at: spanOf(place),
    };
  }
}

/** Where a passage begins and ends. */
export function spanOf(passage: Passage): { readonly start: number; readonly end: number } {
  const { slice } = passage;
  return { start: slice.offset(0), end: slice.offset(slice.text.length) };
}

/** The stray whose place in the file is most like a passage's. */
function nearestStray(strays: readonly Passage[], passage: Passage): Passage | undefined {
  let best: Passage | undefined;
  for (const stray of strays) {
    if (stray.section !== passage.section || stray.kind !== passage.kind) continue;
    if (best !== undefined && stray.index > passage.index) break;
    best = stray;
  }
  return best;
}
