import { statSync } from 'node:fs';
import Database from 'libsql';
import { z } from 'zod';

/** An open SQLite file. */
export type Connection = Database.Database;

/** Milliseconds a writer waits for another process's transaction. */
const BUSY_TIMEOUT = 120_000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS file (
    path TEXT PRIMARY KEY,
    locale TEXT NOT NULL,
    number TEXT,
    size INTEGER NOT NULL,
    identity TEXT NOT NULL,
    hash TEXT NOT NULL,
    context_hash TEXT NOT NULL,
    images TEXT NOT NULL,
    is_served INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS file_by_number ON file (number, locale);
  CREATE TABLE IF NOT EXISTS diagnostic (
    path TEXT NOT NULL, line INTEGER NOT NULL, column INTEGER NOT NULL,
    code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS diagnostic_by_path ON diagnostic (path);
  CREATE TABLE IF NOT EXISTS context (number TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS translation (
    number TEXT NOT NULL,
    locale TEXT NOT NULL,
    summary TEXT NOT NULL,
    facts TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    PRIMARY KEY (number, locale)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS body (number TEXT NOT NULL, locale TEXT NOT NULL, json TEXT NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS body_by_article ON body (number, locale);
  CREATE TABLE IF NOT EXISTS article (
    number TEXT PRIMARY KEY,
    json TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    is_hidden INTEGER NOT NULL,
    is_bug INTEGER NOT NULL,
    behind TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS article_by_date ON article (is_hidden, updated_at, number, is_bug, behind);
  CREATE TABLE IF NOT EXISTS article_product (
    product TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    number TEXT NOT NULL,
    is_bug INTEGER NOT NULL,
    behind TEXT NOT NULL,
    PRIMARY KEY (product, updated_at, number)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS product_by_article ON article_product (number);
  CREATE TABLE IF NOT EXISTS passage_set (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    locale TEXT NOT NULL,
    print TEXT NOT NULL,
    packed BLOB NOT NULL,
    added_at TEXT,
    removed_at TEXT
  );
  CREATE UNIQUE INDEX IF NOT EXISTS passage_set_by_article ON passage_set (number, locale, print);
  CREATE INDEX IF NOT EXISTS passage_set_by_removal ON passage_set (removed_at) WHERE removed_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS passage (hash TEXT PRIMARY KEY, set_id INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS change (
    sequence INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    locale TEXT NOT NULL,
    change TEXT NOT NULL,
    version INTEGER,
    content_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    changed_at TEXT NOT NULL
  );
  CREATE UNIQUE INDEX IF NOT EXISTS change_by_article ON change (number, locale);
  CREATE TABLE IF NOT EXISTS walk (
    number TEXT PRIMARY KEY,
    print TEXT NOT NULL,
    hash TEXT NOT NULL,
    step_count INTEGER,
    json TEXT
  ) WITHOUT ROWID;
`;

/**
 * Open a library file for writing, with its tables.
 *
 * WAL mode, so that readers keep their revision while a new one is written.
 */
export function openForWriting(file: string): Connection {
  const connection = new Database(file);
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = NORMAL');
    connection.pragma(`busy_timeout = ${BUSY_TIMEOUT}`);
    connection.exec(SCHEMA);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * A read connection to a library file, opened on first use and reopened when the file is replaced:
 * a damaged library is set aside and recompiled, or another release swapped in, while processes are serving.
 */
export class ReadConnection {
  private opened: { readonly connection: Connection; readonly inode: number } | undefined;

  constructor(private readonly file: string) {}

  /** @returns Undefined while there is no file; the same connection until the file is replaced. */
  get(): Connection | undefined {
    const inode = statSync(this.file, { throwIfNoEntry: false })?.ino;
    if (this.opened !== undefined && inode === this.opened.inode) return this.opened.connection;
    this.close();
    if (inode === undefined) return undefined;
    const connection = new Database(this.file);
    connection.pragma('query_only = ON');
    connection.pragma('busy_timeout = 5000');
    this.opened = { connection, inode };
    return connection;
  }

  close(): void {
    this.opened?.connection.close();
    this.opened = undefined;
  }
}

/** Whether an error means that the file is not a valid database and must be set aside. */
export function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

/**
 * Prepare a query whose rows are parsed.
 *
 * @param row - Schema of a row; a mismatch is a bug and throws.
 */
export function query<Row>(connection: Connection, sql: string, row: z.ZodType<Row>): Query<Row> {
  const statement = connection.prepare(sql);
  return {
    all: (...values) => statement.all(...values).map((found) => row.parse(found)),
    get: (...values) => {
      const found: unknown = statement.get(...values);
      return found === undefined ? undefined : row.parse(found);
    },
  };
}

/** The same for several queries of one connection. */
export function selectFrom(connection: Connection): <Row>(sql: string, row: z.ZodType<Row>) => Query<Row> {
  return (sql, row) => query(connection, sql, row);
}

const META = z.object({ value: z.string() });

/** What a library says of itself under a key. @param schema - Of an attached file. */
export function readMeta(connection: Connection, key: string, schema = 'main'): string | undefined {
  return query(connection, `SELECT value FROM ${schema}.meta WHERE key = ?`, META).get(key)?.value;
}

/** Set it. */
export function putMeta(connection: Connection, key: string, value: string): void {
  connection.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(key, value);
}

/** @throws An error that {@link isDamage} recognizes. */
export function checkIntegrity(connection: Connection): void {
  const row = z.object({ quick_check: z.string() });
  const found = query(connection, 'PRAGMA quick_check(1)', row).get()?.quick_check;
  if (found === 'ok') return;
  const message = `the library is damaged: ${found ?? 'unreadable'}`;
  throw Object.assign(new Error(message), { code: 'SQLITE_CORRUPT' });
}

type Value = string | number | Uint8Array | null;

/** A prepared query; takes values in order, or one object with the values of `:name` parameters. */
export interface Query<Row> {
  readonly all: (...values: Value[] | [Readonly<Record<string, Value>>]) => Row[];
  readonly get: (...values: Value[] | [Readonly<Record<string, Value>>]) => Row | undefined;
}

/** A column of JSON we wrote ourselves: only its outermost shape is checked. */
export function json<Value extends object>(
  isValue: (value: object) => boolean = () => true,
): z.ZodType<Value, string> {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.custom<Value>((value) => typeof value === 'object' && value !== null && isValue(value)));
}
