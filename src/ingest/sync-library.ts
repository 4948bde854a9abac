import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { TERMS_FOLDER, termsFor } from '../check/terms.js';
import type { Diagnostic, Severity } from '../content/diagnostic.js';
import {
  filesByNumber,
  isArticleFile,
  localeOfFolder,
  scanFile,
  scanFolder,
  type ContentScan,
  type ScannedFile,
} from '../content/scan-folder.js';
import { readArticleFile } from '../content/read-article-file.js';
import { localFileAddress } from '../content/image-folder.js';
import { checkIntegrity, isDamage, openForWriting, readMeta } from '../library/database.js';
import { matchSiteLocale } from '../locale/tag.js';
import { inBatches } from '../thread-pool.js';
import { UNFINISHED, type BatchFile, type BatchGroup } from './compile-batch.js';
import type { CompilePool } from './compile-pool.js';
import { adoptLog } from './change-log.js';
import { LibraryWriter } from './library-writer.js';
import { claimLibrary, putAside } from './library-file.js';
import { isInWalks } from './walk-folders.js';
import { syncWalks, walkFolders } from './sync-walks.js';
import { readSiteTerms, syncOwnWords, type SiteTerms } from './sync-own-words.js';
import type { FileRow } from './writer-statements.js';

/** Progress of a sync. */
export interface SyncProgress {
  readonly done: number;
  readonly total: number;
}

/** Result of a sync. */
export interface SyncReport {
  readonly revision: string;
  /** Article files in the content folder. */
  readonly files: number;
  readonly compiled: number;
  readonly removed: number;
  /** Walks updated or removed. */
  readonly walks: number;
  /** Diagnostics in the whole library, by severity. */
  readonly diagnostics: Readonly<Record<Severity, number>>;
  readonly milliseconds: number;
}

/** Inputs of a sync. */
export interface SyncOptions {
  readonly contentDir: string;
  readonly libraryFile: string;
  readonly sourceLocale: string;
  readonly pool: CompilePool;
  /** Changed paths relative to the content folder; undefined for a full scan. */
  readonly paths?: readonly string[] | undefined;
  /** Check the library's integrity first; takes about a second for 14,000 articles. */
  readonly isVerified?: boolean | undefined;
  /** Days that removals and replaced passages are kept. */
  readonly keepDays?: number | undefined;
  /** Called before any file is read with the folders to watch, so that no change is missed. */
  readonly onFolders?: ((root: string, folders: readonly string[]) => void) | undefined;
  readonly onProgress?: ((progress: SyncProgress) => void) | undefined;
  /** Called with the new path of a damaged library before it is recompiled. */
  readonly onDamage?: ((file: string) => void) | undefined;
}

/** Files per batch. */
const BATCH_SIZE = 48;

/**
 * Synchronize a library with its content folder.
 *
 * Only files whose bytes or source context changed are compiled. Everything is written in one transaction: readers see the old
 * revision until the new one is complete, and an interrupted sync leaves the old one. A damaged library is set
 * aside and recompiled.
 *
 * @throws When the content folder cannot be read or is not the library's, or another process holds the lock.
 */
export async function syncLibrary(options: SyncOptions): Promise<SyncReport> {
  const started = performance.now();
  mkdirSync(path.dirname(options.libraryFile), { recursive: true });
  try {
    return { ...(await syncOnce(options)), milliseconds: performance.now() - started };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const aside = putAside(options.libraryFile);
    options.onDamage?.(aside);
    const report = await syncOnce({ ...options, paths: undefined, isVerified: false }, aside);
    return { ...report, milliseconds: performance.now() - started };
  }
}

