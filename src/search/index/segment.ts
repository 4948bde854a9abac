import type { LocaleTag } from '../../article/article.js';

/**
 * The index of one locale. Documents are its translations, numbered from 0; terms are numbered in sorted order.
 *
 * All arrays are views of the stored bytes, so that loading needs no parsing.
 *
 * @see docs/decisions/0150-index-in-memory.md
 */
export interface Segment {
  readonly locale: LocaleTag;
  /** Documents. */
  readonly size: number;
  /** Concatenated characters of all terms, and the offset of each. */
  readonly termText: Uint16Array;
  readonly termStarts: Uint32Array;
  /** Offsets of each term's postings; documents in ascending order; and per posting the field mask and impact. */
  readonly postingStarts: Uint32Array;
  readonly documents: Uint16Array | Uint32Array;
  readonly evidence: Uint16Array;
  /** Terms of titles and headings, in order; a document's heading follows its title. */
  readonly titleStarts: Uint32Array;
  readonly titleTerms: Uint32Array;
  /** Row of the text, days since 1970, version and bug flag of each document. */
  readonly rows: Uint32Array;
  readonly days: Uint32Array;
  readonly versions: Uint32Array;
  readonly bugs: Uint8Array;
  /** Products of each document, as indexes into `products`. */
  readonly productStarts: Uint32Array;
  readonly productIds: Uint16Array;
  /** Article numbers, titles and type-ahead texts, by document. */
  readonly numbers: readonly string[];
  readonly titles: readonly string[];
  readonly typeahead: string;
  readonly products: readonly string[];
  /** Space-separated: distinct words, and pairs of a part and a compound in languages with compounds. */
  readonly words: string;
  readonly compounds: string;
}

const TEXTS = ['numbers', 'titles', 'typeahead', 'products', 'words', 'compounds'] as const;
type Text = (typeof TEXTS)[number];

/** The arrays of a segment, and its lists joined by line breaks. */
export type SegmentParts = Omit<Segment, 'locale' | 'size' | Text> & Readonly<Record<Text, string>>;

/** Serialize a segment. */
export function packSegment(parts: SegmentParts): Buffer {
  const { numbers, titles, typeahead, products, words, compounds, ...arrays } = parts;
  const texts = { numbers, titles, typeahead, products, words, compounds };
  return packArrays({
    ...arrays,
    ...Object.fromEntries(TEXTS.map((name) => [name, Buffer.from(texts[name])])),
  });
}

/** @throws Error when the bytes are not a segment. */
export function unpackSegment(locale: LocaleTag, bytes: Uint8Array): Segment {
  const arrays = unpackArrays(bytes);
  const u8 = (name: string): Uint8Array => ofType(arrays[name], Uint8Array);
  const u16 = (name: string): Uint16Array => ofType(arrays[name], Uint16Array);
  const u32 = (name: string): Uint32Array => ofType(arrays[name], Uint32Array);
  const text = (name: Text): string => Buffer.from(u8(name)).toString();
  const lines = (name: Text): string[] => text(name).split('\n').slice(0, -1);
  const rows = u32('rows');
  return {
    locale,
    size: rows.length,
    termText: u16('termText'),
    termStarts: u32('termStarts'),
    postingStarts: u32('postingStarts'),
    documents: arrays['documents'] instanceof Uint16Array ? arrays['documents'] : u32('documents'),
    evidence: u16('evidence'),
    titleStarts: u32('titleStarts'),
    titleTerms: u32('titleTerms'),
    rows,
    days: u32('days'),
    versions: u32('versions'),
    bugs: u8('bugs'),
    productStarts: u32('productStarts'),
    productIds: u16('productIds'),
    numbers: lines('numbers'),
    titles: lines('titles'),
    typeahead: text('typeahead'),
    products: lines('products'),
    words: text('words'),
    compounds: text('compounds'),
  };
}

