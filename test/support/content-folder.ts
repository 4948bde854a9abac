import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import type { CompilePool } from '../../src/ingest/compile-pool.js';
import { createInlinePool } from '../../src/ingest/compile-pool.js';
import type { CompilerOptions } from '../../src/ingest/compiler-options.js';
import { Library } from '../../src/library/library.js';
import { syncLibrary, type SyncOptions, type SyncReport } from '../../src/ingest/sync-library.js';
import { articleFile, INTERNAL_HOSTS } from './compile.js';

/** Tables of a library, without columns that depend on the time. */
const TABLES: Readonly<Record<string, string>> = {
  file: 'path, locale, number, size, hash, context_hash, images, is_served',
  diagnostic: 'path, line, column, code, severity, message',
  context: 'number, json',
  translation: 'number, locale, summary, facts',
  body: 'number, locale, json',
  article: 'number, json, updated_at, is_hidden',
  article_product: 'product, updated_at, number',
};

/** A temporary content folder, and libraries compiled from it. */
export class ContentFolder {
  private readonly dir = realpathSync(mkdtempSync(path.join(tmpdir(), 'parlance-content-')));
  readonly root = path.join(this.dir, 'content');
  readonly options: CompilerOptions;
  private clock = 0;
  private readers: Library[] = [];

  constructor(given: Partial<CompilerOptions> = {}) {
    mkdirSync(this.root);
    this.options = {
      contentDir: this.root,
      inlineDir: path.join(this.dir, 'images'),
      internalHosts: INTERNAL_HOSTS,
      videoHosts: ['video.example'],
      sourceLocale: 'en',
      ...given,
    };
  }

  get libraryFile(): string {
    return path.join(this.dir, 'library.sqlite');
  }

  /** Write a file; each write has a distinct date, far enough apart for any file system. */
  write(name: string, bytes: string | Uint8Array): void {
    const file = path.join(this.root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    this.touch(name);
  }

  /** Write an article; `front` as in `articleFile`. The number is the file's. */
  article(name: string, body = 'text', front: Readonly<Record<string, string | undefined>> = {}): void {
    this.write(name, articleFile(body, { 'article-number': path.basename(name, '.md'), ...front }));
  }

  touch(name: string): void {
    this.clock += 10;
    utimesSync(path.join(this.root, name), this.clock, this.clock);
  }

  remove(name: string): void {
    rmSync(path.join(this.root, name), { recursive: true, force: true });
  }

  /** Bring the library up to date. */
  sync(
    given: Partial<SyncOptions> = {},
    pool: CompilePool = createInlinePool(this.options),
  ): Promise<SyncReport> {
    const { sourceLocale } = this.options;
    return syncLibrary({
      contentDir: this.root,
      libraryFile: this.libraryFile,
      sourceLocale,
      pool,
      ...given,
    });
  }

  /** A reader of the library. */
  library(fallbackLocales: readonly string[] = ['en'], file = this.libraryFile): Library {
    const library = new Library(file, { fallbackLocales });
    this.readers.push(library);
    return library;
  }

  /** Every row of a library file, in a fixed order. */
  rows(file = this.libraryFile): Record<string, string[]> {
    const connection = new Database(file);
    try {
      const tables = Object.entries(TABLES).map(([table, columns]): [string, string[]] => {
        const rows = connection.prepare(`SELECT ${columns} FROM ${table}`).raw().all();
        return [table, rows.map((row) => JSON.stringify(row)).sort()];
      });
      const meta = connection
        .prepare("SELECT key, value FROM meta WHERE key NOT IN ('changed-at', 'ingest')")
        .raw()
        .all();
      return { ...Object.fromEntries(tables), meta: meta.map((row) => JSON.stringify(row)).sort() };
    } finally {
      connection.close();
    }
  }

  /** The rows of a library built from scratch. */
  async freshRows(): Promise<Record<string, string[]>> {
    const file = path.join(this.dir, 'fresh.sqlite');
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
    await this.sync({ libraryFile: file });
    return this.rows(file);
  }

  close(): void {
    for (const reader of this.readers) reader.close();
    rmSync(this.dir, { recursive: true });
  }
}
