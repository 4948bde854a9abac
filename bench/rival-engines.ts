import Database from 'libsql';
import MiniSearch from 'minisearch';
import type { LoadedTranslation } from './load-corpus.js';

/** Returns article numbers for a query, best first. */
export type Engine = (query: string, locale: string) => readonly string[] | Promise<readonly string[]>;

interface PlainDocument {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly keywords: string;
  readonly description: string;
  readonly text: string;
}

const FIELDS = ['title', 'keywords', 'description', 'text'];

function toDocument({ translation }: LoadedTranslation, id: number): PlainDocument {
  const { number, title, keywords, description, sections } = translation;
  const text = sections.map((section) => section.text).join('\n');
  return { id, number, title, keywords: keywords.join(', '), description: description ?? '', text };
}

function firstTen(numbers: Iterable<string>): readonly string[] {
  return [...new Set(numbers)].slice(0, 10);
}

/** MiniSearch with its default settings, over all locales. */
export function miniSearchEngine(loaded: readonly LoadedTranslation[]): Engine {
  const engine = new MiniSearch<PlainDocument>({ fields: FIELDS, storeFields: ['number'] });
  engine.addAll(loaded.map(toDocument));
  return (query) => firstTen(engine.search(query).map((hit) => String(hit['number'])));
}

/** SQLite's FTS5 with its default tokenizer: any of the words, over all locales. */
export function plainFtsEngine(loaded: readonly LoadedTranslation[]): Engine {
  const db = new Database(':memory:');
  db.exec(
    `CREATE VIRTUAL TABLE plain USING fts5(${FIELDS.join(', ')}, number UNINDEXED, tokenize=unicode61)`,
  );
  const insert = db.prepare('INSERT INTO plain VALUES (?, ?, ?, ?, ?)');
  db.exec('BEGIN');
  for (const { title, keywords, description, text, number } of loaded.map(toDocument)) {
    insert.run(title, keywords, description, text, number);
  }
  db.exec('COMMIT');
  const select = db.prepare('SELECT number FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 120');
  return (query) => {
    const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
    const rows = select.all(words.map((word) => `"${word}"`).join(' OR ')) as { number: string }[];
    return firstTen(rows.map((row) => row.number));
  };
}
