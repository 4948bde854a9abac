import path from 'node:path';
import { z } from 'zod';
import type { ArticleNumber } from '../article/article-number.js';
import type { Inspection } from '../check/check-folder.js';
import { diagnostic, isDiagnosticCode } from '../content/diagnostic.js';
import { selectFrom, type Connection } from '../library/database.js';
import { uiLanguages } from '../locale/text-tables.js';
import { parseWalk } from '../walk/files/parse-walk.js';
import type { LibraryWriter } from './library-writer.js';
import {
  readWalkFiles,
  scanWalks,
  walkFolder,
  walkOfPath,
  walkPrint,
  WALKS_FOLDER,
  type WalkRead,
} from './walk-folders.js';

/** Absolute paths of the folders to watch for walks. */
export function walkFolders(root: string): readonly string[] {
  const { folder, numbers } = scanWalks(root);
  return folder === undefined ? [] : [folder, ...numbers.map((number) => path.join(folder, number))];
}

/**
 * Bring the walks of `content/walks/` up to date, inside the library's transaction; to be called once the articles are. Their bytes are
 * part of the library's revision.
 *
 * @param root - The content folder's real path.
 * @param paths - Changed files relative to it; undefined: all walks.
 * @returns How many walks were updated or removed.
 */
export function syncWalks(
  connection: Connection,
  writer: LibraryWriter,
  root: string,
  paths: readonly string[] | undefined,
): number {
  const sync = new WalkSync(connection, writer, root);
  return paths === undefined ? sync.all() : sync.changed(paths);
}

/**
 * Parse a walk.
 *
 * @param stepCount - Steps of its article; undefined when there is no such article.
 * @returns What to store, undefined if something is wrong.
 */
function readWalk(number: ArticleNumber, read: WalkRead, stepCount: number | undefined) {
  const folder = walkFolder(number);
  const parsed = parseWalk({ number, files: read.files, folder, locales: uiLanguages(), stepCount });
  const orphan = `article ${number} does not exist, so this walk cannot be reached`;
  return {
    stored: read.diagnostics.length === 0 ? parsed.stored : undefined,
    diagnostics: [
      ...read.diagnostics,
      ...parsed.diagnostics.map(({ path: file, line, column, code, message }) =>
        diagnostic(file, isDiagnosticCode(code) ? code : 'walk-schema', message, line, column),
      ),
      ...(stepCount === undefined ? [diagnostic(folder, 'walk-without-article', orphan)] : []),
    ],
  };
}

/** The walks of a content folder, and what is wrong with them, by the steps of their articles. */
export function inspectWalks(root: string): Omit<Inspection, 'videoHosts'> {
  const { numbers, diagnostics } = scanWalks(root);
  const inWalk = (number: ArticleNumber, steps: number | undefined) =>
    readWalk(number, readWalkFiles(root, number), steps).diagnostics;
  return {
    walks: numbers,
    diagnostics: (steps) => [
      ...diagnostics,
      ...numbers.flatMap((number) => inWalk(number, steps.get(number))),
    ],
  };
}

/** A walk as the library knows it, faulty ones included. */
const WALK_ROW = z.object({
  number: z.string(),
  /** Names, sizes and dates of its files. */
  print: z.string(),
  /** Hash of its files' bytes. */
  hash: z.string(),
  /** Steps of the article it was checked with; null when there was none. */
  step_count: z.number().nullable(),
});
const STEPS_ROW = z.object({ steps: z.number().nullable() });

class WalkSync {
  private readonly statements: ReturnType<typeof prepareStatements>;
  private readonly known: ReadonlyMap<ArticleNumber, z.infer<typeof WALK_ROW>>;

  constructor(
    connection: Connection,
    private readonly writer: LibraryWriter,
    private readonly root: string,
  ) {
    this.statements = prepareStatements(connection);
    this.known = new Map(this.statements.walks.all().map((walk) => [walk.number, walk]));
  }

  all(): number {
    const scan = scanWalks(this.root);
    const count = this.syncNumbers([...scan.numbers, ...this.known.keys()]);
    // What was found beside the walks before is replaced by what is found now.
    this.statements.removeScanDiagnostics.run();
    this.writer.putDiagnostics(scan.diagnostics);
    return count;
  }

  changed(paths: readonly string[]): number {
    const named = paths.flatMap((changed) => walkOfPath(changed) ?? []);
    // A changed article may have different steps, so its walk is checked again.
    const moved = [...this.known.values()].filter(
      ({ number, step_count }) => this.stepCount(number) !== step_count,
    );
    return this.syncNumbers([...named, ...moved.map(({ number }) => number)]);
  }

  private syncNumbers(numbers: readonly ArticleNumber[]): number {
    return [...new Set(numbers)].filter((number) => this.syncWalk(number)).length;
  }

  /** @returns Whether the walk was reloaded or removed. */
  private syncWalk(number: ArticleNumber): boolean {
    const known = this.known.get(number);
    const print = walkPrint(this.root, number);
    if (print === undefined) {
      this.remove(number);
      return known !== undefined;
    }
    const stepCount = this.stepCount(number);
    const hasSameSteps = known?.step_count === stepCount;
    if (hasSameSteps && known.print === print) return false;
    const read = readWalkFiles(this.root, number);
    if (hasSameSteps && known.hash === read.hash) {
      this.statements.touch.run(print, number);
      return false;
    }
    const { stored, diagnostics } = readWalk(number, read, stepCount ?? undefined);
    this.remove(number);
    this.statements.put.run(number, print, read.hash, stepCount, stored ? JSON.stringify(stored) : null);
    this.writer.putDiagnostics(diagnostics);
    this.writer.toggle({ path: walkFolder(number), hash: read.hash, contextHash: '', images: [] });
    return true;
  }

  private remove(number: ArticleNumber): void {
    const known = this.known.get(number);
    if (known === undefined) return;
    const folder = walkFolder(number);
    this.statements.remove.run(number);
    this.statements.removeDiagnostics.run(folder, `${folder}/*`);
    this.writer.toggle({ path: folder, hash: known.hash, contextHash: '', images: [] });
  }

  /** Steps of the article's translation that has most; null when there is no such article. */
  private stepCount(number: ArticleNumber): number | null {
    return this.statements.steps.get(number)?.steps ?? null;
  }
}

function prepareStatements(connection: Connection) {
  const select = selectFrom(connection);
  const ofWalk = `path = '${WALKS_FOLDER}/' || number OR path GLOB '${WALKS_FOLDER}/' || number || '/*'`;
  return {
    walks: select('SELECT number, print, hash, step_count FROM walk ORDER BY number', WALK_ROW),
    steps: select(
      "SELECT MAX(json_extract(summary, '$.stepCount')) AS steps FROM translation WHERE number = ?",
      STEPS_ROW,
    ),
    touch: connection.prepare('UPDATE walk SET print = ? WHERE number = ?'),
    put: connection.prepare('INSERT INTO walk VALUES (?, ?, ?, ?, ?)'),
    remove: connection.prepare('DELETE FROM walk WHERE number = ?'),
    removeDiagnostics: connection.prepare('DELETE FROM diagnostic WHERE path = ? OR path GLOB ?'),
    removeScanDiagnostics: connection.prepare(
      `DELETE FROM diagnostic WHERE (path = '${WALKS_FOLDER}' OR path GLOB '${WALKS_FOLDER}/*')
         AND NOT EXISTS (SELECT 1 FROM walk WHERE ${ofWalk})`,
    ),
  };
}
