import { createHash } from 'node:crypto';

/** The revision of a library that holds nothing. */
export const EMPTY_REVISION = '0'.repeat(64);

/**
 * Add a file to a revision, or take it out again: the two are one operation, and the order of files does not matter.
 *
 * A revision stands for the exact bytes of every file, so two machines with the same content have the same; it can be brought up
 * to date without reading what did not change.
 *
 * @param revision - 64 hexadecimal digits.
 * @param file - What identifies the file and its bytes.
 */
export function toggleFile(
  revision: string,
  file: { readonly path: string; readonly hash: string; readonly contextHash: string },
): string {
  const print = createHash('sha256').update(`${file.path}\0${file.hash}\0${file.contextHash}`).digest();
  const bytes = Buffer.from(revision, 'hex');
  return Buffer.from(bytes.map((byte, i) => byte ^ (print[i] ?? 0))).toString('hex');
}