/** @param aside - The damaged library that is being replaced. */
async function syncOnce(options: SyncOptions, aside?: string): Promise<Omit<SyncReport, 'milliseconds'>> {
  const started = performance.now();
  // Symbolic links are resolved once, so that the scan and the reads agree even if a link is switched meanwhile.
  const root = realpathSync(options.contentDir);
  const connection = openForWriting(options.libraryFile);
  try {
    if (options.isVerified === true) checkIntegrity(connection);
    adoptLog(connection, options, aside);
    connection.exec('BEGIN IMMEDIATE');
    try {
      claimLibrary(connection, options);
      const scan = options.paths ? scanPaths(root, options.paths) : scanFolder(root);
      const lists = path.join(root, TERMS_FOLDER);
      const watched = [...scan.folders, ...walkFolders(root), ...(existsSync(lists) ? [lists] : [])];
      if (!options.paths) options.onFolders?.(root, watched);
      const terms = readSiteTerms(root);
      const stored = readMeta(connection, 'source-locale');
      const known = stored === '' ? undefined : stored;
      const locales = [...new Set(scan.files.map((file) => file.locale))];
      const source = options.paths ? known : matchSiteLocale(options.sourceLocale, locales);
      const writer = new LibraryWriter(connection, source, options.keepDays);
      const counts = await new Sync(writer, root, options, terms).run(scan);
      const walks = syncWalks(connection, writer, root, options.paths);
      syncOwnWords(writer, root, terms);
      if (counts.compiled + counts.removed + walks > 0)
        writer.putIngest({ files: counts.files, seconds: (performance.now() - started) / 1000 });
      const revision = writer.finish();
      const report = { revision, ...counts, walks, diagnostics: writer.countDiagnostics() };
      connection.exec('COMMIT');
      return report;
    } catch (error) {
      // A damaged file may have aborted the transaction already.
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  } finally {
    connection.close();
  }
}

/** One running sync. */
class Sync {
  private compiled = 0;
  private done = 0;
  private total = 0;

  constructor(
    private readonly writer: LibraryWriter,
    private readonly root: string,
    private readonly options: SyncOptions,
    private readonly terms: SiteTerms,
  ) {}

  async run(scan: ContentScan): Promise<Pick<SyncReport, 'files' | 'compiled' | 'removed'>> {
    const known = new Map(this.knownFiles().map((row) => [row.path, row]));
    const found = new Map(scan.files.map((file) => [file.path, file]));
    const gone = [...known.keys()].filter((path) => !found.has(path));
    for (const path of gone) this.writer.remove(path);
    const isRelisted = this.noteLists(scan);
    await this.compileAll(
      scan.files.filter((file) => isRelisted.has(file.locale) || this.isChanged(file, known.get(file.path))),
    );
    // Compiled files may affect others: a source's labels, a duplicate that was removed.
    for (let round = 0; round < 3; round++) {
      const dependents = this.dependents();
      if (dependents.length === 0) break;
      await this.compileAll(dependents);
    }
    const { paths } = this.options;
    // Walk diagnostics are managed by the walk store.
    if (paths)
      this.writer.putPathDiagnostics(
        paths.filter((path) => !isInWalks(path)),
        scan.diagnostics,
      );
    else this.writer.putScanDiagnostics(scan.diagnostics);
    return {
      files: this.options.paths ? this.writer.countFiles() : scan.files.length,
      compiled: this.compiled,
      removed: gone.length,
    };
  }

  private knownFiles(): readonly FileRow[] {
    const { paths } = this.options;
    return paths ? paths.flatMap((path) => this.writer.file(path) ?? []) : this.writer.files();
  }

  /** Whether a file must be compiled: it is new, its bytes changed, or a referenced file appeared or disappeared. */
  private isChanged(file: ScannedFile, row: FileRow | undefined): boolean {
    if (row === undefined) return true;
    const isThere = (image: string): boolean => localFileAddress(this.root, file.path, image) !== undefined;
    if (row.images.some(([image, wasThere]) => isThere(image) !== wasThere)) return true;
    // What did not finish on a busy machine is tried again once per start.
    if (file.identity !== '' && row.identity === file.identity)
      return row.hash === UNFINISHED && this.options.isVerified === true;
    const read = readArticleFile(this.root, file.path);
    // An unreadable file is only recompiled when its identity changes.
    if ('code' in read) return row.hash !== '' || file.identity !== '';
    if (read.hash !== row.hash) return true;
    this.writer.touch(file);
    return false;
  }

  /** Locales whose list of terms differs from the one their files were compiled with; noted by full scans only. */
  private noteLists({ files }: ContentScan): ReadonlySet<string> {
    const locales = [...new Set(files.map(({ locale }) => locale))];
    if (this.options.paths !== undefined) return new Set();
    return new Set(
      locales.filter((locale) => {
        const list = JSON.stringify([...(termsFor(this.terms.lists, locale) ?? [])]);
        const hash = list === '[]' ? '' : createHash('sha256').update(list).digest('hex');
        const isSame = (this.writer.meta(`terms ${locale}`) ?? '') === hash;
        if (!isSame) this.writer.putMeta(`terms ${locale}`, hash);
        return !isSame;
      }),
    );
  }

  /** Files affected by what this sync changed. */
  private dependents(): ScannedFile[] {
    const { sourceLocale } = this.writer;
    return this.writer.touchedNumbers().flatMap((number) => {
      const contextHash = this.writer.context(number)?.hash ?? '';
      const rows = this.writer.filesOfNumber(number);
      const served = new Set(rows.filter((row) => row.is_served === 1).map((row) => row.locale));
      return rows.filter(
        (row) => (row.locale !== sourceLocale && row.context_hash !== contextHash) || !served.has(row.locale),
      );
    });
  }

  private async compileAll(files: readonly ScannedFile[]): Promise<void> {
    const { pool } = this.options;
    this.total += files.length;
    this.report();
    const scanned = new Map(files.map((file) => [file.path, file]));
    const sizeOf = (group: BatchGroup): number => group.files.length;
    await inBatches(this.groups(files), { size: BATCH_SIZE, sizeOf, width: pool.width }, async (batch) => {
      for (const row of await pool.compile(this.root, batch, this.terms.lists)) {
        this.done += 1;
        const file = scanned.get(row.path);
        if (file === undefined) continue;
        this.compiled += 1;
        this.writer.put(row, file.size, file.identity);
      }
      this.report();
    });
  }

  /** Files of one article stay together, the source first. */
  private groups(scanned: readonly ScannedFile[]): BatchGroup[] {
    return [...filesByNumber(scanned)].map(([number, group]) => {
      const files = group.map(({ path, locale, size }): BatchFile => ({
        path,
        locale,
        isSource: locale === this.writer.sourceLocale,
        // What did not finish is not compiled in this thread, where nothing limits its time.
        size: this.writer.file(path)?.hash === UNFINISHED ? Infinity : size,
      }));
      files.sort((a, b) => Number(b.isSource) - Number(a.isSource));
      return { files, stored: this.writer.context(number) };
    });
  }

  private report(): void {
    this.options.onProgress?.({ done: this.done, total: this.total });
  }
}

/** Scan only the given paths; one that is no longer an article file was removed. */
function scanPaths(root: string, paths: readonly string[]): ContentScan {
  const files: ScannedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const relative of paths) {
    const locale = localeOfFolder(relative.split('/')[0] ?? '');
    if (locale === undefined || !isArticleFile(path.basename(relative))) continue;
    const scanned = scanFile(root, relative, locale);
    if (scanned === undefined) continue;
    if ('code' in scanned) diagnostics.push(scanned);
    // It was just written, so only its bytes tell whether it changed.
    else files.push({ ...scanned, identity: '' });
  }
  return { files, folders: [], diagnostics };
}
