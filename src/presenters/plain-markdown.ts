import { htmlToMarkdown } from '../content/markdown/html-to-markdown.js';

/** Write plain text as one line of Markdown that says just that; nothing in it is read as markup. */
export function plainMarkdown(text: string): string {
  return htmlToMarkdown(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')).trim();
}
