import Database from 'libsql';
import MiniSearch from 'minisearch';
import type { LoadedTranslation } from './load-corpus.js';

/** Answers a query with article numbers, best first. */
export type Engine = (query: string, locale: string) => readonly string[];

interface PlainDocument {
  readonly id: number;
  readonly number: string;
  readonly locale: string;
  readonly title: string;
  readonly keywords: string;
  readonly description: string;
  readonly text: string;
}

const FIELDS = ['title', 'keywords', 'description', 'text'];

function toDocument({ translation }: LoadedTranslation, id: number): PlainDocument {
  const { number, locale, title, keywords, description, sections } = translation;
  const text = sections.map((section) => section.text).join('\n');
  return { id, number, locale, title, keywords: keywords.join(', '), description: description ?? '', text };
}

/** MiniSearch as it comes, given the asker's locale as a filter. */
export function miniSearchEngine(loaded: readonly LoadedTranslation[]): Engine {
  const engine = new MiniSearch<PlainDocument>({ fields: FIELDS, storeFields: ['number', 'locale'] });
  engine.addAll(loaded.map(toDocument));
  return (query, locale) =>
    engine
      .search(query, { filter: (hit) => hit['locale'] === locale })
      .slice(0, 10)
      .map((hit) => String(hit['number']));
}

/** SQLite's FTS5 with its usual tokenizer, any of the words, given the asker's locale as a filter. */
export function plainFtsEngine(loaded: readonly LoadedTranslation[]): Engine {
  const db = new Database(':memory:');
  db.exec(
    `CREATE VIRTUAL TABLE plain USING fts5(${FIELDS.join(', ')}, number UNINDEXED, locale UNINDEXED, tokenize=unicode61)`,
  );
  const insert = db.prepare('INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?)');
  db.exec('BEGIN');
  for (const { title, keywords, description, text, number, locale } of loaded.map(toDocument)) {
    insert.run(title, keywords, description, text, number, locale);
  }
  db.exec('COMMIT');
  const select = db.prepare(
    'SELECT number FROM plain WHERE plain MATCH ? AND locale = ? ORDER BY rank LIMIT 10',
  );
  return (query, locale) => {
    const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
    const rows = select.all(words.map((word) => `"${word}"`).join(' OR '), locale) as { number: string }[];
    return rows.map((row) => row.number);
  };
}
