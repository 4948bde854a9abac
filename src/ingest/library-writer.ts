import { createHash } from 'node:crypto';
import type { Article } from '../article/article.js';
import { compareWithSource } from '../article/reading.js';
import { comesBefore, COMPARED, compareFiles } from '../content/compare-files.js';
import type { Diagnostic, Severity } from '../content/diagnostic.js';
import type { ScannedFile } from '../content/scan-folder.js';
import { ChangeLog } from './change-log.js';
import type { CompiledRow, StoredContext } from './compile-batch.js';
import { putMeta, readMeta, type Connection } from '../library/database.js';
import { behindMark, type IngestFacts } from '../library/library-statements.js';
import { createSearchSchema, SearchWriter } from '../search/index/search-writer.js';
import {
  prepareWriterStatements,
  type FileRow,
  type TranslationRow,
  type WriterStatements,
} from './writer-statements.js';

/**
 * Writes compiled files into a library, inside the caller's transaction.
 *
 * Call `finish` before committing.
 */
export class LibraryWriter {
  private readonly touched = new Set<string>();
  private revision: string;
  private readonly before: string;

  private readonly statements: WriterStatements;
  private readonly index: SearchWriter;
  private readonly log: ChangeLog;

  constructor(
    private readonly connection: Connection,
    /** The source's locale as its folder is named; undefined when there is none. */
    readonly sourceLocale: string | undefined,
    keepDays?: number,
  ) {
    createSearchSchema(connection);
    this.statements = prepareWriterStatements(connection);
    this.index = new SearchWriter(connection);
    this.log = new ChangeLog(connection, sourceLocale, keepDays);
    this.before = this.meta('revision') ?? '';
    this.revision = this.before || EMPTY_REVISION;
    if ((this.meta('source-locale') ?? '') !== (sourceLocale ?? '')) {
      // Everything was compiled against the wrong texts.
      for (const file of this.files()) this.remove(file.path);
      connection.exec('DELETE FROM context');
    }
    this.putMeta('source-locale', sourceLocale ?? '');
  }

  /** Articles changed since the last `finish`. */
  touchedNumbers(): readonly string[] {
    return [...this.touched];
  }

  files(): FileRow[] {
    return this.statements.files.all();
  }

  file(file: string): FileRow | undefined {
    return this.statements.file.get(file);
  }

  filesOfNumber(number: string): FileRow[] {
    return this.statements.filesOfNumber.all(number);
  }

  context(number: string): StoredContext | undefined {
    const row = this.statements.context.get(number, this.sourceLocale ?? '');
    return row && { hash: row.hash, context: row.json, path: row.path };
  }

  meta(key: string): string | undefined {
    return readMeta(this.connection, key);
  }

  /** Record a file's new identity or date when its bytes are unchanged. */
  touch({ path, size, identity }: ScannedFile): void {
    this.statements.touchFile.run(size, identity, path);
  }

  /**
   * Store a compiled file, replacing its previous version.
   *
   * Of two files with the same number and locale, the one named like the number is served, else the first by path; the other is
   * reported.
   */
  put(row: CompiledRow, size: number, identity: string): void {
    this.remove(row.path);
    const { served } = row;
    const rival = served && this.statements.rivals.get(served.number, row.locale)?.path;
    const isShadowed = rival !== undefined && comesBefore(rival, row.path);
    if (rival !== undefined && !isShadowed) this.shadow(rival);
    const isServed = served !== undefined && !isShadowed;
    this.statements.putFile.run(
      row.path,
      row.locale,
      served?.number ?? null,
      size,
      identity,
      row.hash,
      row.contextHash,
      JSON.stringify(row.images),
      isServed ? 1 : 0,
    );
    this.putDiagnostics(row.diagnostics);
    this.revision = xorIntoRevision(this.revision, row);
    if (served === undefined) return;
    this.touched.add(served.number);
    if (isShadowed) return;
    this.statements.putTranslation.run(
      served.number,
      row.locale,
      served.summary,
      served.facts,
      served.contentHash,
    );
    this.statements.putBody.run(served.number, row.locale, served.body);
    this.index.put(served.number, row.locale, served.entry);
    this.log.putPassages(served.number, row.locale, served.passages);
    if (served.context !== undefined) this.statements.putContext.run(served.number, served.context);
  }

  /** Remove a file and what was served from it. */
  remove(file: string): void {
    const known = this.file(file);
    if (known === undefined) return;
    this.revision = xorIntoRevision(this.revision, { ...known, contextHash: known.context_hash });
    this.statements.removeFile.run(file);
    this.statements.removeDiagnostics.run(file);
    if (known.is_served === 1 && known.number !== null) this.unserve(known.number, known.locale);
  }

  /** Update articles, products and the revision after changes. */
  finish(): string {
    for (const number of this.touched) this.finishArticle(number);
    this.index.finish();
    this.log.finish(this.before === '');
    this.touched.clear();
    if (this.revision !== this.before) {
      this.putMeta('revision', this.revision);
      this.putMeta('changed-at', new Date().toISOString());
    }
    return this.revision;
  }

