import { lstatSync, readdirSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import path from 'node:path';
import type { LocaleTag } from '../article/article.js';
import { canonicalTag } from '../locale/tag.js';
import { diagnostic, type Diagnostic } from './diagnostic.js';

/** An article file as the folder shows it; not opened yet. */
export interface ScannedFile {
  /** Relative to the content folder, with `/`. */
  readonly path: string;
  readonly locale: LocaleTag;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970, with fractions. */
  readonly modified: number;
}

/** A content folder's article files, sorted by path, and the folders they lie in. */
export interface ContentScan {
  readonly files: readonly ScannedFile[];
  /** Absolute paths of every folder looked into, the content folder first; what a watcher must watch. */
  readonly folders: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const ARTICLE_FILE = /^k[at]-.*\.md$/i;
const LOCALE_FOLDER = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?$/i;
const DEEPEST = 20;

/**
 * List the article files of a content folder.
 *
 * A folder named like a locale holds that locale's articles at any depth; everything else is ignored. Links are followed to files
 * inside the content folder only, and never to folders.
 *
 * @throws When the content folder itself cannot be read.
 */
export function scanFolder(contentDir: string): ContentScan {
  const root = realpathSync(contentDir);
  const found: Found = { root, files: [], folders: [root], diagnostics: [] };
  for (const entry of sorted(readdirSync(root, { withFileTypes: true }))) {
    const locale = localeOfFolder(entry.name);
    if (locale !== undefined && entry.isDirectory()) walkFolder(found, entry.name, locale, 1);
  }
  return found;
}

/** The locale whose articles a folder of the content folder holds, if it is named like one. */
export function localeOfFolder(name: string): LocaleTag | undefined {
  return LOCALE_FOLDER.test(name) ? canonicalTag(name) : undefined;
}

/** Whether a file's name is an article's. */
export function isArticleFile(name: string): boolean {
  return ARTICLE_FILE.test(name);
}

interface Found {
  readonly root: string;
  readonly files: ScannedFile[];
  readonly folders: string[];
  readonly diagnostics: Diagnostic[];
}

function walkFolder(found: Found, relative: string, locale: LocaleTag, depth: number): void {
  const absolute = path.join(found.root, relative);
  found.folders.push(absolute);
  let entries: readonly Dirent[];
  try {
    entries = sorted(readdirSync(absolute, { withFileTypes: true }));
  } catch {
    found.diagnostics.push(diagnostic(relative, 'file-unreadable', 'the folder cannot be read'));
    return;
  }
  for (const entry of entries) {
    const inner = `${relative}/${entry.name}`;
    if (entry.isDirectory()) {
      if (depth < DEEPEST) walkFolder(found, inner, locale, depth + 1);
    } else if (isArticleFile(entry.name)) {
      const scanned = scanFile(found.root, inner, locale);
      if (scanned === undefined) continue;
      if ('code' in scanned) found.diagnostics.push(scanned);
      else found.files.push(scanned);
    }
  }
}

/**
 * Look at one article file.
 *
 * @param root - The content folder's real path.
 * @returns A diagnostic when it cannot be looked at, is no file, or is a link that leads out of the content folder; undefined when
 *   there is nothing.
 */
export function scanFile(
  root: string,
  relative: string,
  locale: LocaleTag,
): ScannedFile | Diagnostic | undefined {
  const absolute = path.join(root, relative);
  try {
    let stats: Stats | undefined = lstatSync(absolute, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (stats.isSymbolicLink()) {
      const target = realpathSync(absolute);
      if (!target.startsWith(root + path.sep)) {
        return diagnostic(
          relative,
          'file-outside',
          'the file is a link that leads out of the content folder; not read',
        );
      }
      stats = statSync(absolute);
    }
    if (!stats.isFile()) return diagnostic(relative, 'file-unreadable', 'not a regular file');
    return { path: relative, locale, size: stats.size, modified: stats.mtimeMs };
  } catch {
    return diagnostic(relative, 'file-unreadable', 'the file cannot be read');
  }
}

function sorted(entries: Dirent[]): readonly Dirent[] {
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
