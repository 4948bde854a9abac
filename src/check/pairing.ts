import type { ArticleDocument } from './reading/document.js';
import { findIdentifiers } from './reading/identifiers.js';
import type { Passage } from './reading/passage.js';
import { oncePerPassage } from './reading/wording.js';

/** Which passage of the source a passage of the translation stands for. */
export interface Pairing {
  /** Whether only some passages are paired on purpose; the others are not to be compared with anything then. */
  readonly isPartial: boolean;
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
function pairPassages(source: ArticleDocument, translation: ArticleDocument): Pairing {
  const [of, to] = [bySection(source), bySection(translation)];
  const pairs: { source: Passage; translation: Passage }[] = [];
  for (let section = 0; section < Math.max(of.length, to.length); section++)
    pairSection(of[section] ?? [], to[section] ?? [], pairs);
  return createPairing(pairs, false);
}

function createPairing(pairs: Pairing['pairs'], isPartial: boolean): Pairing {
  const forth = new Map(pairs.map((pair) => [pair.source, pair.translation]));
  const back = new Map(pairs.map((pair) => [pair.translation, pair.source]));
  return {
    isPartial,
    pairs,
    counterpart: (passage) => forth.get(passage),
    original: (passage) => back.get(passage),
  };
}

/** All pairs of two files, and those to compare passage with passage: where the versions differ, only what surely belongs together. */
export function pairDocuments(
  source: ArticleDocument,
  translation: ArticleDocument,
): { readonly all: Pairing; readonly aligned: Pairing } {
  const all = pairPassages(source, translation);
  return { all, aligned: source.version === translation.version ? all : alignedPairs(all) };
}

/** Share of names, numbers and addresses two passages must have in common to be of the same sentence. */
const COMMON = 0.6;

/** Keep the pairs that surely belong together although the versions of the files differ. */
function alignedPairs({ pairs }: Pairing): Pairing {
  return createPairing(
    pairs.filter(({ source, translation }) => {
      const [there, here] = [tokensOf(source), tokensOf(translation)];
      const shared = [...there].filter((token) => here.has(token)).length;
      return shared > 0 && shared >= Math.max(there.size, here.size) * COMMON;
    }),
    true,
  );
}

/** What is the same in every language. */
const tokensOf = oncePerPassage(({ prose, pieces, code }) => {
  const tokens = new Set(findIdentifiers(prose).map(({ text }) => text));
  for (const [number] of prose.matchAll(/(?<!\d)\d{2,9}(?!\d)/g)) tokens.add(number);
  for (const { kind, text } of pieces)
    if (kind === 'code' || kind === 'address' || kind === 'link' || kind === 'image') tokens.add(text);
  if (code !== '') tokens.add(code);
  return tokens;
});

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
