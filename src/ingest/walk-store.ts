import { z } from 'zod';
import type { ArticleNumber } from '../article/article-number.js';
import type { Diagnostic } from '../content/diagnostic.js';
import { selectFrom, type Connection } from '../library/database.js';
import type { LibraryWriter } from './library-writer.js';

/** Where walks lie in the content folder. */
export const WALKS_FOLDER = 'walks';

/** Whether a path, relative to the content folder, belongs to the walks. */
export function isInWalks(relative: string): boolean {
  return relative === WALKS_FOLDER || relative.startsWith(`${WALKS_FOLDER}/`);
}

/** The folder of an article's walk, relative to the content folder. */
export function walkFolder(number: ArticleNumber): string {
  return `${WALKS_FOLDER}/${number}`;
}

const ROW = z.object({
  number: z.string(),
  print: z.string(),
  hash: z.string(),
  step_count: z.number().nullable(),
});
const STEPS_ROW = z.object({ steps: z.number().nullable() });

/** A walk as the library knows it. */
export interface KnownWalk {
  readonly number: ArticleNumber;
  /** Names, sizes and dates of its files. */
  readonly print: string;
  /** Of its files' bytes. */
  readonly hash: string;
  /** Steps of the article it was checked with; undefined when there was none. */
  readonly stepCount: number | undefined;
}

/** A walk that was read and checked. */
export interface CheckedWalk extends KnownWalk {
  /** What is served; undefined for a faulty one. */
  readonly json: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes walks, inside the library's transaction; their bytes are part of its revision. */
export class WalkStore {
  private readonly statements: ReturnType<typeof prepareStatements>;

  constructor(
    connection: Connection,
    private readonly writer: LibraryWriter,
  ) {
    this.statements = prepareStatements(connection);
  }

  /** Every walk in the library, faulty ones included. */
  known(): readonly KnownWalk[] {
    return this.statements.rows.all().map(({ number, print, hash, step_count }) => {
      return { number, print, hash, stepCount: step_count ?? undefined };
    });
  }

  /** Steps of the article's translation that has most; undefined when there is no such article. */
  stepCount(number: ArticleNumber): number | undefined {
    return this.statements.steps.get(number)?.steps ?? undefined;
  }

  /** Note that a walk's bytes are the same although its files' dates are not. */
  touch(number: ArticleNumber, print: string): void {
    this.statements.touch.run(print, number);
  }

  put(walk: CheckedWalk): void {
    this.remove(walk.number);
    const { number, print, hash, stepCount, json } = walk;
    this.statements.put.run(number, print, hash, stepCount ?? null, json ?? null);
    for (const found of walk.diagnostics) this.writer.putDiagnostic(found);
    this.writer.toggle({ path: walkFolder(number), hash, contextHash: '', images: [] });
  }

  remove(number: ArticleNumber): void {
    const known = this.statements.row.get(number);
    if (known === undefined) return;
    const folder = walkFolder(number);
    this.statements.remove.run(number);
    this.statements.removeDiagnostics.run(folder, `${folder}/*`);
    this.writer.toggle({ path: folder, hash: known.hash, contextHash: '', images: [] });
  }

  /** Diagnostics of what is no walk: those found now replace those found before. */
  putScanDiagnostics(diagnostics: readonly Diagnostic[]): void {
    this.statements.removeScanDiagnostics.run();
    for (const found of diagnostics) this.writer.putDiagnostic(found);
  }
}

function prepareStatements(connection: Connection) {
  const select = selectFrom(connection);
  const ofWalk = `path = '${WALKS_FOLDER}/' || number OR path GLOB '${WALKS_FOLDER}/' || number || '/*'`;
  return {
    rows: select('SELECT number, print, hash, step_count FROM walk ORDER BY number', ROW),
    row: select('SELECT number, print, hash, step_count FROM walk WHERE number = ?', ROW),
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
