import type { Code, PhrasingContent, Table } from 'mdast';
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

/**
 * Convert a one-cell table that contains only code to a code block: the source system framed logs that way.
 *
 * @returns Undefined for any other table.
 */
export function resolveCodeTable(table: Table): Code | undefined {
  const [row, ...rows] = table.children;
  const [cell, ...cells] = row?.children ?? [];
  if (cell === undefined || cells.length > 0 || rows.length > 0) return undefined;
  if (!cell.children.some((child) => child.type === 'inlineCode') || !cell.children.every(isCode))
    return undefined;
  const value = cell.children.map((child) =>
    child.type === 'break' ? '\n' : 'value' in child ? child.value : '',
  );
  const lines = value.join('').split('\n');
  return {
    type: 'code',
    value: lines
      .map((line) => line.trimEnd())
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    ...(table.position && { position: table.position }),
  };
}

function isCode(node: PhrasingContent): boolean {
  return (
    node.type === 'inlineCode' || node.type === 'break' || (node.type === 'text' && node.value.trim() === '')
  );
}

/** The same in text that Markdown did not read as code: in the front matter, and behind a bare URL. */
export function unescapeText(value: string): string {
  return value.replace(/` ?([<>[\]]) ?`/g, '$1');
}
