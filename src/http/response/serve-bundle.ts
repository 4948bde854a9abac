import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RequestHandler } from 'express';
import { Problem } from '../../problem.js';
import { sendCacheable } from './send-cacheable.js';

/** `base.css`, `base+chrome.css`: files of one kind, in the order they are to be read. */
const BUNDLE = /^((?:[a-z-]{1,40}\+){0,15}[a-z-]{1,40})\.(css|js)$/;
const TYPES = { css: 'text/css', js: 'text/javascript' } as const;
/** Pages ask for a dozen; only a hostile client asks for more, and empties the memory. */
const MOST_KEPT = 50;

/**
 * `/static/<name>+<name>.css` and `.js`: files of a folder, compressed; several as one, so that a page needs few requests while each file holds one idea.
 *
 * Each script gets a block of its own, so that names of one are none of another's.
 */
export function serveBundle(folder: string): RequestHandler {
  const kept = new Map<string, Promise<string>>();
  return async (req, res, next) => {
    const [bundle, names = '', ending] = BUNDLE.exec(req.path.slice(1)) ?? [];
    if (bundle === undefined || (ending !== 'css' && ending !== 'js')) {
      next();
      return;
    }
    if (!kept.has(bundle) && kept.size >= MOST_KEPT) kept.clear();
    const body = kept.get(bundle) ?? readBundle(folder, names.split('+'), ending);
    kept.set(bundle, body);
    const text = await body.catch(() => {
      kept.delete(bundle);
      throw new Problem('not-found');
    });
    // Pages name the version; applications that load `embed.js` don't, and get a new one within the hour.
    const isVersioned = req.query['v'] !== undefined;
    res.set('Cache-Control', isVersioned ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
    sendCacheable(req, res, { type: TYPES[ending], body: text });
  };
}

async function readBundle(folder: string, names: readonly string[], ending: 'css' | 'js'): Promise<string> {
  const texts = await Promise.all(
    names.map((name) => readFile(path.join(folder, `${name}.${ending}`), 'utf8')),
  );
  if (texts.length === 1) return texts[0] ?? '';
  return texts
    .map((text) => (ending === 'css' ? text : `{\n${text.replace(/^export \{\};$/m, '')}}\n`))
    .join('\n');
}
