import { analyzerOf } from '../analysis/analyzer.js';
import { baseForms, hasCompounds, splitCompound } from '../analysis/compound.js';
import { stopWords } from '../analysis/stop-words.js';
import type { IndexEntry } from './index-entry.js';
import { packSegment, termOf, type Segment } from './segment.js';

/** A growable Uint32Array. */
class NumberList {
  private numbers = new Uint32Array(1024);
  length = 0;

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length++] = number;
  }

  values(): Uint32Array {
    return this.numbers.subarray(0, this.length);
  }
}

interface Document {
  readonly number: string;
  readonly title: string;
  readonly typeahead: string;
  readonly products: readonly string[];
  readonly row: number;
  readonly day: number;
  readonly version: number;
  readonly isBug: boolean;
}

/** Marks a document of the old segment as removed. */
const GONE = -1;
const MOST_SHORT = 0x10000;

/** Builds a locale's next segment from the previous one and the changes. */
export class SegmentBuilder {
  private readonly termIds = new Map<string, number>();
  private readonly documents = new Map<number, Document>();
  private readonly byNumber = new Map<string, number>();
  /** Three parallel lists: term, document, evidence. */
  private readonly postings = [new NumberList(), new NumberList(), new NumberList()] as const;
  /** Term ids in order, and the length of each list: two lists per document, title and heading. */
  private readonly titles = new Map<number, readonly number[]>();
  private readonly words: Set<string>;
  private compounds: string;
  private hasNewWords = false;
  private next = 0;

  /** @param locale - Locale of all translations in it. */
  constructor(
    readonly locale: string,
    last: Segment | undefined,
  ) {
    this.words = new Set(last?.words.split(' ').filter((word) => word !== ''));
    this.compounds = last?.compounds ?? '';
    if (last === undefined) return;
    const terms = last.termStarts.length - 1;
    for (let id = 0; id < terms; id++) this.termIds.set(termOf(last, id), id);
    const typeahead = last.typeahead.split('\n');
    for (let document = 0; document < last.size; document++) {
      const [from, to] = [last.productStarts[document] ?? 0, last.productStarts[document + 1] ?? 0];
      this.add({
        number: last.numbers[document] ?? '',
        title: last.titles[document] ?? '',
        typeahead: typeahead[document] ?? '',
        products: [...last.productIds.subarray(from, to)].map((id) => last.products[id] ?? ''),
        row: last.rows[document] ?? 0,
        day: last.days[document] ?? 0,
        version: last.versions[document] ?? 0,
        isBug: last.bugs[document] === 1,
      });
      const [title, heading, end] = [0, 1, 2].map((i) => last.titleStarts[2 * document + i]);
      this.titles.set(2 * document, [...last.titleTerms.subarray(title, heading)]);
      this.titles.set(2 * document + 1, [...last.titleTerms.subarray(heading, end)]);
    }
    for (let id = 0; id < terms; id++) {
      const end = last.postingStarts[id + 1] ?? 0;
      for (let at = last.postingStarts[id] ?? 0; at < end; at++) {
        this.addPosting(id, last.documents[at] ?? 0, last.evidence[at] ?? 0);
      }
    }
  }

  /** @param row - Row of the text in the library. */
  put(number: string, row: number, entry: IndexEntry): void {
    this.remove(number);
    const { title, typeahead, products, publishedDay: day, version, isBug } = entry;
    const document = this.add({ number, title, typeahead, products, row, day, version, isBug });
    entry.terms.split(' ').forEach((term, i) => {
      this.addPosting(this.idOf(term), document, entry.evidence[i] ?? 0);
    });
    const idsOf = (terms: string): number[] =>
      terms === '' ? [] : terms.split(' ').map((term) => this.idOf(term));
    this.titles.set(2 * document, idsOf(entry.titleTerms));
    this.titles.set(2 * document + 1, idsOf(entry.headingTerms));
    for (const word of entry.words.split(' ')) {
      if (word === '' || this.words.has(word)) continue;
      this.words.add(word);
      this.hasNewWords = true;
    }
  }

  remove(number: string): void {
    const document = this.byNumber.get(number);
    if (document === undefined) return;
    this.byNumber.delete(number);
    this.documents.delete(document);
    this.titles.delete(2 * document);
    this.titles.delete(2 * document + 1);
  }

