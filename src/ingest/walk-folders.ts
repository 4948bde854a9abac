import { createHash } from 'node:crypto';
import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { parseArticleNumber, type ArticleNumber } from '../article/article-number.js';
import { diagnostic, type Diagnostic } from '../content/diagnostic.js';
import { readArticleFile } from '../content/read-article-file.js';
import { identityOf } from '../content/scan-folder.js';
import type { WalkFile } from '../walk/files/yaml-source.js';

/** The walks folder within the content folder. */
export const WALKS_FOLDER = 'walks';

/** Whether a path, relative to the content folder, belongs to the walks. */
export function isInWalks(relative: string): boolean {
  return relative === WALKS_FOLDER || relative.startsWith(`${WALKS_FOLDER}/`);
}

/** The folder of an article's walk, relative to the content folder. */
export function walkFolder(number: ArticleNumber): string {
  return `${WALKS_FOLDER}/${number}`;
}

/** Largest walk file in bytes; typical texts are a twentieth of it. */
const LARGEST_FILE = 256 * 1024;
/** Most files per walk folder. */
const MOST_FILES = 100;

const WALK_FILE = /^walks\/(K[AT]-\d{5,12})\/[^/]+\.ya?ml$/;

/** Walk folders, and unexpected entries beside them. */
export interface WalkScan {
  /** Absolute path of their parent folder; undefined when there is none. */
  readonly folder: string | undefined;
  readonly numbers: readonly ArticleNumber[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A walk's files as read. */
export interface WalkRead {
  readonly files: readonly WalkFile[];
  /** SHA-256 of their names and bytes, in hexadecimal. */
  readonly hash: string;
  /** Files that could not be read. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The walk number of a path relative to the content folder. */
export function walkOfPath(relative: string): ArticleNumber | undefined {
  return WALK_FILE.exec(relative)?.[1];
}

/** Whether a path relative to the content folder is a walk file. */
export function isWalkFile(relative: string): boolean {
  return walkOfPath(relative) !== undefined;
}

/** List the walks of a content folder, sorted. */
export function scanWalks(root: string): WalkScan {
  const folder = path.join(root, WALKS_FOLDER);
  const entries = readFolder(folder);
  const folders = entries?.filter((entry) => entry.isDirectory()) ?? [];
  const isNumber = ({ name }: Dirent): boolean => parseArticleNumber(name) === name;
  const message =
    'no article has this number; name the folder after its article, such as KA-05406, in upper case';
  return {
    folder: entries && folder,
    numbers: folders.filter(isNumber).map(({ name }) => name),
    diagnostics: folders
      .filter((entry) => !isNumber(entry))
      .map(({ name }) => diagnostic(`${WALKS_FOLDER}/${name}`, 'walk-folder', message)),
  };
}

/**
 * Identify a walk's files by their directory entries, without opening them.
 *
 * @returns Undefined when there is no such folder.
 */
export function walkPrint(root: string, number: ArticleNumber): string | undefined {
  const names = fileNames(root, number);
  if (names === undefined) return undefined;
  const stats = names.map((name) => {
    const file = path.join(root, walkFolder(number), name);
    const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
    return [name, stats && identityOf(stats)];
  });
  return JSON.stringify(stats);
}

/** Read a walk's files whole. */
export function readWalkFiles(root: string, number: ArticleNumber): WalkRead {
  const files: WalkFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const hash = createHash('sha256');
  for (const name of fileNames(root, number) ?? []) {
    const relative = `${walkFolder(number)}/${name}`;
    const read = refuseFile(root, relative) ?? readArticleFile(root, relative);
    hash.update(`${name}\0`);
    if ('code' in read) {
      diagnostics.push(read);
    } else {
      files.push({ name, path: relative, text: read.text });
      hash.update(read.hash);
    }
  }
  return { files, hash: hash.digest('hex'), diagnostics };
}

function refuseFile(root: string, relative: string): Diagnostic | undefined {
  try {
    const file = realpathSync(path.join(root, relative));
    if (!file.startsWith(root + path.sep))
      return diagnostic(
        relative,
        'file-outside',
        'the file links to a target outside the content folder; not read',
      );
    const stat = statSync(file);
    if (!stat.isFile()) return diagnostic(relative, 'file-unreadable', 'not a regular file');
    if (stat.size <= LARGEST_FILE) return undefined;
    const message = `the file has ${stat.size} bytes; the limit is ${LARGEST_FILE}`;
    return diagnostic(relative, 'file-too-large', message);
  } catch {
    return diagnostic(relative, 'file-unreadable', 'the file cannot be read');
  }
}

function fileNames(root: string, number: ArticleNumber): readonly string[] | undefined {
  return readFolder(path.join(root, walkFolder(number)))
    ?.map(({ name }) => name)
    .filter((name) => isWalkFile(`${walkFolder(number)}/${name}`))
    .slice(0, MOST_FILES);
}

function readFolder(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return undefined;
  }
}
