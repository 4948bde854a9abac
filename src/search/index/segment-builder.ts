import { analyzerOf } from '../analysis/analyzer.js';
import { createSplit, hasCompounds } from '../analysis/compound.js';
import type { IndexEntry } from './index-entry.js';
import {
  invertPostings,
  packSegment,
  productsOf,
  termOf,
  type Segment,
  type SegmentParts,
} from './segment.js';

/** A translation with its terms as ids of the builder. */
interface Document extends Pick<
  IndexEntry,
  'title' | 'typeahead' | 'products' | 'publishedDay' | 'version' | 'isBug' | 'evidence'
> {
  /** Row of the text in the library. */
  readonly row: number;
  /** As many as there are `evidence`. */
  readonly terms: Uint32Array;
  readonly titleTerms: Uint32Array;
  readonly headingTerms: Uint32Array;
}

/** A segment of more documents numbers them in 32 bits. */
const MOST_SHORT = 0x10000;

/** Builds a locale's next segment from the previous one and the changes. */
export class SegmentBuilder {
  private readonly termIds = new Map<string, number>();
  /** By article number; their order is that of the segment. */
  private readonly documents = new Map<string, Document>();
  private readonly words: Set<string>;
  private compounds: SegmentParts['compounds'];
  private hasNewWords = false;

  /** @param locale - Locale of all translations in it. */
  constructor(
    readonly locale: string,
    last: Segment | undefined,
  ) {
    this.words = new Set(last?.words);
    this.compounds = last?.compounds ?? new Map<string, string[]>();
    if (last === undefined) return;
    for (let id = 0; id < last.termStarts.length - 1; id++) this.termIds.set(termOf(last, id), id);
    const postingsOf = invertPostings(last);
    last.numbers.forEach((number, document) => {
      const [title, heading, end] = last.titleStarts.subarray(2 * document, 2 * document + 3);
      this.documents.set(number, {
        ...postingsOf(document),
        title: last.titles[document] ?? '',
        typeahead: last.typeahead[document] ?? '',
        products: productsOf(last, document),
        row: last.rows[document] ?? 0,
        publishedDay: last.days[document] ?? 0,
        version: last.versions[document] ?? 0,
        isBug: last.bugs[document] === 1,
        titleTerms: last.titleTerms.subarray(title, heading),
        headingTerms: last.titleTerms.subarray(heading, end),
      });
    });
  }

  /** @param row - Row of the text in the library. */
  put(number: string, row: number, entry: IndexEntry): void {
    this.remove(number);
    const { title, typeahead, products, publishedDay, version, isBug, evidence } = entry;
    this.documents.set(number, {
      ...{ title, typeahead, products, publishedDay, version, isBug, evidence, row },
      terms: this.idsOf(entry.terms),
      titleTerms: this.idsOf(entry.titleTerms),
      headingTerms: this.idsOf(entry.headingTerms),
    });
    const known = this.words.size;
    for (const word of entry.words.split(' ')) if (word !== '') this.words.add(word);
    this.hasNewWords ||= this.words.size > known;
  }

  remove(number: string): void {
    this.documents.delete(number);
  }

  /** @returns Undefined when the locale has no documents left. */
  pack(): Buffer | undefined {
    if (this.documents.size === 0) return undefined;
    if (this.hasNewWords) this.compounds = findCompounds(this.words, this.locale);
    const documents = [...this.documents.values()];
    const products = [...new Set(documents.flatMap((document) => document.products))].sort();
    const productIds = new Map(products.map((product, i) => [product, i]));
    const { order, newTerms, ...postings } = this.packPostings(documents);
    const titles = documents.flatMap(({ titleTerms, headingTerms }) => [titleTerms, headingTerms]);
    return packSegment({
      ...postings,
      termStarts: startsOf(order.map((term) => term.length)),
      termText: Uint16Array.from(order.join(''), (character) => character.charCodeAt(0)),
      titleStarts: startsOf(titles.map((terms) => terms.length)),
      titleTerms: Uint32Array.from(
        titles.flatMap((terms) => [...terms]),
        (id) => newTerms[id] ?? 0,
      ),
      rows: Uint32Array.from(documents, ({ row }) => row),
      days: Uint32Array.from(documents, ({ publishedDay }) => publishedDay),
      versions: Uint32Array.from(documents, ({ version }) => version),
      bugs: Uint8Array.from(documents, ({ isBug }) => (isBug ? 1 : 0)),
      productStarts: startsOf(documents.map((document) => document.products.length)),
      productIds: Uint16Array.from(
        documents.flatMap((document) => document.products.map((name) => productIds.get(name) ?? 0)),
      ),
      products,
      numbers: [...this.documents.keys()],
      titles: documents.map(({ title }) => title),
      typeahead: documents.map(({ typeahead }) => typeahead),
      words: [...this.words],
      compounds: this.compounds,
    });
  }

  /** @returns Also the terms in use, sorted, and new ids by old id. */
  private packPostings(given: readonly Document[]): Pick<
    SegmentParts,
    'postingStarts' | 'documents' | 'evidence'
  > & {
    readonly order: readonly string[];
    readonly newTerms: Uint32Array;
  } {
    const counts = new Uint32Array(this.termIds.size);
    for (const { terms } of given) for (const term of terms) counts[term] = (counts[term] ?? 0) + 1;
    const held = [...this.termIds].filter(([, id]) => (counts[id] ?? 0) > 0);
    held.sort(([a], [b]) => (a < b ? -1 : 1));
    const newTerms = new Uint32Array(this.termIds.size);
    held.forEach(([, id], i) => (newTerms[id] = i));
    const postingStarts = startsOf(held.map(([, id]) => counts[id] ?? 0));
    const next = postingStarts.slice();
    const total = postingStarts.at(-1) ?? 0;
    const documents = given.length <= MOST_SHORT ? new Uint16Array(total) : new Uint32Array(total);
    const evidence = new Uint16Array(total);
    given.forEach((one, document) => {
      one.terms.forEach((term, i) => {
        const id = newTerms[term] ?? 0;
        const at = next[id] ?? 0;
        next[id] = at + 1;
        documents[at] = document;
        evidence[at] = one.evidence[i] ?? 0;
      });
    });
    return { order: held.map(([term]) => term), newTerms, postingStarts, documents, evidence };
  }

  private idsOf(terms: string): Uint32Array {
    // `map` first: with a function, `from` takes the slow way over an iterator.
    const ids = (terms === '' ? [] : terms.split(' ')).map((term) => {
      const known = this.termIds.get(term);
      if (known === undefined) this.termIds.set(term, this.termIds.size);
      return known ?? this.termIds.size - 1;
    });
    return Uint32Array.from(ids);
  }
}

function startsOf(lengths: readonly number[]): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, i) => (starts[i + 1] = (starts[i] ?? 0) + length));
  return starts;
}

/**
 * Split every compound of a locale by the words in its articles, so that a part finds its compounds.
 *
 * @returns Terms of compounds by that of a part.
 * @see docs/decisions/0151-ranking.md
 */
function findCompounds(words: ReadonlySet<string>, locale: string): Map<string, string[]> {
  const { language, stem } = analyzerOf(locale);
  const found = new Map<string, Set<string>>();
  if (!hasCompounds(language)) return new Map();
  const split = createSplit(language, words);
  for (const word of words) {
    for (const part of split(word).map(stem)) found.set(part, (found.get(part) ?? new Set()).add(stem(word)));
  }
  return new Map([...found].map(([part, compounds]) => [part, [...compounds]]));
}
