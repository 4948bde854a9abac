import type { ComparisonInput } from './rule.js';
import { lastAtMost, type Passage } from './reading/passage.js';
import { Wording, wordingOf } from './reading/wording.js';

/** A passage of the source and what stands for it. */
export interface Compared {
  readonly source: Passage;
  /** The passage that stands for it; undefined where the files differ in structure. */
  readonly translation: Passage | undefined;
  /** The text it is to be looked for in: that passage's, or that of all passages without a counterpart. */
  readonly wording: () => Wording;
  /** Where to point at. */
  readonly at: { readonly start: number; readonly end: number };
}

/** Go through the source's passages, each with the text that stands for it; not those that stand for something unread. */
export function* comparePassages({ source, translation, pairing }: ComparisonInput): Generator<Compared> {
  const strays = translation.passages.filter((passage) => pairing.original(passage) === undefined);
  const nearest = strayFinder(strays);
  const strayWording = new Wording(() => strays.map((stray) => wordingOf(stray).text).join('\n'));
  const isAllRead = strays.every(({ isUnread }) => !isUnread);
  for (const passage of source.passages) {
    const counterpart = pairing.counterpart(passage);
    if (pairing.isPartial && counterpart === undefined) continue;
    const place = counterpart ?? nearest(passage) ?? strays[0] ?? translation.passages.at(-1);
    if (place === undefined || (counterpart ? counterpart.isUnread : !isAllRead)) continue;
    yield {
      source: passage,
      translation: counterpart,
      wording: () => (counterpart ? wordingOf(counterpart) : strayWording),
      at: place,
    };
  }
}

/** Finds the stray whose place in the file is most like a passage's. */
function strayFinder(strays: readonly Passage[]): (passage: Passage) => Passage | undefined {
  const groups = new Map<string, { readonly indexes: number[]; readonly strays: Passage[] }>();
  for (const stray of strays) {
    const key = `${stray.section} ${stray.kind}`;
    const group = groups.get(key) ?? { indexes: [], strays: [] };
    groups.set(key, group);
    group.indexes.push(stray.index);
    group.strays.push(stray);
  }
  return (passage) => {
    const group = groups.get(`${passage.section} ${passage.kind}`);
    return group?.strays[lastAtMost(group.indexes, passage.index)];
  };
}
