/** Bytes an image may have to be served. */
export const LARGEST_IMAGE = 8 * 1024 * 1024;

/** Kinds of images that are served, by file ending; no SVG, since it can hold scripts. */
export const IMAGE_TYPES: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
]);

/** Bytes an attachment may have to be served. */
export const LARGEST_ATTACHMENT = 50 * 1024 * 1024;

/** Kinds of attachments that are served, to be saved and not shown, by file ending. */
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

/** The ending of a local file's name, in lower case, query and fragment left out. */
export function endingOf(source: string): string {
  return /\.([a-z0-9]{1,5})$/i.exec(source.replace(/[?#].*$/s, ''))?.[1]?.toLowerCase() ?? '';
}

/** Whether an address of a text is that of a file beside it, such as could be attached. */
export function namesFile(source: string): boolean {
  if (/^(?:[a-z][a-z0-9+.-]*:|[/#\\])/i.test(source)) return false;
  const ending = endingOf(source);
  return IMAGE_TYPES.has(ending) || ATTACHMENT_TYPES.has(ending);
}
