import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { settleForeignWords } from './foreign-words.js';

/** Write a page's tree as a whole HTML document. */
export function renderDocument(page: VNode): string {
  return `<!doctype html>\n${settleForeignWords(renderToString(page))}\n`;
}
