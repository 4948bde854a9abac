export const LARGEST_IMAGE = 8 * 1024 * 1024;

/** Image types served, by extension; not SVG, which can contain scripts. */
export const IMAGE_TYPES: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
]);

export const LARGEST_ATTACHMENT = 50 * 1024 * 1024;

/** Attachment types served as downloads, by extension. */
export const ATTACHMENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ['zip', 'application/zip'],
  ['txt', 'text/plain; charset=utf-8'],
  ['log', 'text/plain; charset=utf-8'],
  ['csv', 'text/csv; charset=utf-8'],
  ['json', 'application/json'],
  ...['7z', 'doc', 'docx', 'gz', 'odp', 'ods', 'odt', 'ppt', 'pptx', 'tar', 'tgz', 'xls', 'xlsx', 'xml'].map(
    (ending) => [ending, 'application/octet-stream'] as const,
  ),
]);

/** The extension of a local file name in lower case, without query and fragment. */
export function endingOf(source: string): string {
  return /\.([a-z0-9]{1,5})$/i.exec(source.replace(/[?#].*$/s, ''))?.[1]?.toLowerCase() ?? '';
}

/** Whether a URL in a text refers to a local file. */
export function namesFile(source: string): boolean {
  if (/^(?:[a-z][a-z0-9+.-]*:|[/#\\])/i.test(source)) return false;
  const ending = endingOf(source);
  return IMAGE_TYPES.has(ending) || ATTACHMENT_TYPES.has(ending);
}
