import type { ArticleDocument } from './reading/document.js';
import type { Passage } from './reading/passage.js';

/** Which passage of the source a passage of the translation stands for. */
export interface Pairing {
  /** Whether both have the same passages in the same order. */
  readonly isWhole: boolean;
  /** Pairs in the source's order. */
  readonly pairs: readonly { readonly source: Passage; readonly translation: Passage }[];
  readonly counterpart: (source: Passage) => Passage | undefined;
  readonly original: (translation: Passage) => Passage | undefined;
}

/**
 * Pair the passages of two files, section by section, by kind and order.
 *
 * A section whose passages are not of the same kinds in the same order is not paired at all: what follows a lost passage would be
 * compared with its neighbour.
 */
export function pairPassages(source: ArticleDocument, translation: ArticleDocument): Pairing {
  const [of, to] = [bySection(source), bySection(translation)];
  const pairs: { source: Passage; translation: Passage }[] = [];
  for (let section = 0; section < Math.max(of.length, to.length); section++)
    pairSection(of[section] ?? [], to[section] ?? [], pairs);
  const forth = new Map(pairs.map((pair) => [pair.source, pair.translation]));
  const back = new Map(pairs.map((pair) => [pair.translation, pair.source]));
  return {
    isWhole: pairs.length === source.passages.length && pairs.length === translation.passages.length,
    pairs,
    counterpart: (passage) => forth.get(passage),
    original: (passage) => back.get(passage),
  };
}

function bySection({ passages }: ArticleDocument): readonly (readonly Passage[])[] {
  const sections: Passage[][] = [[]];
  for (const passage of passages) {
    while (sections.length <= passage.section) sections.push([]);
    sections[passage.section]?.push(passage);
  }
  return sections;
}

function pairSection(
  source: readonly Passage[],
  translation: readonly Passage[],
  pairs: { source: Passage; translation: Passage }[],
): void {
  if (source.length !== translation.length) return;
  const isAlike = source.every((passage, index) => shape(passage) === shape(translation[index]));
  if (!isAlike) return;
  source.forEach((passage, index) => {
    const counterpart = translation[index];
    if (counterpart !== undefined) pairs.push({ source: passage, translation: counterpart });
  });
}

function shape(passage: Passage | undefined): string {
  if (passage === undefined) return '';
  const list = passage.place;
  return `${passage.kind} ${passage.level} ${list ? `${list.depth}${list.isOrdered ? 'o' : 'u'}` : ''}`;
}
