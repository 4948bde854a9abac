import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { InlineImage } from './markdown/inline-images.js';
import type { ImageStore } from './compile-translation.js';

/** Bytes an image may have to be served. */
const LARGEST_IMAGE = 8 * 1024 * 1024;

/** Kinds of images that are served, by file ending; no SVG, since it can hold scripts. */
export const IMAGE_TYPES: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
]);

/** The first bytes by which each kind is known, whatever the text calls it. */
const SIGNATURES: readonly (readonly [ending: string, matches: (bytes: Buffer) => boolean])[] = [
  [
    'png',
    (bytes) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  ],
  ['jpg', (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff],
  ['gif', (bytes) => /^GIF8[79]a/.test(bytes.toString('latin1', 0, 6))],
  [
    'webp',
    (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
  ],
];

/**
 * Find the images of a content folder, and keep those cut out of its texts.
 *
 * Files are served at `/images/<path in the content folder>`, cut-out images at `/images/inline/<SHA-256>.<ending>`.
 *
 * @param root - The content folder's real path.
 * @param inlineDir - Where cut-out images are written; made when first needed.
 */
export function createImageFolder(root: string, inlineDir: string): ImageStore {
  return {
    local: (articlePath, source) => localImageAddress(root, articlePath, source),
    inline: (image) => keepInline(inlineDir, image),
  };
}

/**
 * Find a local image.
 *
 * @param root - The content folder's real path.
 * @param articlePath - The article's path in it.
 * @param source - The image's address as the article writes it.
 * @returns The address it is served at; undefined when there is no image that may be served.
 */
export function localImageAddress(root: string, articlePath: string, source: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(source);
  } catch {
    return undefined;
  }
  const ending = path.extname(decoded).slice(1).toLowerCase();
  if (decoded.includes('\0') || path.isAbsolute(decoded) || !IMAGE_TYPES.has(ending)) return undefined;
  const relative = path.posix.join(path.posix.dirname(articlePath), decoded);
  if (relative.startsWith('../')) return undefined;
  if (!isServable(root, path.join(root, relative))) return undefined;
  return `/images/${relative.split('/').map(encodeURIComponent).join('/')}`;
}

/** Whether there is an image of a size we serve, and not behind a link that leads out of the content folder. */
function isServable(root: string, file: string): boolean {
  try {
    const real = realpathSync(file);
    const stats = statSync(real);
    return real.startsWith(root + path.sep) && stats.isFile() && stats.size <= LARGEST_IMAGE;
  } catch {
    return false;
  }
}

/** Written under another name first, so that a reader never sees half an image. */
function keepInline(inlineDir: string, image: InlineImage): string | undefined {
  const bytes = Buffer.from(image.base64, 'base64');
  const ending = SIGNATURES.find(([, matches]) => matches(bytes))?.[0];
  if (
    ending === undefined ||
    bytes.length > LARGEST_IMAGE ||
    IMAGE_TYPES.get(ending) !== normalType(image.mediaType)
  )
    return undefined;
  const name = `${createHash('sha256').update(bytes).digest('hex')}.${ending}`;
  const file = path.join(inlineDir, name);
  if (!existsSync(file)) {
    mkdirSync(inlineDir, { recursive: true });
    const half = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}.tmp`;
    writeFileSync(half, bytes);
    renameSync(half, file);
  }
  return `/images/inline/${name}`;
}

function normalType(mediaType: string): string {
  return mediaType === 'image/jpg' ? 'image/jpeg' : mediaType;
}
