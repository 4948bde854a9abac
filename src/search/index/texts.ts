import type { Database } from 'libsql';
import { z } from 'zod';

const ROW = z.object({ text: z.string(), places: z.instanceof(Uint8Array), anchors: z.string() });

export interface KeptText {
  readonly text: string;
  /** Pairs of a term's hash and its offset. */
  readonly places: Uint16Array;
  /** Sections and steps, in order. */
  readonly passages: readonly PassageRange[];
}

export interface PassageRange {
  readonly anchor: string;
  readonly start: number;
  readonly end: number;
}

/** Create a text reader. @returns A function of a document's row. @throws Error when the row is missing. */
export function createReadText(db: Database): (row: number | undefined) => KeptText {
  const select = db.prepare('SELECT text, places, anchors FROM search_text WHERE id = ?');
  return (id) => {
    const { text, places, anchors } = ROW.parse(select.get(id ?? 0));
    const parts = anchors === '' ? [] : anchors.split(' ');
    const starts = parts.flatMap((anchor, i) =>
      i % 2 === 0 ? [{ anchor, start: Number(parts[i + 1]) }] : [],
    );
    const passages = starts.map(({ anchor, start }, i) => ({
      anchor,
      start,
      end: starts[i + 1]?.start ?? text.length,
    }));
    return { text, places: decodePlaces(places), passages };
  };
}

/** 16-bit hash of a term: enough to skip most positions; matches are verified against the text. */
export function hashTerm(term: string): number {
  let hash = 0x811c;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x0193) & 0xffffff;
  return (hash ^ (hash >>> 8)) & 0xffff;
}

/** Pack term positions: pairs of a term's hash and an offset below 65,536. */
export function encodePlaces(pairs: readonly number[]): Buffer {
  const array = Uint16Array.from(pairs);
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

function decodePlaces(bytes: Uint8Array): Uint16Array {
  const source = bytes.byteOffset % 2 === 0 ? bytes : Uint8Array.from(bytes);
  return new Uint16Array(source.buffer, source.byteOffset, source.byteLength >>> 1);
}
