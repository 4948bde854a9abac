import { realpath, stat, readFile } from 'node:fs/promises';
import path from 'node:path';
import express, { Router, type RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import { ATTACHMENT_TYPES, endingOf, IMAGE_TYPES, LARGEST_ATTACHMENT } from '../../content/file-types.js';
import { localeOfFolder } from '../../content/scan-folder.js';
import { Problem } from '../../problem.js';
import { sendCacheable } from './send-cacheable.js';

/** Image folders. */
export interface ImageFolders {
  /** The configured content folder; symbolic links are resolved per request. */
  readonly contentDir: string;
  /** Folder of images extracted from texts, named by hash. */
  readonly inlineDir: string;
}

const INLINE_NAME = /^\/[0-9a-f]{64}\.(?:png|jpg|gif|webp)$/;
const OPTIONS = { index: false, redirect: false, dotfiles: 'ignore', fallthrough: true } as const;

/**
 * Images of articles: files in the content folder's locales, and those extracted from texts.
 *
 * Only listed extensions; no hidden files, nothing outside the folders.
 */
export function serveImages({ contentDir, inlineDir }: ImageFolders): Router {
  const router = Router({ strict: true });
  const inline = express.static(inlineDir, { ...OPTIONS, immutable: true, maxAge: '365d' });
  router.use('/inline', (req, res, next) => {
    if (!INLINE_NAME.test(req.path)) throw new Problem('not-found');
    return inline(req, res, next);
  });
  router.use(checkFile(contentDir, IMAGE_TYPES), express.static(contentDir, { ...OPTIONS, maxAge: '1h' }));
  return router;
}

/** Files attached to articles: downloaded, never rendered within the site. */
export function serveAttachments({ contentDir }: Pick<ImageFolders, 'contentDir'>): Router {
  const router = Router({ strict: true });
  const files = express.static(contentDir, {
    ...OPTIONS,
    maxAge: '1h',
    setHeaders: (res, file) => {
      res.attachment(path.basename(file));
      res.set('Content-Type', ATTACHMENT_TYPES.get(endingOf(file)) ?? 'application/octet-stream');
    },
  });
  router.use(checkFile(contentDir, ATTACHMENT_TYPES, LARGEST_ATTACHMENT), files);
  return router;
}

/** Serve only files in a locale's folder, not symbolic links that lead out of the content folder. */
function checkFile(
  contentDir: string,
  types: ReadonlyMap<string, string>,
  largest = Number.POSITIVE_INFINITY,
): RequestHandler {
  return async (req, _res, next) => {
    const relative = readPath(req.path);
    if (relative === undefined || !types.has(endingOf(relative))) throw new Problem('not-found');
    const [root, file] = await Promise.all([
      realpath(contentDir).catch(() => contentDir),
      realpath(path.join(contentDir, relative)).catch(() => undefined),
    ]);
    if (file?.startsWith(root + path.sep) !== true) throw new Problem('not-found');
    if ((await stat(file)).size > largest) throw new Problem('not-found');
    next();
  };
}

/** @returns Undefined for a path that is not in plain, canonical form. */
function readPath(given: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(given);
  } catch {
    return undefined;
  }
  if (/[\\\0]/.test(decoded) || decoded.split('/').includes('..')) return undefined;
  return localeOfFolder(decoded.split('/')[1] ?? '') === undefined ? undefined : decoded;
}

/** `base.css`, `base+chrome.css`: files of one kind, in load order. */
const BUNDLE = /^((?:[a-z-]{1,40}\+){0,15}[a-z-]{1,40})\.(css|js)$/;
const TYPES = { css: 'text/css', js: 'text/javascript' } as const;
/** Pages request a dozen; a hostile client that requests more only evicts entries. */
const MOST_KEPT = 50;

/**
 * `/static/<name>+<name>.css` and `.js`: files of a folder, compressed; several as one, so that a page needs few requests while each file holds one idea.
 *
 * Each script is wrapped in a block so that its names stay local.
 */
export function serveBundle(folder: string): RequestHandler {
  const kept = new LRUCache<string, string, () => Promise<string>>({
    max: MOST_KEPT,
    fetchMethod: (_bundle, _stale, { context: read }) => read(),
  });
  return async (req, res, next) => {
    const [bundle, names = '', ending] = BUNDLE.exec(req.path.slice(1)) ?? [];
    if (bundle === undefined || (ending !== 'css' && ending !== 'js')) {
      next();
      return;
    }
    const context = (): Promise<string> => readBundle(folder, names.split('+'), ending);
    const text = await kept.forceFetch(bundle, { context }).catch(() => {
      throw new Problem('not-found');
    });
    // Pages name the version; applications that load `embed.js` do not and get a new one within the hour.
    const isVersioned = req.query['v'] !== undefined;
    res.set('Cache-Control', isVersioned ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
    sendCacheable(req, res, { type: TYPES[ending], body: text });
  };
}

/** Read style sheets or scripts as one. @param names - Without their ending. */
export async function readBundle(
  folder: string,
  names: readonly string[],
  ending: 'css' | 'js',
): Promise<string> {
  const texts = await Promise.all(
    names.map((name) => readFile(path.join(folder, `${name}.${ending}`), 'utf8')),
  );
  if (texts.length === 1) return texts[0] ?? '';
  return texts
    .map((text) => (ending === 'css' ? text : `{\n${text.replace(/^export \{\};$/m, '')}}\n`))
    .join('\n');
}
