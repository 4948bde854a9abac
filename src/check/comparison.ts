import { groupBy } from '../group-by.js';
import type { ComparisonInput } from './rule.js';
import { lastAtMost, type Passage, type Span } from './reading/passage.js';
import { Wording, wordingOf } from './reading/wording.js';

/** A source passage and its counterpart. */
export interface Compared {
  readonly source: Passage;
  /** Its counterpart; undefined where the structure differs. */
  readonly translation: Passage | undefined;
  /** The text to search: the counterpart's, or that of all unpaired passages. */
  readonly wording: () => Wording;
  /** Where to report a finding. */
  readonly at: Span;
}

/** Iterate over the source's passages with the text to compare; passages whose counterpart is too long to analyze are skipped. */
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

/** Creates a function that finds the unpaired passage closest to a passage's relative position in the file. */
function strayFinder(strays: readonly Passage[]): (passage: Passage) => Passage | undefined {
  const keyOf = ({ section, kind }: Passage): string => `${section} ${kind}`;
  const groups = new Map(
    [...groupBy(strays, keyOf)].map(([key, group]) => [
      key,
      { strays: group, indexes: group.map(({ index }) => index) },
    ]),
  );
  return (passage) => {
    const group = groups.get(keyOf(passage));
    return group?.strays[lastAtMost(group.indexes, passage.index)];
  };
}
