import { LOCALE_MARK } from '../../article/html.js';
import { cutInlineImages, type InlineImage } from './inline-images.js';
import { shiftTwoDigitItems } from './two-digit-items.js';

/** A source ready to be parsed; its lines are the file's lines. */
export interface PreparedSource {
  readonly source: string;
  readonly images: readonly InlineImage[];
}

/**
 * Even out what the export and the translation tools left in a text.
 *
 * Line ends become LF, private-use marks of ours and control characters go, lines that only look empty become so, inline images
 * are cut out, and the children of two-digit list items are indented as CommonMark wants them.
 */
export function prepareSource(raw: string): PreparedSource {
  const even = raw
    .replace(/\r\n?/g, '\n')
    .replaceAll(LOCALE_MARK, '')
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFEFF]/g, '')
    // The editor's empty paragraphs: Markdown would join the paragraphs on both sides.
    .replace(/^[ \t]*[\u00A0\u200B\u3000][ \t\u00A0\u200B\u3000]*$/gm, '');
  const { source, images } = cutInlineImages(even);
  return { source: shiftTwoDigitItems(source.split('\n')).join('\n'), images };
}
