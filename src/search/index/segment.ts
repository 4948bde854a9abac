import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';

// Copies: a view would keep the whole of the stored bytes in memory.
const u8 = z.instanceof(Uint8Array).transform((array) => array.slice());
const u16 = z.instanceof(Uint16Array).transform((array) => array.slice());
const u32 = z.instanceof(Uint32Array).transform((array) => array.slice());

const SEGMENT = z.object({
  /** Concatenated characters of all terms, and the offset of each. */
  termText: u16,
  termStarts: u32,
  /** Offsets of each term's postings; documents in ascending order; and per posting the field mask and impact. */
  postingStarts: u32,
  documents: z.union([u16, u32]),
  evidence: u16,
  /** Terms of titles and headings, in order; a document's heading follows its title. */
  titleStarts: u32,
  titleTerms: u32,
  /** Row of the text, days since 1970, version and bug flag of each document. */
  rows: u32,
  days: u32,
  versions: u32,
  bugs: u8,
  /** Products of each document, as indexes into `products`. */
  productStarts: u32,
  productIds: u16,
  products: z.array(z.string()),
  /** Article numbers, titles and type-ahead texts, by document. */
  numbers: z.array(z.string()),
  titles: z.array(z.string()),
  typeahead: z.array(z.string()),
  /** Distinct words, for spelling correction. */
  words: z.array(z.string()),
  /** Compounds by the term of one of their parts; empty in languages without compounds. */
  compounds: z.map(z.string(), z.array(z.string())),
});

export type SegmentParts = Readonly<z.infer<typeof SEGMENT>>;

/**
 * The index of one locale. Documents are its translations, numbered from 0; terms are numbered in sorted order.
 *
 * Arrays are stored as they lie in memory, so that loading needs no parsing.
 *
 * @see docs/decisions/0150-index-in-memory.md
 */
export interface Segment extends SegmentParts {
  readonly locale: LocaleTag;
  readonly size: number;
}

/** Serialize a segment. */
export function packSegment(parts: SegmentParts): Buffer {
  return serialize(parts);
}

/** @throws Error when the bytes are not a segment. */
export function unpackSegment(locale: LocaleTag, bytes: Uint8Array): Segment {
  const parts = SEGMENT.parse(deserialize(bytes));
  return { ...parts, locale, size: parts.rows.length };
}

/** Read postings by document instead of by term. @returns A function of a document. */
export function invertPostings({ postingStarts, documents, evidence, size }: Segment): (document: number) => {
  readonly terms: Uint32Array;
  readonly evidence: Uint16Array;
} {
  const starts = new Uint32Array(size + 1);
  for (const document of documents) starts[document + 1] = (starts[document + 1] ?? 0) + 1;
  for (let i = 0; i < size; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const next = starts.slice();
  const terms = new Uint32Array(documents.length);
  const inverted = new Uint16Array(documents.length);
  for (let term = 0; term < postingStarts.length - 1; term++) {
    const end = postingStarts[term + 1] ?? 0;
    for (let at = postingStarts[term] ?? 0; at < end; at++) {
      const document = documents[at] ?? 0;
      const place = next[document] ?? 0;
      next[document] = place + 1;
      terms[place] = term;
      inverted[place] = evidence[at] ?? 0;
    }
  }
  return (document) => ({
    terms: terms.subarray(starts[document], starts[document + 1]),
    evidence: inverted.subarray(starts[document], starts[document + 1]),
  });
}

/** Compare a term with one of the segment's: negative when it sorts first. */
function compareAt({ termText, termStarts }: Segment, id: number, term: string): number {
  const start = termStarts[id] ?? 0;
  const length = (termStarts[id + 1] ?? 0) - start;
  const shorter = Math.min(length, term.length);
  for (let i = 0; i < shorter; i++) {
    const difference = term.charCodeAt(i) - (termText[start + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return term.length - length;
}

/** Lower bound of a term. */
function firstFrom(segment: Segment, term: string): number {
  let low = 0;
  let high = segment.termStarts.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAt(segment, middle, term) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Id of a term, or -1. */
export function findTerm(segment: Segment, term: string): number {
  const id = firstFrom(segment, term);
  return id < segment.termStarts.length - 1 && compareAt(segment, id, term) === 0 ? id : -1;
}

/** Range of term ids with a prefix: first, and first after. */
export function findPrefix(segment: Segment, prefix: string): readonly [from: number, to: number] {
  return [firstFrom(segment, prefix), firstFrom(segment, `${prefix}\uFFFF`)];
}

/** The text of a term. */
export function termOf({ termText, termStarts }: Segment, id: number): string {
  return String.fromCharCode(...termText.subarray(termStarts[id], termStarts[id + 1]));
}

/** Products of a document. */
export function productsOf(
  { productIds, productStarts, products }: SegmentParts,
  document: number,
): readonly string[] {
  const ids = productIds.subarray(productStarts[document], productStarts[document + 1]);
  return Array.from(ids, (id) => products[id] ?? '');
}

/** Document frequency of a term. */
export function countOf({ postingStarts }: Segment, id: number): number {
  return id < 0 ? 0 : (postingStarts[id + 1] ?? 0) - (postingStarts[id] ?? 0);
}

/** Index of a document in a term's postings, or -1. */
export function findPosting({ postingStarts, documents }: Segment, id: number, document: number): number {
  let low = postingStarts[id] ?? 0;
  let high = postingStarts[id + 1] ?? 0;
  const end = high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((documents[middle] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  return low < end && documents[low] === document ? low : -1;
}
