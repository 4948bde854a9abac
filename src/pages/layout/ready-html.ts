import { localizeHtml } from '../../article/html.js';
import type { PageContext } from './page-context.js';

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
