import { existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { putMeta, ReadConnection, readMeta, type Connection } from '../library/database.js';

/** A library and its content folder. */
export interface LibraryPlace {
  readonly libraryFile: string;
  readonly contentDir: string;
}

/**
 * Record the content folder of a library, in a transaction.
 *
 * @throws Error with a one-line message when it was made from another folder, which would remove all its articles.
 */
export function claimLibrary(connection: Connection, place: LibraryPlace): void {
  const refusal = refuseOther(readMeta(connection, 'content-dir'), place);
  if (refusal !== undefined) throw new Error(refusal);
  putMeta(connection, 'content-dir', relativePlace(place));
}

/** Why a library must not be used for a content folder; undefined when it may. */
export function otherContentFolder(place: LibraryPlace): string | undefined {
  const source = new ReadConnection(place.libraryFile);
  try {
    const connection = source.get();
    return connection && refuseOther(readMeta(connection, 'content-dir'), place);
  } catch {
    // Damaged or empty: the next sync rewrites it.
    return undefined;
  } finally {
    source.close();
  }
}

/**
 * Move a damaged library out of the way.
 *
 * @returns Its new path.
 */
export function putAside(libraryFile: string): string {
  const aside = libraryFile.replace(/(?:\.sqlite)?$/, '.damaged');
  for (const ending of ['', '-wal', '-shm']) {
    rmSync(aside + ending, { force: true });
    if (existsSync(libraryFile + ending)) renameSync(libraryFile + ending, aside + ending);
  }
  return aside;
}

/** Stored relative to the library, since the two are often moved together. */
function relativePlace({ libraryFile, contentDir }: LibraryPlace): string {
  return path.relative(path.dirname(path.resolve(libraryFile)), path.resolve(contentDir));
}

/** Whether a library's recorded folder is this content folder. */
export function isMadeFrom(stored: string | undefined, place: LibraryPlace): boolean {
  return stored !== undefined && refuseOther(stored, place) === undefined;
}

function refuseOther(stored: string | undefined, place: LibraryPlace): string | undefined {
  if (stored === undefined || stored === relativePlace(place)) return undefined;
  const former = path.resolve(path.dirname(path.resolve(place.libraryFile)), stored);
  if (!existsSync(former) || realpathSync(former) === realpathSync(place.contentDir)) return undefined;
  return `DATA_DIR: its library was made from ${former}, not from ${path.resolve(place.contentDir)}; take another DATA_DIR, or delete ${place.libraryFile}`;
}
