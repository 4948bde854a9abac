import type { Code, PhrasingContent, Table } from 'mdast';

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
