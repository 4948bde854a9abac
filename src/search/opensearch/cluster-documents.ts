import { FIELDS, type Field } from '../index/index-entry.js';
import { isBehind, type IndexState } from '../index/index-state.js';
import { invertPostings, productsOf, termOf } from '../index/segment.js';
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

export const MAPPINGS = {
  dynamic: 'strict',
  _source: { enabled: false },
  properties: {
    locale: { type: 'keyword' },
    products: { type: 'keyword' },
    bug: { type: 'boolean' },
    behind: { type: 'boolean' },
    day: { type: 'integer' },
    ...Object.fromEntries(TERM_FIELDS.map(({ name }) => [name, TERMS])),
  },
};

/** A document, preceded by its action line. */
export type BulkDocument = readonly [action: object, document: object];

/** The article's number in a document's id: `de/KA-05406`. */
export function numberOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

/** All translations of a revision. */
export function* documentsOf(state: IndexState): Generator<BulkDocument> {
  for (const index of state.locales.values()) {
    const postingsOf = invertPostings(index);
    for (let document = 0; document < index.size; document++) {
      const { terms, evidence } = postingsOf(document);
      const texts = Array.from(terms, (term) => termOf(index, term));
      const fields = TERM_FIELDS.map(({ name, holds }) => [
        name,
        texts.filter((_, i) => holds(evidence[i] ?? 0)).join(' '),
      ]);
      yield [
        { index: { _id: `${index.locale}/${index.numbers[document] ?? ''}` } },
        {
          locale: index.locale,
          products: productsOf(index, document),
          bug: index.bugs[document] === 1,
          behind: isBehind(state, index, document),
          day: index.days[document] ?? 0,
          ...Object.fromEntries(fields),
        },
      ];
    }
  }
}