function ofType<Type>(array: unknown, type: abstract new (...values: never[]) => Type): Type {
  if (!(array instanceof type)) throw new Error('the search index is damaged');
  return array;
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

/** A segment with a hash table of its terms. */
export interface HashedSegment extends Segment {
  /** Open-addressing table of term ids plus one. */
  readonly termTable: Uint32Array;
}

/** Hash the terms of a segment: each locale lacks most words of a query, for which a binary search is slowest. */
export function hashTerms({ termText, termStarts }: Segment): Uint32Array {
  const count = termStarts.length - 1;
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * count + 2)));
  for (let id = 0; id < count; id++) {
    let hash = 0;
    const end = termStarts[id + 1] ?? 0;
    for (let at = termStarts[id] ?? 0; at < end; at++) hash = addToHash(hash, termText[at] ?? 0);
    let place = placeOf(hash, table);
    while (table[place] !== 0) place = (place + 1) % table.length;
    table[place] = id + 1;
  }
  return table;
}

function addToHash(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x9e3779b1);
}

function placeOf(hash: number, table: Uint32Array): number {
  return ((hash ^ (hash >>> 15)) >>> 0) % table.length;
}

/** Id of a term, or -1. */
export function findTerm(segment: HashedSegment, term: string): number {
  const { termTable } = segment;
  let hash = 0;
  for (let i = 0; i < term.length; i++) hash = addToHash(hash, term.charCodeAt(i));
  let place = placeOf(hash, termTable);
  for (let found = termTable[place] ?? 0; found !== 0; found = termTable[place] ?? 0) {
    if (compareAt(segment, found - 1, term) === 0) return found - 1;
    place = (place + 1) % termTable.length;
  }
  return -1;
}

/** Range of term ids with a prefix: first, and first after. */
export function findPrefix(segment: Segment, prefix: string): readonly [from: number, to: number] {
  return [firstFrom(segment, prefix), firstFrom(segment, `${prefix}\uFFFF`)];
}

/** The text of a term. */
export function termOf({ termText, termStarts }: Segment, id: number): string {
  return String.fromCharCode(...termText.subarray(termStarts[id], termStarts[id + 1]));
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

const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array } as const;
type Type = keyof typeof TYPES;

/** Integer arrays by name. */
type PackedArrays = Readonly<Record<string, Uint8Array | Uint16Array | Uint32Array>>;

/** Alignment in bytes, sufficient for all array types. */
const ALIGNMENT = 8;
const HEADER = /^([a-zA-Z]+):(u8|u16|u32):(\d+)$/;

function typeOf(array: Uint8Array | Uint16Array | Uint32Array): Type {
  return array instanceof Uint8Array ? 'u8' : array instanceof Uint16Array ? 'u16' : 'u32';
}

function isAligned(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.byteOffset % ALIGNMENT === 0 && bytes.buffer instanceof ArrayBuffer;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

/** Pack arrays into one buffer: a header line with their names, then their bytes. */
function packArrays(arrays: PackedArrays): Buffer {
  const entries = Object.entries(arrays);
  const names = entries.map(([name, array]) => `${name}:${typeOf(array)}:${array.length}`).join(' ');
  const header = Buffer.from(`${names}\n`);
  const head = aligned(header.length);
  const packed = Buffer.alloc(entries.reduce((sum, [, array]) => sum + aligned(array.byteLength), head));
  packed.set(header);
  let at = head;
  for (const [, array] of entries) {
    packed.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += aligned(array.byteLength);
  }
  return packed;
}

/**
 * View packed arrays in place, without parsing or copying.
 *
 * @throws Error when the bytes were not made by `packArrays`.
 */
function unpackArrays(bytes: Uint8Array): PackedArrays {
  const source = isAligned(bytes) ? bytes : Uint8Array.from(bytes);
  const line = source.indexOf(10);
  const header = Buffer.from(source.buffer, source.byteOffset, Math.max(0, line)).toString();
  let at = aligned(line + 1);
  return Object.fromEntries(
    header.split(' ').map((part) => {
      const [, name = '', type, length] = HEADER.exec(part) ?? [];
      if (type !== 'u8' && type !== 'u16' && type !== 'u32') throw new Error('the search index is damaged');
      const array = new TYPES[type](source.buffer, source.byteOffset + at, Number(length));
      at += aligned(array.byteLength);
      return [name, array];
    }),
  );
}
