import { localizeHtml } from '../../article/html.js';
import type { PageContext } from './page.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Characters XML 1.0 forbids, even as references: controls, unpaired surrogates, U+FFFE and U+FFFF.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Escape text for HTML or XML content and attributes; characters XML forbids are removed. */
export function escapeMarkup(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * Prepare compiled HTML for a page: links in a locale, back links of footnotes, and wide elements that scroll inside
 * themselves and are keyboard-focusable.
 *
 * String-based, since in compiled HTML `<table>` and `<pre>` are always elements.
 *
 * @param html - Compiled, sanitized HTML.
 * @param locale - Locale of its links.
 * @see https://www.w3.org/WAI/WCAG22/Understanding/keyboard
 */
export function readyHtml(html: string, { t, locale }: Pick<PageContext, 't' | 'locale'>): string {
  return localizeHtml(html, locale)
    .replaceAll('<pre', '<pre tabindex="0"')
    .replaceAll('<table>', '<div class="wide" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>')
    .replace(
      /<li id="(note-\d+)">/g,
      (item, id) => `${item}<a class="note-back" href="#${id}-mark" title="${t('article.noteBack')}">↑</a> `,
    );
}
