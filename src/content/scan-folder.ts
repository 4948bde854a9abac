import { lstatSync, readdirSync, realpathSync, statSync, type BigIntStats, type Dirent } from 'node:fs';
import path from 'node:path';
import type { LocaleTag } from '../article/article.js';
import { parseArticleNumber } from '../article/article-number.js';
import { groupBy } from '../group-by.js';
import { canonicalTag } from '../locale/tag.js';
import { diagnostic, type Diagnostic, type DiagnosticCode } from './diagnostic.js';

/** An article file found by the scan, not yet opened. */
export interface ScannedFile {
  /** Relative to the content folder, with `/`. */
  readonly path: string;
  readonly locale: LocaleTag;
  /** Bytes. */
  readonly size: number;
  /** File identity and modification time; empty when only its bytes can tell whether it changed. */
  readonly identity: string;
}

/** A content folder's article files, sorted by path, and their folders. */
export interface ContentScan {
  readonly files: readonly ScannedFile[];
  /** Absolute paths of all scanned folders, the content folder first; to be watched. */
  readonly folders: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const ARTICLE_FILE = /^k[at]-.*\.md$/i;
/** Misnamed article files: wrong extension, a space for the hyphen, digits only. */
const MISNAMED_FILE =
  /^(?:k[at](?:[\s._\u2010-\u2015-]*\d{1,12}).*|\d{5,12})\.(?:md|mdx|markdown|mdown|mkdn?|md\.txt)$/i;
const LOCALE_FOLDER = /^[a-z]{2,3}(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?$/i;
const DEEPEST = 20;
/** Milliseconds within which a file may be written again in the same tick of the file system's clock. */
const RECENT = 2000;

/**
 * List the article files of a content folder.
 *
 * A folder named like a locale holds its articles at any depth. Symbolic links are followed within the content folder: to files, and
 * to a locale's folder. Misnamed article files are reported, everything else is ignored.
 *
 * @throws When the content folder itself cannot be read.
 */
export function scanFolder(contentDir: string): ContentScan {
  const { files, folders, diagnostics } = new FolderScan(realpathSync(contentDir));
  return { files, folders: [...folders], diagnostics };
}

/** Group files by the article number in their names, else by their path. */
export function filesByNumber(files: readonly ScannedFile[]): ReadonlyMap<string, readonly ScannedFile[]> {
  return groupBy(files, (file) => parseArticleNumber(path.posix.parse(file.path).name) ?? file.path);
}

/** The locale of a folder, if it is named like one; `zh_CN` is `zh-CN`. */
export function localeOfFolder(name: string): LocaleTag | undefined {
  return LOCALE_FOLDER.test(name) ? canonicalTag(name) : undefined;
}

/** Whether a file name is an article's. */
export function isArticleFile(name: string): boolean {
  return ARTICLE_FILE.test(name);
}

/** File identity and modification time, so that a replaced file is detected. */
export function identityOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(':');
}

class FolderScan {
  readonly files: ScannedFile[] = [];
  readonly folders: Set<string>;
  readonly diagnostics: Diagnostic[] = [];

  constructor(private readonly root: string) {
    this.folders = new Set([root]);
    for (const entry of sorted(readdirSync(root, { withFileTypes: true }))) {
      const locale = localeOfFolder(entry.name);
      if (locale === undefined) this.reportStranger(entry);
      else if (entry.isDirectory()) this.walkLocale(entry.name, locale);
      else if (entry.isSymbolicLink()) this.followLink(entry.name, locale);
    }
  }

  private report(file: string, code: DiagnosticCode, message: string): void {
    this.diagnostics.push(diagnostic(file, code, message));
  }

  private walkLocale(name: string, locale: LocaleTag): void {
    if (name.includes('_'))
      this.report(name, 'folder-name', `read as "${locale}"; rename the folder to that`);
    this.walkFolder(name, locale, 1);
  }

  private followLink(name: string, locale: LocaleTag): void {
    const target = realPath(path.join(this.root, name));
    if (target === undefined) this.report(name, 'file-outside', 'the folder is a broken symbolic link');
    else if (!target.startsWith(this.root + path.sep))
      this.report(name, 'file-outside', 'the folder links to a target outside the content folder; not read');
    else if (statSync(target).isDirectory()) this.walkLocale(name, locale);
  }

