const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array } as const;
type Type = keyof typeof TYPES;

/** Arrays of whole numbers, by name. */
export type PackedArrays = Readonly<Record<string, Uint8Array | Uint16Array | Uint32Array>>;

/** Every array begins at a multiple of it, so that any type can look at it. */
const ALIGNMENT = 8;
const HEADER = /^([a-zA-Z]+):(u8|u16|u32):(\d+)$/;

function typeOf(array: Uint8Array | Uint16Array | Uint32Array): Type {
  return array instanceof Uint8Array ? 'u8' : array instanceof Uint16Array ? 'u16' : 'u32';
}

function isAligned(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.byteOffset % ALIGNMENT === 0 && bytes.buffer instanceof ArrayBuffer;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

/** Put arrays into one run of bytes: a line that names them, and the arrays as they lie in memory. */
export function packArrays(arrays: PackedArrays): Buffer {
  const entries = Object.entries(arrays);
  const names = entries.map(([name, array]) => `${name}:${typeOf(array)}:${array.length}`).join(' ');
  const header = Buffer.from(`${names}\n`);
  const head = aligned(header.length);
  const packed = Buffer.alloc(entries.reduce((sum, [, array]) => sum + aligned(array.byteLength), head));
  packed.set(header);
  let at = head;
  for (const [, array] of entries) {
    packed.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += aligned(array.byteLength);
  }
  return packed;
}

/**
 * Look at packed arrays where they lie; nothing is parsed and nothing copied.
 *
 * @throws Error when the bytes are not what `packArrays` made.
 */
export function unpackArrays(bytes: Uint8Array): PackedArrays {
  const source = isAligned(bytes) ? bytes : Uint8Array.from(bytes);
  const line = source.indexOf(10);
  const header = Buffer.from(source.buffer, source.byteOffset, Math.max(0, line)).toString();
  let at = aligned(line + 1);
  return Object.fromEntries(
    header.split(' ').map((part) => {
      const [, name = '', type, length] = HEADER.exec(part) ?? [];
      if (type !== 'u8' && type !== 'u16' && type !== 'u32') throw new Error('the search index is damaged');
      const array = new TYPES[type](source.buffer, source.byteOffset + at, Number(length));
      at += aligned(array.byteLength);
      return [name, array];
    }),
  );
}
