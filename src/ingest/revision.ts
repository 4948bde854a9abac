import { createHash } from 'node:crypto';
import type { CompiledRow } from './compile-batch.js';

/** The revision of a library that holds nothing. */
export const EMPTY_REVISION = '0'.repeat(64);

/**
 * Add a file to a revision, or take it out again: the two are one operation, and the order of files does not matter.
 *
 * A revision stands for the exact bytes of every file and for which of its images are there, so two machines with the same content have the same; it can be brought up
 * to date without reading what did not change.
 *
 * @param revision - 64 hexadecimal digits.
 * @param file - What identifies the file, its bytes and what they were read beside.
 */
export function toggleFile(
  revision: string,
  file: Pick<CompiledRow, 'path' | 'hash' | 'contextHash' | 'images'>,
): string {
  const parts = [file.path, file.hash, file.contextHash, file.images];
  const print = createHash('sha256').update(JSON.stringify(parts)).digest();
  const bytes = Buffer.from(revision, 'hex');
  return Buffer.from(bytes.map((byte, i) => byte ^ (print[i] ?? 0))).toString('hex');
}
