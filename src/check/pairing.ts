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
 * Within a section whose passages are not of the same kinds in the same order, those from its start up to the first that differs
 * are paired, and those from its end.
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
  const shorter = Math.min(source.length, translation.length);
  const same = (a: Passage | undefined, b: Passage | undefined): boolean =>
    a !== undefined && b !== undefined && shape(a) === shape(b);
  let head = 0;
  while (head < shorter && same(source[head], translation[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && same(source.at(-1 - tail), translation.at(-1 - tail))) tail += 1;
  const put = (a: Passage | undefined, b: Passage | undefined): void => {
    if (a !== undefined && b !== undefined) pairs.push({ source: a, translation: b });
  };
  for (let index = 0; index < head; index++) put(source[index], translation[index]);
  for (let index = tail; index > 0; index--) put(source.at(-index), translation.at(-index));
}

function shape(passage: Passage): string {
  const list = passage.place;
  return `${passage.kind} ${passage.level} ${list ? `${list.depth}${list.isOrdered ? 'o' : 'u'}` : ''}`;
}
