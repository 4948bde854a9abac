import type { Nodes } from 'mdast';

/**
 * The visible text of nodes: one line per block, collapsed spaces, code verbatim.
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

/** The text of phrasing content. */
export function inlineText(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  if (node.type === 'text') return node.value.replaceAll('\n', ' ');
  if ('value' in node) return node.type === 'html' ? '' : node.value;
  if (!('children' in node)) return '';
  let text = '';
  for (const child of node.children) text = join(text, inlineText(child), child.type === 'image');
  // Blocks in a table cell, such as the items of a list, are separated.
  return node.type === 'listItem' || node.type === 'paragraph' ? ` ${text} ` : text;
}

/** An image's text is separated from adjacent text: `here![](assets/x.png)`. */
function join(before: string, next: string, isImage: boolean): string {
  return isImage && /[\p{L}\p{N}]$/u.test(before) ? `${before} ${next}` : before + next;
}

/** Collapse white space; hard breaks stay line breaks. */
export function evenSpaces(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