  /** Add or remove a non-article file in the revision. */
  toggle(file: Parameters<typeof xorIntoRevision>[1]): void {
    this.revision = xorIntoRevision(this.revision, file);
  }

  putMeta(key: string, value: string): void {
    putMeta(this.connection, key, value);
  }

  /** Record what the sync that changed something last found and took. */
  putIngest(ingest: IngestFacts): void {
    this.putMeta('ingest', JSON.stringify(ingest));
  }

  /** Replace the diagnostics of a non-article file. */
  replaceDiagnostics(path: string, diagnostics: readonly Diagnostic[]): void {
    this.statements.removeDiagnostics.run(path);
    this.putDiagnostics(diagnostics);
  }

  putDiagnostics(diagnostics: readonly Diagnostic[]): void {
    for (const { path, line, column, code, severity, message } of diagnostics)
      this.statements.putDiagnostic.run(path, line, column, code, severity, message);
  }

  /** Replace the diagnostics of non-article paths, such as a symbolic link that leads out. */
  putScanDiagnostics(diagnostics: readonly Diagnostic[]): void {
    this.statements.removeScanDiagnostics.run();
    this.putDiagnostics(diagnostics);
  }

  /** The same for some paths only. */
  putPathDiagnostics(paths: readonly string[], diagnostics: readonly Diagnostic[]): void {
    for (const file of paths) if (this.file(file) === undefined) this.statements.removeDiagnostics.run(file);
    this.putDiagnostics(diagnostics);
  }

  countFiles(): number {
    return this.statements.countFiles.get()?.count ?? 0;
  }

  /** Diagnostics in the library, by severity. */
  countDiagnostics(): Record<Severity, number> {
    const counts = { error: 0, warning: 0, info: 0 };
    for (const row of this.statements.diagnosticCounts.all()) counts[row.severity] = row.count;
    return counts;
  }

  private shadow(file: string): void {
    const known = this.file(file);
    if (known?.number) this.unserve(known.number, known.locale);
    this.statements.shadowFile.run(file);
  }

  private unserve(number: string, locale: string): void {
    this.touched.add(number);
    this.statements.removeTranslation.run(number, locale);
    this.statements.removeBody.run(number, locale);
    this.index.remove(number, locale);
    this.log.removePassages(number, locale);
    if (locale === this.sourceLocale) this.statements.removeContext.run(number);
  }

  /** Which file is served can change alone; the diagnostics of its duplicates must name the right one. */
  private compareFiles(number: string, rows: readonly TranslationRow[]): void {
    const files = this.filesOfNumber(number).map((file) => ({ ...file, isServed: file.is_served === 1 }));
    for (const file of files)
      for (const code of COMPARED) this.statements.removeDiagnostic.run(file.path, code);
    this.putDiagnostics(compareFiles(files, new Map(rows.map(({ locale, facts }) => [locale, facts]))));
  }

  private finishArticle(number: string): void {
    this.statements.removeArticle.run(number);
    this.statements.removeProducts.run(number);
    const rows = this.statements.translations.all(number);
    const model = rows.find((row) => row.locale === this.sourceLocale) ?? rows[0];
    this.compareFiles(number, model ? [model, ...rows] : []);
    if (model === undefined) {
      this.log.noteArticle(number, undefined, new Map());
      return;
    }
    const { facts } = model;
    const translations = rows.map((row) => row.summary);
    const updatedAt = translations.map((row) => row.publishedAt ?? '').reduce((a, b) => (a > b ? a : b), '');
    const article: Article = { number, facts, updatedAt: updatedAt || undefined, translations };
    const source = translations.find(({ locale }) => locale === this.sourceLocale);
    const behind = translations
      .filter((row) => compareWithSource(row, source).state === 'outdated')
      .map(({ locale }) => behindMark(locale))
      .join('');
    const [isHidden, isBug] = [facts.isHidden ? 1 : 0, facts.isBug ? 1 : 0];
    this.statements.putArticle.run(number, JSON.stringify(article), updatedAt, isHidden, isBug, behind);
    this.log.noteArticle(number, article, new Map(rows.map((row) => [row.locale, row.content_hash])));
    if (facts.isHidden) return;
    for (const product of facts.products)
      this.statements.putProduct.run(product, updatedAt, number, isBug, behind);
  }
}

/** The revision of an empty library. */
export const EMPTY_REVISION = '0'.repeat(64);

/**
 * Add a file to a revision or remove it: the same operation (XOR), independent of order.
 *
 * A revision identifies the exact bytes of every file and which images exist, so that two machines with the same content
 * have the same one; it can be updated without reading unchanged files.
 *
 * @param revision - 64 hexadecimal digits.
 * @param file - Path, hash and context hash of the file.
 */
export function xorIntoRevision(
  revision: string,
  file: Pick<CompiledRow, 'path' | 'hash' | 'contextHash' | 'images'>,
): string {
  const parts = [file.path, file.hash, file.contextHash, file.images];
  const print = createHash('sha256').update(JSON.stringify(parts)).digest();
  const bytes = Buffer.from(revision, 'hex');
  return Buffer.from(bytes.map((byte, i) => byte ^ (print[i] ?? 0))).toString('hex');
}
