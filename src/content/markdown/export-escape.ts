import type { PhrasingContent } from 'mdast';
import { text } from './nodes.js';

const ESCAPES = /^\\?[<>[\]](?:`+\\?[<>[\]])*$/;
const OPENERS = new Set(['<', '[']);

/**
 * Convert the export's one-character code spans back to plain characters.
 *
 * The source system exported every `<`, `>`, `[` and `]` as a code span, with a space after the opener; translations
 * sometimes merge two of them into one span.
 *
 * @returns The children with those spans as text, joined to their neighbours.
 */
export function unescapeExport(children: readonly PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = [];
  let afterOpener = false;
  for (const child of children) {
    const last = joined.at(-1);
    if (child.type === 'inlineCode' && ESCAPES.test(child.value)) {
      const value = child.value.replace(/[\\`]/g, '');
      afterOpener = OPENERS.has(value.slice(-1));
      if (last?.type === 'text') joined[joined.length - 1] = { ...last, value: last.value + value };
      else joined.push({ ...text(value), ...(child.position && { position: child.position }) });
    } else if (child.type === 'text' && last?.type === 'text') {
      const value = afterOpener ? child.value.replace(/^ /, '') : child.value;
      joined[joined.length - 1] = { ...last, value: last.value + value };
      afterOpener = false;
    } else {
      joined.push(child);
      afterOpener = false;
    }
  }
  return joined;
}
