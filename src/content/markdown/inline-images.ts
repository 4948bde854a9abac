/** An image that stood in the text as a `data:` address. */
export interface InlineImage {
  readonly mediaType: string;
  readonly base64: string;
  /** What stands in the text now. */
  readonly standIn: string;
}

const DATA_IMAGE = /data:image\/([a-z0-9.+-]{1,20});base64,([A-Za-z0-9+/=]*)/gi;

/**
 * Cut inline images out of a text before anything scans it: single lines hold up to 419 KB of them.
 *
 * @returns The text with stand-ins (`inline-image-0`), and the images in order.
 */
export function cutInlineImages(source: string): {
  readonly source: string;
  readonly images: readonly InlineImage[];
} {
  if (!source.includes('data:')) return { source, images: [] };
  const images: InlineImage[] = [];
  const cut = source.replace(DATA_IMAGE, (_whole, subtype: string, base64: string) => {
    const standIn = `inline-image-${images.length}`;
    images.push({ mediaType: `image/${subtype.toLowerCase()}`, base64, standIn });
    return standIn;
  });
  return { source: cut, images };
}
