import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ImageStore } from './markdown/dialect.js';
import { ATTACHMENT_TYPES, endingOf, IMAGE_TYPES, LARGEST_ATTACHMENT, LARGEST_IMAGE } from './file-types.js';

/** Magic bytes of each type, regardless of the declared one. */
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
 * Resolve the images of a content folder and store those extracted from its texts.
 *
 * Images are served at `/images/<path in the content folder>`, attachments at `/files/<path>`, cut-out images at
 * `/images/inline/<SHA-256>.<ending>`.
 *
 * @param root - The content folder's real path.
 * @param inlineDir - Folder for extracted images, created when first needed; undefined to check them only.
 */
export function createImageFolder(root: string, inlineDir?: string): ImageStore {
  return {
    local: (articlePath, source) =>
      IMAGE_TYPES.has(endingOf(source)) ? localFileAddress(root, articlePath, source) : undefined,
    file: (articlePath, source) => localFileAddress(root, articlePath, source),
    inline: (mediaType, base64) => keepInline(inlineDir, mediaType, Buffer.from(base64, 'base64')),
  };
}

/**
 * Resolve a local image or attachment.
 *
 * @param source - As written in the article; a fragment (`plan.pdf#page=2`) is kept.
 * @returns Its URL; undefined when there is no such file or it may not be served.
 */
export function localFileAddress(root: string, articlePath: string, source: string): string | undefined {
  const [, name = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/s.exec(source) ?? [];
  const ending = endingOf(source);
  const isImage = IMAGE_TYPES.has(ending);
  if (!isImage && !ATTACHMENT_TYPES.has(ending)) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(name);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || path.isAbsolute(decoded)) return undefined;
  const relative = path.posix.join(path.posix.dirname(articlePath), decoded);
  if (relative.startsWith('../') || relative.includes('/.')) return undefined;
  if (!isServable(root, path.join(root, relative), isImage ? LARGEST_IMAGE : LARGEST_ATTACHMENT))
    return undefined;
  const address = relative.split('/').map(encodeURIComponent).join('/');
  return isImage ? `/images/${address}` : `/files/${address}${fragment}`;
}

/** Whether the file exists, is not too large, and is not behind a symbolic link out of the content folder. */
function isServable(root: string, file: string, largest: number): boolean {
  try {
    const real = realpathSync(file);
    const stats = statSync(real);
    return real.startsWith(root + path.sep) && stats.isFile() && stats.size <= largest;
  } catch {
    return false;
  }
}

function keepInline(inlineDir: string | undefined, mediaType: string, bytes: Buffer): string | undefined {
  const ending = SIGNATURES.find(([, matches]) => matches(bytes))?.[0];
  const isGenuine = IMAGE_TYPES.get(ending ?? '') === mediaType.replace(/^image\/jpg$/, 'image/jpeg');
  if (ending === undefined || !isGenuine || bytes.length > LARGEST_IMAGE) return undefined;
  const name = `${createHash('sha256').update(bytes).digest('hex')}.${ending}`;
  if (inlineDir !== undefined) writeOnce(path.join(inlineDir, name), bytes);
  return `/images/inline/${name}`;
}

/** Written to a temporary name first, so that a partial image is never served. */
function writeOnce(file: string, bytes: Buffer): void {
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  const half = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}.tmp`;
  writeFileSync(half, bytes);
  renameSync(half, file);
}
