import type { Image, PhrasingContent } from 'mdast';
import { direction } from '../../locale/tag.js';
import type { Dialect } from './dialect.js';
import { isPrivate, maskPrivate } from './link.js';
import { text } from './nodes.js';

const DATA_IMAGE = /^data:image\/([a-z0-9.+-]{1,20});base64,([A-Za-z0-9+/=]*)$/i;

/**
 * Convert an image: served locally, a labelled box for a remote one, or its name.
 *
 * @param insideLink - Links cannot nest, so the host is then only named.
 */
export function resolveImage(image: Image, dialect: Dialect, insideLink: boolean): PhrasingContent[] {
  dialect.figures += 1;
  const { alt, ...foreign } = describeImage(image, dialect);
  const hProperties = { loading: 'lazy', decoding: 'async', ...foreign };
  const url = image.url.trim();
  const inline = DATA_IMAGE.exec(url);
  if (inline !== null) {
    const [, subtype = '', base64 = ''] = inline;
    const mediaType = `image/${subtype.toLowerCase()}`;
    const kept = dialect.images.inline(mediaType, base64);
    if (kept !== undefined) return [{ type: 'image', url: kept, alt, data: { hProperties } }];
    dialect.report('image-rejected', image.position?.start, mediaType);
    return [text(`[${alt}]`)];
  }
  if (isPrivate(url, dialect)) {
    dialect.report('internal-address', image.position?.start, 'image at an internal or signed address');
    return [text(`[${alt}]`)];
  }
  const host = /^(?:https?:)?\/\/([^/?#\s]+)/i.exec(url)?.[1];
  if (host !== undefined) {
    dialect.report('remote-image', image.position?.start, host);
    const label = text(dialect.words.elsewhere(alt, host));
    const data = { hProperties: { className: ['remote-image'], ...foreign } };
    return [
      insideLink ? label : { type: 'link', url: url.replace(/^\/\//, 'https://'), children: [label], data },
    ];
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) {
    dialect.report('unsafe-address', image.position?.start, url.slice(0, 60));
    return [text(`[${alt}]`)];
  }
  const address = dialect.images.local(dialect.path, url);
  if (address === undefined) {
    dialect.report('image-missing', image.position?.start, url.slice(0, 120));
    return [text(`[${alt}]`)];
  }
  return [{ type: 'image', url: address, alt, data: { hProperties } }];
}

/** An image's own description, else the source's, else its number; marked when in another language. */
function describeImage(
  image: Image,
  dialect: Dialect,
): { readonly alt: string; readonly lang?: string; readonly dir?: 'ltr' | 'rtl' } {
  const file = /([^/?#]{1,200})(?:[?#].*)?$/.exec(image.url.trim().slice(-400))?.[1];
  const own = readableAlt(image.alt);
  if (own !== undefined) {
    const alt = maskPrivate(own, dialect, image);
    if (file !== undefined && !image.url.startsWith('data:')) dialect.described[file] = alt;
    return { alt };
  }
  const { sourceImages, words } = dialect;
  const described = file === undefined ? undefined : sourceImages?.byFile[file];
  if (sourceImages !== undefined && described !== undefined)
    return { alt: described, lang: sourceImages.locale, dir: direction(sourceImages.locale) };
  const alt = words.figure(dialect.figures);
  return words.language === undefined ? { alt } : { alt, lang: words.language, dir: 'ltr' };
}

/** Alternative texts that are export artifacts (Base64, file names, bare numbers). */
function readableAlt(alt: string | null | undefined): string | undefined {
  const trimmed = alt?.trim() ?? '';
  const isRemains =
    /^(?:\d{1,3}[a-z]?)?$/i.test(trimmed) ||
    /^[\w+/]{16,}={0,2}$/.test(trimmed) ||
    /\.(?:png|jpe?g|gif|webp|svg)$/i.test(trimmed);
  return isRemains ? undefined : trimmed;
}
