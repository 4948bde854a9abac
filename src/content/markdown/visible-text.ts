import type { Nodes } from 'mdast';

/**
 * What a reader sees of some nodes, without markup: blocks on lines of their own, spaces evened out, code as it stands.
 */
export function visibleText(nodes: readonly Nodes[]): string {
  return nodes
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n');
}

function blockText(node: Nodes): string {
  switch (node.type) {
    case 'code':
      return node.value;
    case 'paragraph':
    case 'heading':
      return evenSpaces(inlineText(node));
    case 'table':
      return visibleText(node.children);
    case 'tableRow':
      return node.children.map((cell) => evenSpaces(inlineText(cell))).join(' | ');
    case 'html':
    case 'definition':
    case 'thematicBreak':
      return '';
    default:
      return 'children' in node ? visibleText(node.children) : evenSpaces(inlineText(node));
  }
}

/** The text of phrasing content, in one run. */
export function inlineText(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  if (node.type === 'text') return node.value.replaceAll('\n', ' ');
  if ('value' in node) return node.type === 'html' ? '' : node.value;
  if (!('children' in node)) return '';
  let text = '';
  for (const child of node.children) text = join(text, inlineText(child), child.type === 'image');
  // A list in a cell of a table: its items stay apart.
  return node.type === 'listItem' ? ` ${text} ` : text;
}

/** An image's words are none of the text right before it: `here![](assets/x.png)`. */
function join(before: string, next: string, isImage: boolean): string {
  return isImage && /[\p{L}\p{N}]$/u.test(before) ? `${before} ${next}` : before + next;
}

/** Fold runs of white space; a hard break stays a line break. */
export function evenSpaces(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
