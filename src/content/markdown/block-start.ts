import { INLINE_TAGS } from './html-tags.js';

/** The marks of a heading that has a text. */
export const HEADING = /^(#{1,6}) +(?=[^ ])/;
/** The mark of an item that has a text: a bullet, or a number and what stands behind it. */
export const ITEM = /^(?:([-*+])|(\d{1,9})([.)])) {1,4}(?=[^ ])/;
/** Whatever may be an item, also an empty one. */
export const ITEM_LIKE = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
/** What makes it uncertain whether a list further down is one of its own. */
export const INDENT_OR_ITEM = /^(?:[ \t]|(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$))/;
/** A rule, or the line below a heading or below the first row of a table. */
export const UNDERLINE = /^[\s>]*(?:[|:=-][\s|:=-]*|[*_][\s*_]*)$/;

const BLOCK_START = /^(?:#{1,6}(?: |$)|>|`{3}|~{3}|[-*+](?: |$)|\d{1,9}[.)](?: |$)|<)/;
const TAG = /^<\/?([a-z]{1,10})[ />]/i;

/**
 * Whether a line can be nothing but text; of tags, the inline ones begin a paragraph.
 *
 * @param content - The line without the spaces before it.
 */
export function isTextStart(content: string): boolean {
  if (!BLOCK_START.test(content)) return true;
  const name = TAG.exec(content)?.[1]?.toLowerCase();
  return name !== undefined && INLINE_TAGS.has(name);
}
