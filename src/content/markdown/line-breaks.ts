import type { Nodes } from 'mdast';
import { text } from './nodes.js';

/** Columns of the longest line of an author who wraps text; an ideograph takes two. */
const LONGEST_WRAPPED = 100;
const IDEOGRAPH = /[\u2E80-\uFFEF]/g;

/**
 * Turn line ends into line breaks, unless the text is wrapped at a column: the export writes a paragraph as one line, and line ends
 * where lines belong apart, as in stack traces, settings and lists of addresses.
 *
 * @param parts - Nodes of a whole article; changed in place.
 * @see docs/decisions/0198-line-ends-are-line-breaks.md
 */
export function showLineEnds(parts: readonly (readonly Nodes[])[]): void {
  const nodes = parts.flat();
  if (nodes.some(hasLongLine)) for (const node of nodes) breakLines(node);
}

function hasLongLine(node: Nodes): boolean {
  if (node.type === 'paragraph')
    return wrappable(node)
      .split('\n')
      .some((line) => line.length + (line.match(IDEOGRAPH)?.length ?? 0) > LONGEST_WRAPPED);
  return 'children' in node && node.children.some(hasLongLine);
}

/** The text of a paragraph without what cannot be wrapped: links and code. */
function wrappable(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'break') return '\n';
  return 'children' in node && node.type !== 'link' ? node.children.map(wrappable).join('') : '';
}

function breakLines(parent: Nodes): void {
  if (!('children' in parent) || parent.type === 'heading') return;
  const { children }: { children: Nodes[] } = parent;
  /** Whether a line break would be superfluous next to a node, or at the edge of the paragraph. */
  const isEdge = (near: Nodes | undefined): boolean =>
    near === undefined ? parent.type === 'paragraph' : near.type === 'break';
  const broken = children.flatMap((child, index): Nodes[] => {
    breakLines(child);
    if (child.type !== 'text' || !child.value.includes('\n')) return [child];
    const lines = child.value.split('\n');
    if (lines[0] === '' && isEdge(children[index - 1])) lines.shift();
    if (lines.at(-1) === '' && isEdge(children[index + 1])) lines.pop();
    return lines.flatMap((line, at): Nodes[] => [
      ...(at > 0 ? [{ type: 'break' } as const] : []),
      ...(line === '' ? [] : [{ ...text(line), position: child.position }]),
    ]);
  });
  children.length = 0;
  for (const child of broken) children.push(child);
}
