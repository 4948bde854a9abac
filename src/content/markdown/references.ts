import type { Definition, Root } from 'mdast';
import { replaceNodes, visitNodes } from './nodes.js';

/**
 * Inline reference links (`[text][1]`), since sections lose the article's definitions.
 *
 * The first definition of a label counts, even inside a quote or list item.
 */
export function resolveReferences(root: Root): void {
  const definitions = new Map<string, Definition>();
  visitNodes(root, (node) => {
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node);
  });
  if (definitions.size === 0) return;
  replaceNodes(root, (node) => {
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return undefined;
    const definition = definitions.get(node.identifier);
    if (definition === undefined) return undefined;
    const { url, title } = definition;
    const position = node.position && { position: node.position };
    return node.type === 'linkReference'
      ? [{ type: 'link', url, title: title ?? null, children: node.children, ...position }]
      : [{ type: 'image', url, alt: node.alt ?? null, ...position }];
  });
}
