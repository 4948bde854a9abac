import { z } from 'zod';
import type { ArticleFacts } from '../article/article.js';
import { diagnostic, type Diagnostic, type Severity } from '../content/diagnostic.js';
import type { CompiledRow, StoredContext } from './compile-batch.js';
import type { CompanionWriter } from './companion.js';
import { query, type Connection } from '../library/database.js';
import { EMPTY_REVISION, toggleFile } from './revision.js';
import {
  prepareWriterStatements,
  type FileRow,
  type TranslationRow,
  type WriterStatements,
} from './writer-statements.js';

/**
 * Writes compiled files into a library, inside a transaction that its caller holds.
 *
 * `finish` must be called before the transaction is committed.
 */
export class LibraryWriter {
  private readonly touched = new Set<string>();
  private revision: string;
  private readonly before: string;

  private readonly statements: WriterStatements;

  constructor(
    connection: Connection,
    /** The source's locale as its folder is named; undefined when there is none. */
    readonly sourceLocale: string | undefined,
    private readonly companion: CompanionWriter | undefined,
  ) {
    this.statements = prepareWriterStatements(connection);
    if ((this.meta('source-locale') ?? '') !== (sourceLocale ?? '')) {
      for (const { number, locale } of this.statements.keys.all()) companion?.remove(number, locale);
      clear(connection);
    }
    this.before = this.meta('revision') ?? '';
    this.revision = this.before || EMPTY_REVISION;
    this.statements.putMeta.run('source-locale', sourceLocale ?? '');
  }

  /** Numbers of the articles that were changed since the last `finish`. */
  touchedNumbers(): readonly string[] {
    return [...this.touched];
  }

  files(): FileRow[] {
    return this.statements.files.all();
  }

  file(path: string): FileRow | undefined {
    return this.statements.file.get(path);
  }

  filesOfNumber(number: string): FileRow[] {
    return this.statements.filesOfNumber.all(number);
  }

  context(number: string): StoredContext | undefined {
    const row = this.statements.context.get(number);
    return row && { hash: row.hash, context: row.json };
  }

  meta(key: string): string | undefined {
    return this.statements.meta.get(key)?.value;
  }

  /** Note that a file's bytes are the same although its date is not. */
  touch(path: string, size: number, modified: number): void {
    this.statements.touchFile.run(size, modified, path);
  }

  /**
   * Put a compiled file in the place of what the library had of it.
   *
   * Of two files with one number and locale the first by path is served, the other reported.
   */
  put(row: CompiledRow, size: number, modified: number): void {
    this.remove(row.path);
    const { served } = row;
    const rival = served && this.statements.rivals.get(served.number, row.locale)?.path;
    const isShadowed = rival !== undefined && rival < row.path;
    if (rival !== undefined && !isShadowed) this.shadow(rival);
    const isServed = served !== undefined && !isShadowed;
    this.statements.putFile.run(
      row.path,
      row.locale,
      served?.number ?? null,
      size,
      modified,
      row.hash,
      row.contextHash,
      JSON.stringify(row.images),
      isServed ? 1 : 0,
    );
    for (const found of row.diagnostics) this.putDiagnostic(found);
    this.revision = toggleFile(this.revision, row);
    if (served === undefined) return;
    this.touched.add(served.number);
    if (isShadowed) return;
    this.statements.putTranslation.run(
      served.number,
      row.locale,
      served.summary,
      served.facts,
      served.publishedAt ?? null,
    );
    this.statements.putBody.run(served.number, row.locale, served.body);
    if (served.entry !== undefined) this.companion?.put(served.number, row.locale, served.entry);
    if (served.context)
      this.statements.putContext.run(served.number, served.context.hash, served.context.json);
  }

  /** Take a file out, and what it served. */
  remove(path: string): void {
    const known = this.file(path);
    if (known === undefined) return;
    this.revision = toggleFile(this.revision, { ...known, contextHash: known.context_hash });
    this.statements.removeFile.run(path);
    this.statements.removeDiagnostics.run(path);
    if (known.is_served === 1 && known.number !== null) this.unserve(known.number, known.locale);
  }

  /** Bring articles, products and the revision up to date with what was put and removed. */
  finish(): string {
    for (const number of this.touched) this.finishArticle(number);
    this.companion?.finish();
    this.touched.clear();
    if (this.revision !== this.before) {
      this.statements.putMeta.run('revision', this.revision);
      this.statements.putMeta.run('changed-at', new Date().toISOString());
    }
    return this.revision;
  }

  /** Add what lies beside the articles to the revision, or take it out again. */
  toggle(file: Parameters<typeof toggleFile>[1]): void {
    this.revision = toggleFile(this.revision, file);
  }

