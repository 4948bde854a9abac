import { LOCALE_MARK } from '../../article/html.js';

/**
 * Even out a file's text: line ends become LF; a byte order mark, our own private-use mark and control characters, which HTML
 * cannot hold, go. Lines stay the lines they were.
 */
export function prepareSource(raw: string): string {
  return (
    raw
      .replace(/\r\n?/g, '\n')
      .replaceAll(LOCALE_MARK, '')
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      .replace(/^\uFEFF|[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '')
  );
}
