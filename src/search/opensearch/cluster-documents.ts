import type { Database } from 'libsql';
import { FIELDS, type Field } from '../index/index-entry.js';
import { isBehind, type IndexState } from '../index/index-state.js';
import { invertPostings, termOf } from '../index/segment.js';
import { createReadText } from '../index/texts.js';
import { productsOf } from '../query/group-articles.js';
import { FIRST_STAGE } from '../query/score.js';

/** Term fields and their boosts, which approximate the scores of the first stage in memory. */
export const TERM_FIELDS: readonly {
  readonly name: string;
  readonly adds: number;
  /** @param evidence - Field mask and impact, as in postings. */
  readonly holds: (evidence: number) => boolean;
}[] = [
  { name: 'terms', adds: FIRST_STAGE.any + FIRST_STAGE.impact / 6, holds: () => true },
  { name: 'strong', adds: FIRST_STAGE.impact / 3, holds: (evidence) => (evidence & 255) > 85 },
  { name: 'strongest', adds: FIRST_STAGE.impact / 3, holds: (evidence) => (evidence & 255) > 170 },
  { name: 'title', adds: FIRST_STAGE.title, holds: isIn('title', 'heading') },
  { name: 'keywords', adds: FIRST_STAGE.keywords, holds: isIn('keywords') },
];

export const HASHES = 'hashes';

function isIn(...fields: readonly Field[]): (evidence: number) => boolean {
  const mask = fields.reduce((bits, field) => bits | (1 << FIELDS.indexOf(field)), 0) << 8;
  return (evidence) => (evidence & mask) !== 0;
}

/** Our own tokens, space-separated, so that OpenSearch needs no language analysis; boosts are set by the query. */
const TERMS = {
  type: 'text',
  analyzer: 'whitespace',
  similarity: 'boolean',
  norms: false,
  index_options: 'docs',
};

export type Unit = 'translation' | 'passage';

/** Combined locale and kind, so that a search needs one filter instead of two. */
export function scopeOf(unit: Unit, locale: string): string {
  return `${unit}/${locale}`;
}

export const MAPPINGS = {
  dynamic: 'strict',
  _source: { enabled: false },
  properties: {
    scope: { type: 'keyword' },
    products: { type: 'keyword' },
    bug: { type: 'boolean' },
    behind: { type: 'boolean' },
    day: { type: 'integer' },
    ...Object.fromEntries([...TERM_FIELDS.map(({ name }) => name), HASHES].map((name) => [name, TERMS])),
  },
};

/** The article's number in a document's id: `de/KA-05406` of a translation, `de/KA-05406#2` of its third passage. */
export function numberOf(id: string): string {
  return id.slice(id.indexOf('/') + 1).replace(/#.*/, '');
}

/** A document, preceded by its action line. */
export type BulkDocument = readonly [action: object, document: object];

/** All translations and passages of a revision. @throws Error when the library has moved on to another. */
export function* documentsOf(db: Database, state: IndexState): Generator<BulkDocument> {
  const readText = createReadText(db);
  for (const index of state.locales.values()) {
    const postingsOf = invertPostings(index);
    for (let document = 0; document < index.size; document++) {
      const facts = {
        products: productsOf(index, document),
        bug: index.bugs[document] === 1,
        behind: isBehind(state, index, document),
        day: index.days[document] ?? 0,
      };
      const id = `${index.locale}/${index.numbers[document] ?? ''}`;
      const { terms, evidence } = postingsOf(document);
      const texts = Array.from(terms, (term) => termOf(index, term));
      const fields = TERM_FIELDS.map(({ name, holds }) => [
        name,
        texts.filter((_, i) => holds(evidence[i] ?? 0)).join(' '),
      ]);
      yield [
        { index: { _id: id } },
        { scope: scopeOf('translation', index.locale), ...facts, ...Object.fromEntries(fields) },
      ];
      const { places, passages } = readText(index.rows[document]);
      for (const [i, { start, end }] of passages.entries()) {
        const hashes = new Set<number>();
        for (let place = 0; place < places.length; place += 2) {
          const at = places[place + 1] ?? 0;
          if (at >= start && at < end) hashes.add(places[place] ?? 0);
        }
        const passage = {
          scope: scopeOf('passage', index.locale),
          ...facts,
          [HASHES]: [...hashes].join(' '),
        };
        yield [{ index: { _id: `${id}#${i}` } }, passage];
      }
    }
  }
}