  /** Articles outside locale folders; names that begin with `.` or `_` are ignored on purpose. */
  private reportStranger(entry: Dirent): void {
    if (ARTICLE_FILE.test(entry.name) && !entry.isDirectory()) {
      const message = 'not read: an article belongs in the folder of its locale, such as de/ or pt-BR/';
      this.report(entry.name, 'file-name', message);
    }
    if (!entry.isDirectory() || /^[._]/.test(entry.name) || entry.name === 'walks') return;
    const entries = readFolder(path.join(this.root, entry.name)) ?? [];
    if (!entries.some(({ name }) => ARTICLE_FILE.test(name))) return;
    const message = 'the articles in this folder are not read: name it after a locale, such as de or pt-BR';
    this.report(entry.name, 'folder-name', message);
  }

  private walkFolder(relative: string, locale: LocaleTag, depth: number): void {
    const absolute = path.join(this.root, relative);
    this.folders.add(absolute);
    const entries = readFolder(absolute);
    if (entries === undefined) this.report(relative, 'file-unreadable', 'the folder cannot be read');
    for (const entry of entries ?? []) {
      // Hidden folders hold link targets (`..data` of a ConfigMap) or tool data.
      if (entry.name.startsWith('.')) continue;
      const inner = `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        if (depth < DEEPEST) this.walkFolder(inner, locale, depth + 1);
      } else if (isArticleFile(entry.name)) this.addFile(inner, locale, entry.isSymbolicLink());
      else if (MISNAMED_FILE.test(entry.name))
        this.report(inner, 'file-name', 'not read: name an article KA-05406.md, the number and nothing else');
    }
  }

  private addFile(relative: string, locale: LocaleTag, isLink: boolean): void {
    const scanned = scanFile(this.root, relative, locale);
    if (scanned === undefined) return;
    if ('code' in scanned) this.diagnostics.push(scanned);
    else this.files.push(scanned);
    // A link's target is written in its own folder, and any link on the way may be switched.
    const places = isLink ? linkPlaces(path.join(this.root, relative)) : [];
    for (const place of places) if (place.startsWith(this.root)) this.folders.add(place);
  }
}

/**
 * Folders in which a path can be redirected: those of the links on the way, and of the file at its end.
 *
 * @param start - An absolute path.
 */
export function linkPlaces(start: string): readonly string[] {
  const places = new Set<string>();
  const real = realPath(start);
  if (real !== undefined) places.add(path.dirname(real));
  for (let part = start; part !== path.dirname(part); part = path.dirname(part)) {
    if (lstatSync(part, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      places.add(realPath(path.dirname(part)) ?? path.dirname(part));
  }
  return [...places];
}

/**
 * Examine one article file.
 *
 * @param root - The content folder's real path.
 * @returns A diagnostic when it cannot be read, is not a file, or is a symbolic link out of the content folder; undefined when
 * it does not exist.
 */
export function scanFile(
  root: string,
  relative: string,
  locale: LocaleTag,
): ScannedFile | Diagnostic | undefined {
  const absolute = path.join(root, relative);
  try {
    let stats = lstatSync(absolute, { bigint: true, throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (stats.isSymbolicLink()) {
      const target = realpathSync(absolute);
      if (!target.startsWith(root + path.sep)) {
        const message = 'the file links to a target outside the content folder; not read';
        return diagnostic(relative, 'file-outside', message);
      }
      stats = statSync(absolute, { bigint: true });
    }
    if (!stats.isFile()) return diagnostic(relative, 'file-unreadable', 'not a regular file');
    const identity = isRecent(stats) ? '' : identityOf(stats);
    return { path: relative, locale, size: Number(stats.size), identity };
  } catch {
    return diagnostic(relative, 'file-unreadable', 'the file cannot be read');
  }
}

function isRecent({ mtimeMs, ctimeMs }: BigIntStats): boolean {
  return Date.now() - Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs) < RECENT;
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

function readFolder(folder: string): readonly Dirent[] | undefined {
  try {
    return sorted(readdirSync(folder, { withFileTypes: true }));
  } catch {
    return undefined;
  }
}

function sorted(entries: Dirent[]): readonly Dirent[] {
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