  putDiagnostic(found: Diagnostic): void {
    this.statements.putDiagnostic.run(
      found.path,
      found.line,
      found.column,
      found.code,
      found.severity,
      found.message,
    );
  }

  /** Diagnostics of what is no article file, such as a link that leads out: those found now replace those found before. */
  putScanDiagnostics(diagnostics: readonly Diagnostic[]): void {
    this.statements.removeScanDiagnostics.run();
    for (const found of diagnostics) this.putDiagnostic(found);
  }

  /** The same for some paths only, the others' diagnostics staying as they are. */
  putPathDiagnostics(paths: readonly string[], diagnostics: readonly Diagnostic[]): void {
    for (const path of paths) if (this.file(path) === undefined) this.statements.removeDiagnostics.run(path);
    for (const found of diagnostics) this.putDiagnostic(found);
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

  private shadow(path: string): void {
    const known = this.file(path);
    if (known?.number) this.unserve(known.number, known.locale);
    this.statements.shadowFile.run(path);
  }

  private unserve(number: string, locale: string): void {
    this.touched.add(number);
    this.statements.removeTranslation.run(number, locale);
    this.statements.removeBody.run(number, locale);
    this.companion?.remove(number, locale);
    if (locale === this.sourceLocale) this.statements.removeContext.run(number);
  }

  private finishArticle(number: string): void {
    this.statements.removeArticle.run(number);
    this.statements.removeProducts.run(number);
    const translations = this.statements.translations.all(number);
    const model = translations.find((row) => row.locale === this.sourceLocale) ?? translations[0];
    const files = this.filesOfNumber(number);
    this.reportDuplicates(files);
    this.reportDifferences(files, translations, model?.facts);
    if (model === undefined) return;
    const updatedAt = translations.reduce(
      (newest, row) => ((row.published_at ?? '') > newest ? (row.published_at ?? '') : newest),
      '',
    );
    this.statements.putArticle.run(
      number,
      JSON.stringify(model.facts),
      updatedAt,
      model.facts.isHidden ? 1 : 0,
    );
    if (model.facts.isHidden) return;
    for (const product of model.facts.products) this.statements.putProduct.run(product, updatedAt, number);
  }

  /** Which file is served can change without the others; their diagnostics must name the right one. */
  private reportDuplicates(files: readonly FileRow[]): void {
    for (const file of files) {
      this.statements.removeDiagnostic.run(file.path, 'duplicate-article');
      if (file.is_served === 1) continue;
      const rival = files.find((other) => other.is_served === 1 && other.locale === file.locale);
      const message = `${rival?.path ?? 'another file'} has the same number and locale and is served instead`;
      this.putDiagnostic(diagnostic(file.path, 'duplicate-article', message));
    }
  }

  private reportDifferences(
    files: readonly FileRow[],
    translations: readonly TranslationRow[],
    model: ArticleFacts | undefined,
  ): void {
    for (const file of files) {
      this.statements.removeDiagnostic.run(file.path, 'metadata-differs');
      const own = translations.find((row) => row.locale === file.locale);
      if (file.is_served === 0 || own === undefined || model === undefined) continue;
      const keys = differingKeys(own.facts, model);
      if (keys.length === 0) continue;
      const message = `${keys.join(', ')} must not differ between locales; the article's first locale decides`;
      this.putDiagnostic(diagnostic(file.path, 'metadata-differs', message));
    }
  }
}

function differingKeys(own: ArticleFacts, model: ArticleFacts): string[] {
  const names = { products: 'product', appliesTo: 'applies-to', isBug: 'bug', isHidden: 'hide' } as const;
  const keys: readonly (keyof typeof names)[] = ['products', 'appliesTo', 'isBug', 'isHidden'];
  return keys
    .filter((key) => JSON.stringify(own[key]) !== JSON.stringify(model[key]))
    .map((key) => names[key]);
}

/** The source's locale at the last sync. */
export function storedSource(connection: Connection): string | undefined {
  const row = query(
    connection,
    "SELECT value FROM meta WHERE key = 'source-locale'",
    z.object({ value: z.string() }),
  ).get();
  return row === undefined || row.value === '' ? undefined : row.value;
}

/** With another source, everything was compiled beside the wrong texts. */
function clear(connection: Connection): void {
  for (const table of [
    'file',
    'diagnostic',
    'context',
    'translation',
    'body',
    'article',
    'article_product',
    'walk',
    'meta',
  ]) {
    connection.exec(`DELETE FROM ${table}`);
  }
}
