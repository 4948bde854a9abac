import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { diagnostic, type Diagnostic } from './diagnostic.js';

/** Largest article file in bytes; twice the largest real one, inline images included. */
const LARGEST_FILE = 10 * 1024 * 1024;

export interface ArticleFile {
  readonly text: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Read an article file.
 *
 * @param root - The content folder's real path.
 * @param relative - The file's path in it.
 */
export function readArticleFile(root: string, relative: string): ArticleFile | Diagnostic {
  let bytes: Buffer;
  try {
    const file = openSync(path.join(root, relative), 'r');
    try {
      const { size } = fstatSync(file);
      const message = `the file has ${size} bytes; the limit is ${LARGEST_FILE}`;
      if (size > LARGEST_FILE) return diagnostic(relative, 'file-too-large', message);
      bytes = readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    return diagnostic(relative, 'file-unreadable', 'the file cannot be read');
  }
  if (bytes.length === 0) return diagnostic(relative, 'file-empty', 'the file is empty');
  try {
    return { text: decoder.decode(bytes), hash: createHash('sha256').update(bytes).digest('hex') };
  } catch {
    return diagnostic(relative, 'not-utf8', 'the file is not UTF-8');
  }
}
