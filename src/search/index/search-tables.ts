import { FIELDS, FIELD_WEIGHTS } from './index-entry.js';

const TAG = /^[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;

/**
 * The tables that hold one locale's index: each locale has its own, so that word frequencies are that language's own
 * and a search reads only the languages it asks.
 *
 * @throws Error when the tag is not well formed, which the loader has made sure of.
 * @see docs/decisions/0030-search-index.md
 */
export function localeTables(locale: string): {
  readonly terms: string;
  readonly counts: string;
  readonly titles: string;
} {
  if (!TAG.test(locale)) throw new Error(`not a locale tag: ${JSON.stringify(locale)}`);
  const suffix = locale.toLowerCase().replaceAll('-', '_');
  return {
    terms: `search_terms_${suffix}`,
    counts: `search_counts_${suffix}`,
    titles: `search_titles_${suffix}`,
  };
}

/** Terms come ready made: the tokenizer has only to cut at spaces. */
const TOKENIZER = String.raw`tokenize="ascii tokenchars '.:/\@#$&=+-_'"`;

/** The statements that make one locale's tables. */
export function localeSchema(locale: string): string {
  const { terms, counts, titles } = localeTables(locale);
  return `
    CREATE VIRTUAL TABLE IF NOT EXISTS ${terms} USING fts5(${FIELDS.join(', ')}, content='', contentless_delete=1, ${TOKENIZER});
    INSERT INTO ${terms}(${terms}, rank) VALUES ('rank', 'bm25(${FIELDS.map((field) => FIELD_WEIGHTS[field]).join(', ')})');
    CREATE VIRTUAL TABLE IF NOT EXISTS ${counts} USING fts5vocab(${terms}, row);
    CREATE VIRTUAL TABLE IF NOT EXISTS ${titles} USING fts5(title, content='', contentless_delete=1, prefix='1 2', ${TOKENIZER});
  `;
}

/** The statements that make the tables all locales share. */
export const SEARCH_SCHEMA = `
  CREATE TABLE IF NOT EXISTS search_locale (
    locale TEXT PRIMARY KEY
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS search_document (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    locale TEXT NOT NULL,
    title TEXT NOT NULL,
    title_terms TEXT NOT NULL,
    heading_terms TEXT NOT NULL,
    keyword_terms TEXT NOT NULL,
    description_terms TEXT NOT NULL,
    UNIQUE (number, locale)
  );
  CREATE TABLE IF NOT EXISTS search_text (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS search_product (
    product TEXT NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (product, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS search_product_by_id ON search_product (id);
  CREATE TABLE IF NOT EXISTS search_word (
    locale TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (locale, word)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS search_common (
    locale TEXT NOT NULL,
    term TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (locale, term)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS search_compound (
    locale TEXT NOT NULL,
    part TEXT NOT NULL,
    compound TEXT NOT NULL,
    PRIMARY KEY (locale, part, compound)
  ) WITHOUT ROWID;
`;
