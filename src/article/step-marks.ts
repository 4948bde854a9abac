import type { Step } from './article.js';

/** Marks kept of a step; more tell no more. */
const MOST_MARKS = 12;

const ADDRESS = /(?:href|src)="([^"]+)"/g;
/** A word in Latin letters that translating tends to leave alone: a code, a path, a name, a key of the keyboard. */
const WORD = /[A-Za-z0-9_](?:[A-Za-z0-9_./:\\-]*[A-Za-z0-9_])?/g;
const IS_TELLING = /[A-Z0-9_./:\\]/;

/**
 * What of a step stays the same in every language (identifiers, numbers, names, addresses), as short prints.
 *
 * By them the steps of two translations can be told to be one, without reading either language.
 */
export function stepMarks({ html, text }: Pick<Step, 'html' | 'text'>): readonly string[] {
  const addresses = [...html.matchAll(ADDRESS)].map(([, address = '']) => address);
  const words = (text.match(WORD) ?? []).filter((word) => word.length > 1 && IS_TELLING.test(word));
  return [...new Set([...words, ...addresses].map(shortPrint))].slice(0, MOST_MARKS);
}

/** FNV-1a in 32 bits: two of a dozen marks are not mistaken for each other. @see https://www.rfc-editor.org/rfc/rfc9923 */
function shortPrint(text: string): string {
  let print = 0x811c9dc5;
  for (const char of text) print = Math.imul(print ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (print >>> 0).toString(36);
}