  /** @returns Undefined when the locale has no documents left. */
  pack(): Buffer | undefined {
    if (this.documents.size === 0) return undefined;
    if (this.hasNewWords) this.compounds = findCompounds(this.words, this.locale);
    const kept = [...this.documents.keys()];
    const newDocuments = new Int32Array(this.next).fill(GONE);
    kept.forEach((document, i) => (newDocuments[document] = i));
    const documents = [...this.documents.values()];
    const products = [...new Set(documents.flatMap((document) => document.products))].sort();
    const productIds = new Map(products.map((product, i) => [product, i]));
    const { order, newTerms, ...postings } = this.packPostings(newDocuments, kept.length);
    const titles = kept.flatMap((document) => [
      this.titles.get(2 * document) ?? [],
      this.titles.get(2 * document + 1) ?? [],
    ]);
    const lines = (texts: readonly string[]): string =>
      texts.map((text) => `${text.replace(/\n/g, ' ')}\n`).join('');
    return packSegment({
      ...postings,
      termStarts: startsOf(order.map((term) => term.length)),
      termText: Uint16Array.from(order.join(''), (character) => character.charCodeAt(0)),
      titleStarts: startsOf(titles.map((terms) => terms.length)),
      titleTerms: Uint32Array.from(titles.flat(), (id) => newTerms[id] ?? 0),
      rows: Uint32Array.from(documents, ({ row }) => row),
      days: Uint32Array.from(documents, ({ day }) => day),
      versions: Uint32Array.from(documents, ({ version }) => version),
      bugs: Uint8Array.from(documents, ({ isBug }) => (isBug ? 1 : 0)),
      productStarts: startsOf(documents.map((document) => document.products.length)),
      productIds: Uint16Array.from(
        documents.flatMap((document) => document.products.map((name) => productIds.get(name) ?? 0)),
      ),
      numbers: lines(documents.map(({ number }) => number)),
      titles: lines(documents.map(({ title }) => title)),
      typeahead: lines(documents.map(({ typeahead }) => typeahead)),
      products: lines(products),
      words: [...this.words].join(' '),
      compounds: this.compounds,
    });
  }

  private packPostings(
    newDocuments: Int32Array,
    size: number,
  ): {
    /** Terms in use, sorted. */
    readonly order: readonly string[];
    /** New ids by old id. */
    readonly newTerms: Uint32Array;
    readonly postingStarts: Uint32Array;
    readonly documents: Uint16Array | Uint32Array;
    readonly evidence: Uint16Array;
  } {
    const [terms, documents, evidence] = this.postings.map((list) => list.values());
    if (terms === undefined || documents === undefined || evidence === undefined)
      throw new Error('no postings');
    const counts = new Uint32Array(this.termIds.size);
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] ?? 0;
      if (newDocuments[documents[i] ?? 0] !== GONE) counts[term] = (counts[term] ?? 0) + 1;
    }
    const held = [...this.termIds].filter(([, id]) => (counts[id] ?? 0) > 0);
    held.sort(([a], [b]) => (a < b ? -1 : 1));
    const newTerms = new Uint32Array(this.termIds.size);
    held.forEach(([, id], i) => (newTerms[id] = i));
    const postingStarts = startsOf(held.map(([, id]) => counts[id] ?? 0));
    const total = postingStarts.at(-1) ?? 0;
    const places = postingStarts.slice();
    const packed = size <= MOST_SHORT ? new Uint16Array(total) : new Uint32Array(total);
    const packedEvidence = new Uint16Array(total);
    for (let i = 0; i < terms.length; i++) {
      const document = newDocuments[documents[i] ?? 0] ?? GONE;
      if (document === GONE) continue;
      const term = newTerms[terms[i] ?? 0] ?? 0;
      const at = places[term] ?? 0;
      places[term] = at + 1;
      packed[at] = document;
      packedEvidence[at] = evidence[i] ?? 0;
    }
    return {
      order: held.map(([term]) => term),
      newTerms,
      postingStarts,
      documents: packed,
      evidence: packedEvidence,
    };
  }

  private add(document: Document): number {
    const id = this.next++;
    this.documents.set(id, document);
    this.byNumber.set(document.number, id);
    return id;
  }

  private idOf(term: string): number {
    const known = this.termIds.get(term);
    if (known !== undefined) return known;
    const id = this.termIds.size;
    this.termIds.set(term, id);
    return id;
  }

  private addPosting(term: number, document: number, evidence: number): void {
    this.postings[0].push(term);
    this.postings[1].push(document);
    this.postings[2].push(evidence);
  }
}

/** Prefix sums of the lengths; the last is the total. */
function startsOf(lengths: readonly number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, i) => (starts[i + 1] = (starts[i] ?? 0) + length));
  return starts;
}

/**
 * Split every compound of a locale by the words in its articles, so that a part finds its compounds.
 *
 * @returns Pairs of a part's and a compound's term.
 * @see docs/decisions/0151-ranking.md
 */
function findCompounds(words: ReadonlySet<string>, locale: string): string {
  const { language, stem } = analyzerOf(locale);
  if (!hasCompounds(language)) return '';
  const stops = stopWords(language);
  const parts = new Set([...words].flatMap((word) => baseForms(word, language)));
  const isPart = (part: string): boolean => parts.has(part) && !stops.has(part);
  const lines = new Set<string>();
  for (const word of words) {
    for (const part of splitCompound(word, language, isPart)) lines.add(`${stem(part)} ${stem(word)}`);
  }
  return [...lines].join('\n');
}
