/** Pictures in memory, the latest asked for. */
export interface PictureStore {
  readonly get: (key: string) => Uint8Array | undefined;
  readonly put: (key: string, picture: Uint8Array) => void;
}

/**
 * Keep pictures up to a size; what was not asked for longest goes first.
 *
 * @param mostBytes - A picture larger than this is not kept at all.
 */
export function createPictureStore(mostBytes: number): PictureStore {
  const pictures = new Map<string, Uint8Array>();
  let bytes = 0;
  const forget = (key: string): void => {
    bytes -= pictures.get(key)?.byteLength ?? 0;
    pictures.delete(key);
  };
  return {
    get: (key) => {
      const picture = pictures.get(key);
      if (picture === undefined) return undefined;
      // A Map keeps the order things were put in.
      pictures.delete(key);
      pictures.set(key, picture);
      return picture;
    },
    put: (key, picture) => {
      forget(key);
      if (picture.byteLength > mostBytes) return;
      pictures.set(key, picture);
      bytes += picture.byteLength;
      for (const oldest of pictures.keys()) {
        if (bytes <= mostBytes) break;
        forget(oldest);
      }
    },
  };
}
