import type { LogFault } from './log-reading.js';

/** Largest log taken, in bytes. */
export const MAX_LOG_BYTES = 256 * 1024;

/** The text of an upload, or why it has none. */
type LogText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: LogFault };

const CONTROL = /(?![\t\n\v\f\r])\p{Cc}/gu;
const SAMPLE = 8192;

/**
 * True for text no log holds: zero bytes, or more than one control character in ten (colours of a terminal stay below).
 *
 * @param text - Judged by its beginning.
 */
export function isBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  return text.includes('\0') || (sample.match(CONTROL)?.length ?? 0) * 10 > sample.length;
}

/**
 * Decode an uploaded log: UTF-8, UTF-16 by its mark, else Windows-1252 as old consoles save it.
 *
 * @param bytes - The upload as it came.
 * @returns The text, or `tooLarge` (answer 413) or `binary`.
 */
export function decodeLog(bytes: Uint8Array): LogText {
  if (bytes.byteLength > MAX_LOG_BYTES)
    return { ok: false, fault: { reason: 'tooLarge', limit: MAX_LOG_BYTES } };
  const text = decode(bytes);
  return isBinary(text) ? { ok: false, fault: { reason: 'binary' } } : { ok: true, text };
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
