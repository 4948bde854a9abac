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
 * Characters no XML 1.0 document may hold, not even as references: controls, lone surrogates, U+FFFE and U+FFFF.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Escape text for HTML or XML, content and attribute values alike; what XML forbids is left out. */
export function escapeMarkup(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * Make compiled HTML ready for a page: links in a locale, notes that lead back to their marks, and whatever is too wide scrolls inside
 * itself and can be reached by keyboard to do so.
 *
 * Works on strings, since compiled HTML is clean: a `<table>` or `<pre>` in it is always an element, never text.
 *
 * @param html - Compiled and sanitised HTML.
 * @param locale - Where its links stay.
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
