import { mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { parseArticleNumber } from '../article/article-number.js';
import type { Diagnostic, Severity } from '../content/diagnostic.js';
import {
  isArticleFile,
  localeOfFolder,
  scanFile,
  scanFolder,
  type ContentScan,
  type ScannedFile,
} from '../content/scan-folder.js';
import { localImageAddress } from '../content/image-folder.js';
import { matchSiteLocale } from '../locale/tag.js';
import type { BatchFile, BatchGroup, BatchResult } from './compile-batch.js';
import type { Companion } from './companion.js';
import type { WalkReader } from './walk-reader-type.js';
import type { CompilePool } from './compile-pool.js';
import { openForWriting } from '../library/database.js';
import { LibraryWriter, storedSource } from './library-writer.js';
import type { FileRow } from './writer-statements.js';
import { isInWalks, WalkStore } from './walk-store.js';

/** How far a sync is. */
export interface SyncProgress {
  readonly done: number;
  readonly total: number;
}

/** What a sync did. */
export interface SyncReport {
  readonly revision: string;
  /** Article files in the content folder. */
  readonly files: number;
  readonly compiled: number;
  readonly removed: number;
  /** Walks read anew or taken out. */
  readonly walks: number;
  /** Diagnostics in the whole library, by severity. */
  readonly diagnostics: Readonly<Record<Severity, number>>;
  readonly milliseconds: number;
}

/** What a sync works on. */
export interface SyncOptions {
  readonly contentDir: string;
  readonly libraryFile: string;
  readonly sourceLocale: string;
  readonly pool: CompilePool;
  /** Kept up to date in the same transaction. */
  readonly companion?: Companion | undefined;
  /** Reads the walks beside the articles. */
  readonly walks?: WalkReader | undefined;
  /** Paths, relative to the content folder, known to have changed; undefined: look at every file. */
  readonly paths?: readonly string[] | undefined;
  /** Told, before any file is read, which folders the content lies in; so that a watcher misses nothing. */
  readonly onFolders?: ((folders: readonly string[]) => void) | undefined;
  readonly onProgress?: ((progress: SyncProgress) => void) | undefined;
}

/** Files a batch holds at most: enough to be worth a message, few enough to spread over the workers. */
const BATCH_SIZE = 48;

/**
 * Bring a library up to date with its content folder.
 *
 * Only files whose bytes, or whose source's labels, changed are compiled. All is written in one transaction: readers see the old
 * revision until the new one is whole, and a sync that is cut off leaves the old one.
 *
 * @throws When the content folder cannot be read, or another process keeps the library locked.
 */
export async function syncLibrary(options: SyncOptions): Promise<SyncReport> {
  const started = performance.now();
  mkdirSync(path.dirname(options.libraryFile), { recursive: true });
  const root = realpathSync(options.contentDir);
  const connection = openForWriting(options.libraryFile);
  try {
    options.companion?.createSchema(connection);
    connection.exec('BEGIN IMMEDIATE');
    try {
      const scan = options.paths ? scanPaths(root, options.paths) : scanFolder(root);
      if (!options.paths) options.onFolders?.([...scan.folders, ...(options.walks?.folders(root) ?? [])]);
      const writer = new LibraryWriter(
        connection,
        options.paths ? storedSource(connection) : findSource(scan, options),
        options.companion?.openWriter(connection),
      );
      const counts = await new Sync(writer, root, options).run(scan);
      const walks = options.walks?.sync(new WalkStore(connection, writer), root, options.paths) ?? 0;
      const revision = writer.finish();
      const report = { revision, ...counts, walks, diagnostics: writer.countDiagnostics() };
      connection.exec('COMMIT');
      return { ...report, milliseconds: performance.now() - started };
    } catch (error) {
      connection.exec('ROLLBACK');
      throw error;
    }
  } finally {
    connection.close();
  }
}

function findSource(scan: ContentScan, options: SyncOptions): string | undefined {
  return matchSiteLocale(options.sourceLocale, [...new Set(scan.files.map((file) => file.locale))]);
}

/** One sync under way. */
class Sync {
  private compiled = 0;
  private done = 0;
  private total = 0;

  constructor(
    private readonly writer: LibraryWriter,
    private readonly root: string,
    private readonly options: SyncOptions,
  ) {}

  async run(scan: ContentScan): Promise<Pick<SyncReport, 'files' | 'compiled' | 'removed'>> {
    const known = new Map(this.knownFiles().map((row) => [row.path, row]));
    const found = new Map(scan.files.map((file) => [file.path, file]));
    const gone = [...known.keys()].filter((path) => !found.has(path));
    for (const path of gone) this.writer.remove(path);
    await this.compileAll(scan.files.flatMap((file) => candidate(file, known.get(file.path), this.root)));
    // What was compiled may change what others are read against: labels of a source, a rival file that went away.
    for (let round = 0; round < 3; round++) {
      const dependents = this.dependents();
      if (dependents.length === 0) break;
      await this.compileAll(dependents);
    }
    const { paths } = this.options;
    // A walk's diagnostics are its store's to put and to take out.
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

  /** Files that must be read again because of what this sync changed beside them. */
  private dependents(): Candidate[] {
    const { sourceLocale } = this.writer;
    return this.writer.touchedNumbers().flatMap((number) => {
      const contextHash = this.writer.context(number)?.hash ?? '';
      const rows = this.writer.filesOfNumber(number);
      const served = new Set(rows.filter((row) => row.is_served === 1).map((row) => row.locale));
      return rows
        .filter(
          (row) =>
            (row.locale !== sourceLocale && row.context_hash !== contextHash) || !served.has(row.locale),
        )
        .map((row) => ({ file: { ...row, modified: row.modified }, known: undefined }));
    });
  }

  private async compileAll(candidates: readonly Candidate[]): Promise<void> {
    const { pool } = this.options;
    this.total += candidates.length;
    this.report();
    const scanned = new Map(candidates.map(({ file }) => [file.path, file]));
    const batches = this.batches(candidates);
    const next = async (): Promise<void> => {
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
        for (const result of await pool.compile(batch)) this.take(result, scanned);
        this.report();
      }
    };
    // One batch more than there are workers, so that none waits while results are written.
    await Promise.all(Array.from({ length: pool.width + 1 }, next));
  }

  private take(result: BatchResult, scanned: ReadonlyMap<string, ScannedFile>): void {
    this.done += 1;
    const path = result.kind === 'unchanged' ? result.path : result.row.path;
    const file = scanned.get(path);
    if (file === undefined) return;
    if (result.kind === 'unchanged') {
      this.writer.touch(path, file.size, file.modified);
    } else {
      this.compiled += 1;
      this.writer.put(result.row, file.size, file.modified);
    }
  }

  /** Files of one number go together, the source first, several numbers to a batch. */
  private batches(candidates: readonly Candidate[]): BatchGroup[][] {
    const byNumber = new Map<string, BatchFile[]>();
    for (const { file, known } of candidates) {
      const key = parseArticleNumber(path.basename(file.path, path.extname(file.path))) ?? file.path;
      const isSource = file.locale === this.writer.sourceLocale;
      const files = byNumber.get(key) ?? [];
      if (files.length === 0) byNumber.set(key, files);
      files[isSource ? 'unshift' : 'push']({
        path: file.path,
        locale: file.locale,
        isSource,
        size: file.size,
        known,
      });
    }
    const batches: BatchGroup[][] = [];
    let size = BATCH_SIZE;
    for (const [number, files] of byNumber) {
      if (size >= BATCH_SIZE) {
        batches.push([]);
        size = 0;
      }
      batches.at(-1)?.push({ files, stored: this.writer.context(number) });
      size += files.length;
    }
    return batches;
  }

  private report(): void {
    this.options.onProgress?.({ done: this.done, total: this.total });
  }
}

/** A file to be looked into. */
interface Candidate {
  readonly file: ScannedFile;
  readonly known: BatchFile['known'];
}

/** Whether a file must be looked into: it is new, its date or size changed, or an image of it came or went. */
function candidate(file: ScannedFile, row: FileRow | undefined, root: string): Candidate[] {
  if (row === undefined) return [{ file, known: undefined }];
  const isThere = (image: string): boolean => localImageAddress(root, file.path, image) !== undefined;
  if (row.images.some(([image, wasThere]) => isThere(image) !== wasThere))
    return [{ file, known: undefined }];
  if (row.size === file.size && row.modified === file.modified) return [];
  return [{ file, known: { hash: row.hash, contextHash: row.context_hash } }];
}

/** Look only at some paths; one that is no article file any more is gone. */
function scanPaths(root: string, paths: readonly string[]): ContentScan {
  const files: ScannedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const relative of paths) {
    const locale = localeOfFolder(relative.split('/')[0] ?? '');
    if (locale === undefined || !isArticleFile(path.basename(relative))) continue;
    const scanned = scanFile(root, relative, locale);
    if (scanned === undefined) continue;
    if ('code' in scanned) diagnostics.push(scanned);
    else files.push(scanned);
  }
  return { files, folders: [], diagnostics };
}
