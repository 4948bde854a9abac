import type { PhrasingContent, RootContent } from 'mdast';
import { inlineText } from './markdown/visible-text.js';
import { isLabelLine, splitLines } from './label-lines.js';

/** A bullet that is text to Markdown. */
const BULLET = /^\s*[•·・‣▪]\s/;

/**
 * Keep lines on their own where their author meant them so: bold lines that are no sub-headings (in list items, quotes and
 * notes), and lines with a bullet that Markdown does not know.
 *
 * Markdown runs the lines of a paragraph together, so that `<b>Example</b>` would end up amid the text around it.
 *
 * @param node - A block; paragraphs in it are changed in place.
 */
export function keepOwnLines(node: RootContent): void {
  if (
    node.type === 'list' ||
    node.type === 'listItem' ||
    node.type === 'blockquote' ||
    node.type === 'admonition'
  )
    for (const child of node.children) keepOwnLines(child);
  else if (node.type === 'paragraph') node.children = breakLines(node.children);
}

function breakLines(children: PhrasingContent[]): PhrasingContent[] {
  const lines = splitLines(children).filter((line) => textOf(line).trim() !== '');
  if (lines.length < 2 || !lines.some((line) => isLabelLine(line) || BULLET.test(textOf(line))))
    return children;
  return lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'break' }, ...line]));
}

function textOf(line: readonly PhrasingContent[]): string {
  return line.map(inlineText).join('');
}
