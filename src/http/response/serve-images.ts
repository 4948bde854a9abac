import { realpath } from 'node:fs/promises';
import path from 'node:path';
import express, { Router, type RequestHandler } from 'express';
import { IMAGE_TYPES } from '../../content/image-folder.js';
import { localeOfFolder } from '../../content/scan-folder.js';
import { Problem } from '../../problem.js';

/** Where images lie. */
export interface ImageFolders {
  /** The content folder's real path. */
  readonly contentDir: string;
  /** Where images cut out of texts are kept, named by their hash. */
  readonly inlineDir: string;
}

const INLINE_NAME = /^\/[0-9a-f]{64}\.(?:png|jpg|gif|webp)$/;

/**
 * Images of articles: files under the content folder's locales, and those cut out of texts.
 *
 * Only endings on the list; nothing hidden, nothing above the folders.
 */
export function serveImages({ contentDir, inlineDir }: ImageFolders): Router {
  const router = Router({ strict: true });
  const options = { index: false, redirect: false, dotfiles: 'ignore', fallthrough: true } as const;
  const inline = express.static(inlineDir, { ...options, immutable: true, maxAge: '365d' });
  const files = express.static(contentDir, { ...options, maxAge: '1h' });
  router.use(
    '/inline',
    only((url) => INLINE_NAME.test(url), inline),
  );
  router.use(only(isArticleImage, staysInside(contentDir)), files);
  return router;
}

function only(isAllowed: (url: string) => boolean, serve: RequestHandler): RequestHandler {
  return (req, res, next) => {
    if (!isAllowed(req.path)) throw new Problem('not-found');
    // Returned, since what is rejected and not returned ends the process.
    return serve(req, res, next);
  };
}

/** A link among the images must not lead out of the content folder. */
function staysInside(root: string): RequestHandler {
  return async (req, _res, next) => {
    const relative = decodePath(req.path);
    const file = relative && (await realpath(path.join(root, relative)).catch(() => undefined));
    if (file?.startsWith(root + path.sep) !== true) throw new Problem('not-found');
    next();
  };
}

function decodePath(given: string): string | undefined {
  try {
    return decodeURIComponent(given);
  } catch {
    return undefined;
  }
}

function isArticleImage(url: string): boolean {
  const ending = path.posix.extname(url).slice(1).toLowerCase();
  return localeOfFolder(url.split('/')[1] ?? '') !== undefined && IMAGE_TYPES.has(ending);
}
