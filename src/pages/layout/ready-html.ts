import type { LocaleTag } from '../../article/article.js';
import { localizeHtml } from '../../article/html.js';

/**
 * Make compiled HTML ready for a page: links in the page's locale, and whatever is too wide
 * scrolls inside itself and can be reached by keyboard to do so.
 *
 * Works on strings, since compiled HTML is clean: a `<table>` or `<pre>` in it is always an element, never text.
 *
 * @param html - Compiled and sanitised HTML.
 * @see https://www.w3.org/WAI/WCAG22/Understanding/keyboard
 */
export function readyHtml(html: string, locale: LocaleTag): string {
  return localizeHtml(html, locale)
    .replaceAll('<pre', '<pre tabindex="0"')
    .replaceAll('<table>', '<div class="wide" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
}
