import { groupBy } from '../../group-by.js';
import type { ArticleDocument } from './document.js';
import { findIdentifiers } from './identifiers.js';
import type { Passage } from './passage.js';
import { oncePerPassage } from './wording.js';

/** A source passage and its translation. */
export interface PassagePair {
  readonly source: Passage;
  readonly translation: Passage;
}

/** Pairing of translated passages with source passages. */
export interface Pairing {
  /** True when only reliable pairs are included; other passages must not be compared. */
  readonly isPartial: boolean;
  /** Pairs in the source's order. */
  readonly pairs: readonly PassagePair[];
  readonly counterpart: (source: Passage) => Passage | undefined;
  readonly original: (translation: Passage) => Passage | undefined;
}

/**
 * Pair the passages of two files by section, kind and order.
 *
 * A section with different kinds or order is not paired: passages after a lost one would be
 * compared with the wrong passage.
 */
function pairPassages(source: ArticleDocument, translation: ArticleDocument): Pairing {
  const here = groupBy(translation.passages, ({ section }) => section);
  const there = groupBy(source.passages, ({ section }) => section);
  const pairs = [...there].flatMap(([section, passages]) => pairSection(passages, here.get(section) ?? []));
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

/** All pairs of two files, and the reliable ones when versions differ. */
export function pairDocuments(
  source: ArticleDocument,
  translation: ArticleDocument,
): { readonly all: Pairing; readonly aligned: Pairing } {
  const all = pairPassages(source, translation);
  return { all, aligned: source.version === translation.version ? all : alignedPairs(all) };
}

/** Share of names, numbers and URLs two passages must have in common to be paired across versions. */
const COMMON = 0.6;

/** Keep the pairs that are reliable although versions differ. */
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

/** Language-independent parts. */
const tokensOf = oncePerPassage(({ prose, pieces, code }) => {
  const tokens = new Set(findIdentifiers(prose).map(({ text }) => text));
  for (const [number] of prose.matchAll(/(?<!\d)\d{2,9}(?!\d)/g)) tokens.add(number);
  for (const { kind, text } of pieces)
    if (kind === 'code' || kind === 'address' || kind === 'link' || kind === 'image') tokens.add(text);
  if (code !== '') tokens.add(code);
  return tokens;
});

function pairSection(source: readonly Passage[], translation: readonly Passage[]): readonly PassagePair[] {
  if (source.length !== translation.length) return [];
  const pairs = source.flatMap((passage, index) => {
    const counterpart = translation[index];
    return counterpart && shape(passage) === shape(counterpart)
      ? [{ source: passage, translation: counterpart }]
      : [];
  });
  return pairs.length === source.length ? pairs : [];
}

function shape({ kind, level, place }: Passage): string {
  return `${kind} ${level} ${place ? `${place.depth}${place.isOrdered ? 'o' : 'u'}` : ''}`;
}
