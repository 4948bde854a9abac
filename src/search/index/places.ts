import { Buffer } from 'node:buffer';

/** Sixteen bits of a term: enough to pass over most places at a glance; whoever marks one looks at the text itself. */
export function hashTerm(term: string): number {
  let hash = 0x811c;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x0193) & 0xffffff;
  return (hash ^ (hash >>> 8)) & 0xffff;
}

/** Keep where terms stand in a text: pairs of a term's hash and an offset below 65,536. */
export function encodePlaces(pairs: readonly number[]): Buffer {
  const array = Uint16Array.from(pairs);
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

/** @see encodePlaces */
export function decodePlaces(bytes: Uint8Array): Uint16Array {
  const source = bytes.byteOffset % 2 === 0 ? bytes : Uint8Array.from(bytes);
  return new Uint16Array(source.buffer, source.byteOffset, source.byteLength >>> 1);
}
