import path from 'node:path';
import type { ArticleNumber } from '../article/article-number.js';
import { diagnostic, isDiagnosticCode, type Diagnostic } from '../content/diagnostic.js';
import { walkFolder, type CheckedWalk, type WalkStore } from './walk-store.js';
import { uiLanguages } from '../locale/text-tables.js';
import { parseWalk } from '../walk/files/parse-walk.js';
import type { WalkDiagnostic } from '../walk/files/yaml-source.js';
import { readWalkFiles, scanWalks, walkOfPath, walkPrint } from './walk-folders.js';

/** Absolute paths of the folders that must be watched for walks. */
export function walkFolders(root: string): readonly string[] {
  const { folder, numbers } = scanWalks(root);
  return folder === undefined ? [] : [folder, ...numbers.map((number) => path.join(folder, number))];
}

/**
 * Bring the walks of `content/walks/` up to date, inside the library's transaction; to be called once the articles are.
 *
 * @param root - The content folder's real path.
 * @param paths - Files known to have changed, relative to it; undefined: look at every walk.
 * @returns How many walks were read anew or taken out.
 */
export function syncWalks(store: WalkStore, root: string, paths: readonly string[] | undefined): number {
  const known = store.known();
  if (paths !== undefined) {
    // An article that was changed may have other steps now: its walk is checked again.
    const moved = known.filter(({ number, stepCount }) => store.stepCount(number) !== stepCount);
    const named = paths.flatMap((changed) => walkOfPath(changed) ?? []);
    return syncNumbers(store, root, new Set([...named, ...moved.map(({ number }) => number)]));
  }
  const scan = scanWalks(root);
  const count = syncNumbers(store, root, new Set([...scan.numbers, ...known.map(({ number }) => number)]));
  store.putScanDiagnostics(scan.diagnostics);
  return count;
}

function syncNumbers(store: WalkStore, root: string, numbers: ReadonlySet<ArticleNumber>): number {
  const known = new Map(store.known().map((walk) => [walk.number, walk]));
  let count = 0;
  for (const number of numbers) {
    const before = known.get(number);
    const print = walkPrint(root, number);
    if (print === undefined) {
      store.remove(number);
      count += before === undefined ? 0 : 1;
      continue;
    }
    const stepCount = store.stepCount(number);
    const hasSameSteps = before !== undefined && before.stepCount === stepCount;
    if (hasSameSteps && before.print === print) continue;
    const walk = checkWalk(root, number, print, stepCount);
    if (hasSameSteps && before.hash === walk.hash) {
      store.touch(number, print);
      continue;
    }
    store.put(walk);
    count += 1;
  }
  return count;
}

function checkWalk(
  root: string,
  number: ArticleNumber,
  print: string,
  stepCount: number | undefined,
): CheckedWalk {
  const folder = walkFolder(number);
  const read = readWalkFiles(root, number);
  const locales = uiLanguages();
  const parsed = parseWalk({ number, files: read.files, folder, locales, stepCount });
  const orphan =
    stepCount === undefined
      ? [diagnostic(folder, 'walk-without-article', `no locale has ${number}: nothing leads to this walk`)]
      : [];
  const { stored } = parsed;
  const isWhole = stored !== undefined && read.diagnostics.length === 0;
  return {
    number,
    print,
    hash: read.hash,
    stepCount,
    json: isWhole ? JSON.stringify(stored) : undefined,
    diagnostics: [...read.diagnostics, ...parsed.diagnostics.map(toDiagnostic), ...orphan],
  };
}

function toDiagnostic({ path: file, line, column, code, message }: WalkDiagnostic): Diagnostic {
  return diagnostic(file, isDiagnosticCode(code) ? code : 'walk-schema', message, line, column);
}
