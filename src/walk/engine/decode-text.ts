/** Largest text file taken as an answer, in bytes. */
export const MAX_TEXT_BYTES = 256 * 1024;

const CONTROL = /(?![\t\n\v\f\r])\p{Cc}/gu;
const SAMPLE = 8192;

/**
 * True for binary data: NUL bytes, or more than one control character in ten (terminal colours stay below).
 *
 * @param text - Only its beginning is examined.
 */
export function isBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  return text.includes('\0') || (sample.match(CONTROL)?.length ?? 0) * 10 > sample.length;
}

/**
 * Decode an uploaded text file: UTF-8, UTF-16 by its BOM, else Windows-1252.
 *
 * A file above {@link MAX_TEXT_BYTES} is decoded as Latin-1, so that validation still sees its size.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.byteLength > MAX_TEXT_BYTES) return Buffer.from(bytes).toString('latin1');
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
