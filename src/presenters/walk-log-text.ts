import { decodeLog } from '../walk/log/decode-log.js';

/**
 * The text of an uploaded log.
 *
 * What cannot be one (too large, not text) is handed on byte by byte: it is refused, with its reason, where answers are checked.
 */
export function walkLogText(bytes: Uint8Array): string {
  const read = decodeLog(bytes);
  return read.ok ? read.text : Buffer.from(bytes).toString('latin1');
}
